/** Answers written apart: each writes alone, and both are opened together. */
import type { Card, Half, Problem, Topic } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";

export class Apart {
  /** The card they answer; nothing while nobody does. */
  card = $state.raw<Card>();
  /** Who is writing: whoever is here, or who says so on a shared computer. */
  by = $state<Half>("first");
  /** What is being written. It stays when sealing fails. */
  words = $state("");
  /** The field is open, though something is sealed already. */
  changing = $state(false);
  problem = $state.raw<Problem>();
  saving = $state(false);
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Whether whoever writes has sealed theirs. */
  get sealed(): boolean {
    return this.card?.answers.written[this.by] === true;
  }

  get other(): Half {
    return this.by === "first" ? "second" : "first";
  }

  open(card: Card): void {
    const { here } = this.#planner;
    this.card = card;
    this.#writes(here === "shared" ? (card.answers.written.first ? "second" : "first") : here);
  }

  close(): void {
    this.card = undefined;
    this.words = "";
  }

  /** Somebody else takes the keyboard. What the first one wrote is out of sight by then. */
  handTo(by: Half): void {
    if (by !== this.by) this.#writes(by);
  }

  change(): void {
    this.words = this.card?.answers.mine ?? "";
    this.changing = true;
  }

  async seal(): Promise<void> {
    const { card, by } = this;
    const words = this.words.trim();
    if (!card || words === "") return;
    if (await this.#ask(() => this.#planner.api.writeAnswer(card.id, by, words))) {
      this.words = "";
      this.changing = false;
    }
  }

  async openBoth(): Promise<void> {
    const card = this.card;
    if (card) await this.#ask(() => this.#planner.api.openAnswers(card.id));
  }

  heard(topics: readonly Topic[]): void {
    if (topics.includes("talk") || topics.includes("settings")) void this.#again();
  }

  #writes(by: Half): void {
    this.by = by;
    this.words = "";
    this.changing = false;
    this.problem = undefined;
  }

  /** Neither step is said in a toast, nor offered to be taken back: one would show what the other hides. */
  async #ask(change: () => Promise<unknown>): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.problem = undefined;
    try {
      await change();
      await this.#again();
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }

  async #again(): Promise<void> {
    const of = this.card?.id;
    if (!of) return;
    const card = await this.#planner.api.card(of).catch(() => undefined);
    if (card && this.card?.id === of) this.card = card;
  }
}
