/**
 * A date on its way to another place, dragged or carried with the keys. Nothing has changed until it is let go, and
 * what it says meanwhile is the planner's.
 */
import type { Item, Placing, Scope } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";

export class Placement {
  /** The date; nothing while none is on its way. */
  item = $state.raw<Item>();
  /** Where it would begin, `2026-10-16T19:15`. */
  start = $state("");
  /** How long it would be. */
  minutes = $state(0);
  /** What the planner says of that place. It may lag behind by one answer. */
  reading = $state.raw<Placing>();
  /** It was let go, and how far that reaches has to be said. */
  asking = $state(false);
  #was = { start: "", minutes: 0 };
  #turn = 0;
  #asked = Promise.resolve();
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Takes a date up. */
  begin(item: Item, minutes: number): void {
    this.item = item;
    this.start = item.local_start;
    this.minutes = minutes;
    this.#was = { start: item.local_start, minutes };
    this.reading = undefined;
    this.asking = false;
    this.#ask();
  }

  /** Holds it over another place. */
  to(start: string, minutes: number): void {
    if (!this.item || this.asking || (start === this.start && minutes === this.minutes)) return;
    this.start = start;
    this.minutes = minutes;
    this.#ask();
  }

  /** Puts it back where it was. */
  cancel(): void {
    this.#turn += 1;
    this.item = undefined;
    this.reading = undefined;
    this.asking = false;
  }

  /**
   * Lets it go where it is held. For one that comes again the planner has a question first: how far that reaches.
   * Answers whether it is there now.
   */
  async drop(scope?: Scope): Promise<boolean> {
    const item = this.item;
    if (!item) return false;
    if (this.start === this.#was.start && this.minutes === this.#was.minutes) {
      this.cancel();
      return false;
    }
    await this.#asked;
    if (this.item !== item) return false;
    const { problem, choices = [] } = this.reading ?? {};
    if (problem) {
      this.#planner.toasts.fail(problem);
      this.cancel();
      return false;
    }
    if (!scope && choices.length > 0) {
      this.asking = true;
      return false;
    }
    const [start, minutes] = [this.start, this.#minutesSaid];
    // Where it was held it stays until the planner has answered: it does not jump back for a moment.
    const done = await this.#planner.change(() =>
      this.#planner.api.place(item.key, start, minutes, scope ?? null),
    );
    if (this.item === item) this.cancel();
    return done !== undefined;
  }

  /** `null` where only the hour changed: the length stays whatever it is. */
  get #minutesSaid(): number | null {
    return this.minutes === this.#was.minutes ? null : this.minutes;
  }

  #ask(): void {
    const item = this.item;
    if (!item) return;
    const turn = ++this.#turn;
    this.#asked = this.#planner.api
      .readPlace(item.key, this.start, this.#minutesSaid)
      .catch((thrown: unknown): Placing => ({
        words: "",
        problem: problemOf(thrown),
        busy: "",
        choices: [],
      }))
      .then((reading) => {
        if (turn === this.#turn) this.reading = reading;
      });
  }
}
