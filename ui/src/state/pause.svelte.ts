/** Pausing the reminders: what is on and ahead, and the pause being made. */
import type { Day, PauseForm, Pauses, Problem, Topic } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import { MonthPage } from "./month.svelte";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

export class PauseSheet {
  /** Whether the sheet is open. */
  shown = $state(false);
  readonly page: Resource<Pauses>;
  /** For how long, as chosen so far. */
  how = $state<PauseForm["how"]>("tomorrow");
  /** The first and the last day, and which of the two the next day chosen will be. */
  from = $state.raw<Day>();
  to = $state.raw<Day>();
  end = $state<"from" | "to">("from");
  /** The month they are chosen in. */
  readonly days: MonthPage;
  /** Why it was not paused. What was chosen is still there. */
  problem = $state.raw<Problem>();
  pausing = $state(false);
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(() => planner.api.pauses(), ["reminders", "settings", "clock"]);
    this.days = new MonthPage(planner.api);
  }

  async open(how: PauseForm["how"] = "tomorrow"): Promise<void> {
    const pauses = await this.#planner.attempt(() => this.#planner.api.pauses());
    if (!pauses) return;
    await this.days.goToday();
    this.days.focusTurn = 0;
    this.page.fill(pauses);
    this.how = how;
    this.from = this.days.day;
    this.to = this.days.day;
    this.end = "from";
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

  /** The next day chosen is the first one, or the last. */
  async ask(end: "from" | "to"): Promise<void> {
    this.end = end;
    const day = this[end];
    if (day) await this.days.show(day.date);
  }

  /** Chooses a day; behind today none can be. The first day takes the last one along, and the last one the first. */
  chooseDay(day: Day): void {
    if (day.before) return;
    this.problem = undefined;
    this.days.choose(day.date);
    // Days are written so that the earlier one comes first in any order of text.
    if (this.end === "from" || (this.from && day.date < this.from.date)) this.from = day;
    if (this.end === "to" || (this.to && day.date > this.to.date)) this.to = day;
    this.end = "to";
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
    if (!this.shown) return;
    this.page.heard(topics);
    this.days.page.heard(topics);
  }

  #form(): PauseForm {
    if (this.how !== "range") return { how: this.how };
    return { how: "range", from: this.from?.date ?? "", to: this.to?.date ?? "" };
  }
}
