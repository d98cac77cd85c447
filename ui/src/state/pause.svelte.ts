/** Pausing the reminders: what is on and ahead, and the pause being made. */
import type { PauseForm, Pauses, Problem, Topic } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

export class PauseSheet {
  /** Whether the sheet is open. */
  shown = $state(false);
  readonly page: Resource<Pauses>;
  /** For how long, as chosen so far. */
  how = $state<PauseForm["how"]>("tomorrow");
  /** The first and the last day, `2026-10-24`; empty while a field is not filled. */
  from = $state("");
  to = $state("");
  /** Why it was not paused. What was chosen is still there. */
  problem = $state.raw<Problem>();
  pausing = $state(false);
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(() => planner.api.pauses(), ["reminders", "settings", "clock"]);
  }

  async open(how: PauseForm["how"] = "tomorrow"): Promise<void> {
    const pauses = await this.#planner.attempt(() => this.#planner.api.pauses());
    if (!pauses) return;
    this.page.fill(pauses);
    this.how = how;
    this.from = pauses.today;
    this.to = pauses.today;
    this.problem = undefined;
    this.pausing = false;
    this.shown = true;
  }

  close(): void {
    this.shown = false;
  }

  choose(how: PauseForm["how"]): void {
    this.how = how;
    this.problem = undefined;
  }

  async save(): Promise<void> {
    if (this.pausing) return;
    this.pausing = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.pauseReminders(this.#form());
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.pausing = false;
    }
  }

  /** Ends the pause that is on. */
  async resume(): Promise<void> {
    await this.#planner.change(() => this.#planner.api.resumeReminders());
  }

  async remove(id: string): Promise<void> {
    await this.#planner.change(() => this.#planner.api.removePause(id));
  }

  /** While it is closed it need not know: it asks when it is opened. */
  heard(topics: readonly Topic[]): void {
    if (this.shown) this.page.heard(topics);
  }

  #form(): PauseForm {
    return this.how === "range" ? { how: "range", from: this.from, to: this.to } : { how: this.how };
  }
}
