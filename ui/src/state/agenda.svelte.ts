/** What is coming, as a list that is turned a page at a time: the planner says which pages there are. */
import type { AgendaPage, Api, Day, Topic } from "../ipc/api";
import type { Calendar, Leaf } from "./calendar.svelte";
import { Resource } from "./resource.svelte";

export class Agenda implements Leaf {
  readonly page: Resource<AgendaPage>;
  chosen = $state("");
  focusTurn = $state(0);
  readonly days: Day[] = $derived.by(() => this.page.value?.months.flatMap((month) => month.days) ?? []);
  readonly day: Day | undefined = $derived.by(() => this.days.find((day) => day.date === this.chosen));
  readonly #calendar: Calendar;
  #from: string | null = null;

  constructor(api: Api, calendar: Calendar) {
    this.#calendar = calendar;
    this.page = new Resource(() => api.agendaPage(this.#from), ["slots", "settings", "clock"]);
  }

  get title(): string {
    return this.page.value?.title ?? "";
  }

  get beside(): string {
    return this.page.value?.year ?? "";
  }

  get problem() {
    return this.page.problem;
  }

  /** Opens where it was, or from today on; on the day given where that is on the page, or on a page that begins there. */
  async open(day?: string): Promise<void> {
    if (!this.page.value) await this.#load(null);
    if (day && !this.days.some((it) => it.date === day)) {
      const [first, last] = [this.page.value?.from ?? "", this.days.at(-1)?.date ?? ""];
      // Days are written so that the earlier one comes first in any order of text.
      if (day < first || day > last) await this.#load(day);
    }
    await this.choose((this.days.find((it) => it.date >= (day ?? "")) ?? this.days[0])?.date ?? "");
  }

  /** The day panel shows the day as the month has it. */
  async choose(date: string): Promise<void> {
    this.chosen = date;
    if (date) await this.#calendar.show(date);
  }

  async step(way: "previous" | "next"): Promise<void> {
    const to = this.page.value?.[way === "next" ? "later" : "earlier"];
    if (!to) return;
    await this.#load(to);
    await this.choose(this.days[0]?.date ?? "");
  }

  async goToday(): Promise<void> {
    await this.#load(null);
    await this.choose(this.days[0]?.date ?? "");
  }

  /** Moves the chosen day in the list; past its end to the next page. */
  async moveTo(to: "previous" | "next" | "first" | "last"): Promise<void> {
    const at = this.days.findIndex((day) => day.date === this.chosen);
    const last = this.days.length - 1;
    if (to === "next" && at >= last) await this.step("next");
    else if (to === "previous" && at <= 0) {
      const before = this.page.value?.earlier;
      if (!before) return;
      await this.#load(before);
      await this.choose(this.days.at(-1)?.date ?? "");
    } else {
      const cell = { previous: at - 1, next: at + 1, first: 0, last }[to];
      await this.choose(this.days[cell]?.date ?? "");
    }
    this.focusTurn += 1;
  }

  heard(topics: readonly Topic[]): void {
    this.page.heard(topics);
  }

  async #load(from: string | null): Promise<void> {
    this.#from = from;
    await this.page.reload();
  }
}
