/** What a date would meet, asked while it is being made, and what is to be done about it when it is saved. */
import type { Draft, EveningMove, Fix, HeadsUp, SlotForm } from "../ipc/api";
import type { Planner } from "./planner.svelte";

/** A pause in typing: what is met is looked up in two calendars, and nobody waits for it. */
const PAUSE_MS = 250;

export class Heads {
  /** What is met, and nothing while all is clear or somebody said to leave it. */
  up = $state.raw<HeadsUp>();
  /** The ways out that were taken: each moves one evening when the date is saved. */
  taken = $state.raw<Fix[]>([]);
  /** Somebody said to leave it. */
  left = $state(false);
  readonly moves: EveningMove[] = $derived(this.taken.map(({ original, to }) => ({ original, to })));
  /** Which evenings were meant when this was last asked. */
  #meant = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Starts over with another date. */
  begin(): void {
    this.#meant = "";
    this.#forget();
    this.taken = [];
    this.left = false;
  }

  /** Asks for the date as it stands, after a pause. What was said of other evenings than these no longer holds. */
  follow(draft: Draft | null, form: SlotForm): void {
    const meant = JSON.stringify(
      draft && [draft.rule, draft.start_local, draft.minutes, form.scope, form.key],
    );
    if (meant !== this.#meant) {
      this.#meant = meant;
      if (this.taken.length > 0) this.taken = [];
      this.left = false;
    }
    this.#forget(draft !== null && !this.left);
    if (draft && !this.left) this.#timer = setTimeout(() => void this.#look(form, this.#turn), PAUSE_MS);
  }

  /** Takes a way out that moves one evening of several. */
  take(fix: Fix): void {
    this.taken = [...this.taken.filter(({ original }) => original !== fix.original), fix];
    this.up = undefined;
  }

  /** Leaves that evening where it was, after all. */
  takeBack(fix: Fix): void {
    this.taken = this.taken.filter(({ original }) => original !== fix.original);
  }

  leave(): void {
    this.left = true;
    this.up = undefined;
  }

  /** No answer to a question asked before counts any more. */
  #forget(showing = false): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (!showing) this.up = undefined;
  }

  async #look(form: SlotForm, turn: number): Promise<void> {
    // A look that fails says nothing: saving is not stopped by it, and says itself what is wrong.
    const up = await this.#planner.api.headsUp(form).catch(() => null);
    if (turn === this.#turn) this.up = up ?? undefined;
  }
}
