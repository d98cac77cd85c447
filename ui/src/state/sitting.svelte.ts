/** Two people sitting down together: whose turn it is, and a timer that only ever says how far it is. */
import type { Card, Half, Sitting } from "../ipc/api";
import type { Planner } from "./planner.svelte";

/** How often the halves move. */
const STEP_MS = 1000;

/** Time that goes by softly: nothing rings, and it may stop. */
export class SoftTimer {
  /** How much is left of it, 1 to 0. */
  left = $state(1);
  paused = $state(false);
  #minutes = $state(0);
  /** What had gone by before it last went on. */
  #gone = 0;
  #since = 0;
  #steps: ReturnType<typeof setInterval> | undefined;

  /** Whole minutes, as one would say it. */
  get minutes(): number {
    return Math.ceil(this.left * this.#minutes);
  }

  start(minutes: number): void {
    this.stop();
    this.#minutes = minutes;
    this.#gone = 0;
    this.left = 1;
    this.goOn();
  }

  pause(): void {
    if (this.paused) return;
    this.#gone += performance.now() - this.#since;
    this.paused = true;
    clearInterval(this.#steps);
  }

  goOn(): void {
    this.paused = false;
    this.#since = performance.now();
    clearInterval(this.#steps);
    this.#steps = setInterval(() => this.#step(), STEP_MS);
  }

  stop(): void {
    clearInterval(this.#steps);
    this.paused = false;
  }

  #step(): void {
    const gone = this.#gone + performance.now() - this.#since;
    this.left = Math.max(0, 1 - gone / (this.#minutes * 60_000));
    if (this.left === 0) clearInterval(this.#steps);
  }
}

export class SittingTable {
  /** What they sit down with: a card, or the talk that puts the day down. */
  shown = $state<"card" | "stress">();
  stage = $state<"begin" | "on" | "done" | "stopped">("begin");
  card = $state.raw<Card>();
  /** Turns, rules and sentences, as the planner has them. */
  about = $state.raw<Sitting>();
  /** Who talks; nobody alone in a part that is both's. */
  speaker = $state<Half | null>(null);
  /** Which part of the talk it is, or how many turns there have been. */
  part = $state(0);
  readonly timer = new SoftTimer();
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  get listener(): Half | undefined {
    if (!this.speaker) return undefined;
    return this.speaker === "first" ? "second" : "first";
  }

  async sitDown(card: Card): Promise<void> {
    if (await this.load()) this.#show("card", card);
  }

  async putTheDayDown(): Promise<void> {
    if (await this.load()) this.#show("stress");
  }

  /** Asks for what is said in a sitting; with who begins, in that order. */
  async load(begins: Half | null = null): Promise<boolean> {
    const about = await this.#planner.attempt(() => this.#planner.api.sitting(begins));
    if (about) this.about = about;
    return about !== undefined;
  }

  async begin(begins: Half): Promise<void> {
    if (!(await this.load(begins)) || !this.about) return;
    this.part = 0;
    this.stage = "on";
    if (this.shown === "stress") this.#take(0);
    else {
      this.speaker = begins;
      this.timer.start(this.about.turn_minutes);
    }
  }

  /** The other one's turn, or the next part; after the last one it is over. */
  next(): void {
    if (this.stage !== "on" || !this.about) return;
    if (this.shown === "stress") {
      if (this.part + 1 < this.about.stress.turns.length) this.#take(this.part + 1);
      else this.#end("done");
      return;
    }
    this.part += 1;
    this.speaker = this.listener ?? "first";
    this.timer.start(this.about.turn_minutes);
  }

  pauseOrGoOn(): void {
    if (this.stage !== "on") return;
    if (this.timer.paused) this.timer.goOn();
    else this.timer.pause();
  }

  /** Enough for now. Before it began there is nothing to end. */
  end(): void {
    if (this.stage === "on") this.#end(this.shown === "stress" ? "stopped" : "done");
    else this.close();
  }

  close(): void {
    this.timer.stop();
    this.shown = undefined;
    this.card = undefined;
  }

  #show(what: "card" | "stress", card?: Card): void {
    this.card = card;
    this.stage = "begin";
    this.speaker = null;
    this.part = 0;
    this.shown = what;
  }

  #take(part: number): void {
    const turn = this.about?.stress.turns[part];
    if (!turn) return;
    this.part = part;
    this.speaker = turn.who;
    this.timer.start(turn.minutes);
  }

  #end(how: "done" | "stopped"): void {
    this.timer.stop();
    this.speaker = null;
    this.stage = how;
  }
}
