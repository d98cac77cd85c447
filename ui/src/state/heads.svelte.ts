/** What a date would meet, asked while it is being made, and the evenings that are to be moved out of the way. */
import type { EveningMove, Fix, HeadsUp, SlotForm } from "../ipc/api";
import type { Planner } from "./planner.svelte";

/** A pause in typing: what is met is looked up in two calendars, and nobody waits for it. */
const PAUSE_MS = 250;

export class Heads {
  /** What is met, and nothing while all is clear or somebody said to leave it. */
  up = $state.raw<HeadsUp>();
  /** To be moved when the date is saved. */
  moves = $state.raw<EveningMove[]>([]);
  /** What was left as it is: the sentence about it. */
  #left = $state.raw<string[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Starts over with another date. */
  begin(): void {
    this.moves = [];
    this.#left = [];
    this.forget();
  }

  /** Other evenings are meant now: no move of the ones before holds. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.up = undefined;
  }

  /** Asks for the date as it stands, after a pause. */
  ask(form: SlotForm): void {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.#timer = setTimeout(() => void this.#look(form, turn), PAUSE_MS);
  }

  /** Takes one way out, where it moves one evening of several. */
  take({ original, to }: Fix): void {
    this.moves = [...this.moves.filter((move) => move.original !== original), { original, to }];
    this.up = undefined;
  }

  leave(): void {
    if (this.up) this.#left = [...this.#left, this.up.text];
    this.up = undefined;
  }

  async #look(form: SlotForm, turn: number): Promise<void> {
    // A look that fails says nothing: saving is not stopped by it, and says itself what is wrong.
    const up = await this.#planner.api.headsUp(form).catch(() => null);
    if (turn !== this.#turn) return;
    this.up = up && !this.#left.includes(up.text) ? up : undefined;
  }
}
