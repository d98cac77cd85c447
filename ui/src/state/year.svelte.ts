/**
 * A year on screen, and the day in it that has the keyboard.
 *
 * No date is ever computed here: a step is so many cells on, and which days and years there are the planner says.
 */
import type { Api, Topic, Year, YearDay } from "../ipc/api";
import type { Leaf } from "./calendar.svelte";
import { Resource } from "./resource.svelte";

export class YearPage implements Leaf {
  readonly page: Resource<Year>;
  chosen = $state("");
  focusTurn = $state(0);
  /** The same as a table, for whoever would rather read it. */
  asTable = $state(false);
  readonly days: YearDay[] = $derived.by(() => this.page.value?.months.flatMap((month) => month.days) ?? []);
  readonly day: YearDay | undefined = $derived.by(() => this.days.find((day) => day.date === this.chosen));
  #year: number | null = null;

  constructor(api: Api) {
    this.page = new Resource(() => api.year(this.#year), ["slots", "settings", "reminders", "clock"]);
  }

  get title(): string {
    return this.page.value ? String(this.page.value.year) : "";
  }

  get beside(): string {
    return "";
  }

  get problem() {
    return this.page.problem;
  }

  async open(day?: string): Promise<void> {
    if (day && day !== this.chosen) {
      await this.#load(Number(day.slice(0, 4)));
      this.chosen = this.days.some((it) => it.date === day) ? day : (this.days[0]?.date ?? "");
    } else if (!this.page.value) await this.goToday();
  }

  choose(date: string): void {
    this.chosen = date;
  }

  /** Steps a year, keeping the month and the day of the month where there is one. */
  async step(way: "previous" | "next"): Promise<void> {
    const [to, at] = [this.page.value?.[way], this.day];
    if (to == null) return;
    const month = this.#monthOf(at);
    await this.#load(to);
    this.#chooseIn(Math.max(month, 0), at?.day ?? 1);
  }

  async goToday(): Promise<void> {
    await this.#load(null);
    this.chosen = this.days.find((day) => day.today)?.date ?? this.days[0]?.date ?? "";
  }

  /** Moves the chosen day by a number of days, into the neighbouring year where this one ends. */
  async moveBy(cells: number): Promise<void> {
    const at = this.days.findIndex((day) => day.date === this.chosen);
    if (at < 0) return;
    let to = at + cells;
    if (to < 0 || to >= this.days.length) {
      const year = this.page.value?.[to < 0 ? "previous" : "next"];
      if (year == null) return;
      if (to >= this.days.length) to -= this.days.length;
      await this.#load(year);
      if (to < 0) to += this.days.length;
    }
    this.chosen = this.days[to]?.date ?? this.chosen;
    this.focusTurn += 1;
  }

  /** Moves it by a month, to the same day of it or its last. */
  async moveMonth(way: "previous" | "next"): Promise<void> {
    const [months, at] = [this.page.value?.months ?? [], this.day];
    const to = this.#monthOf(at) + (way === "next" ? 1 : -1);
    if (!at) return;
    if (months[to]) this.#chooseIn(to, at.day);
    else {
      const year = this.page.value?.[way];
      if (year == null) return;
      await this.#load(year);
      this.#chooseIn(way === "next" ? 0 : 11, at.day);
    }
    this.focusTurn += 1;
  }

  /** Moves it to the first or the last day of its week, as far as that is in its month. */
  moveInWeek(to: "first" | "last"): void {
    const days = this.page.value?.months[this.#monthOf(this.day)]?.days ?? [];
    const at = days.findIndex((day) => day.date === this.chosen);
    const column = days[at]?.column;
    if (column === undefined) return;
    const cell = to === "first" ? Math.max(at - column, 0) : Math.min(at + 6 - column, days.length - 1);
    this.chosen = days[cell]?.date ?? this.chosen;
    this.focusTurn += 1;
  }

  heard(topics: readonly Topic[]): void {
    this.page.heard(topics);
  }

  #monthOf(day: YearDay | undefined): number {
    return this.page.value?.months.findIndex((month) => day && month.days.includes(day)) ?? -1;
  }

  #chooseIn(month: number, day: number): void {
    const days = this.page.value?.months[month]?.days ?? [];
    this.chosen = (days.find((it) => it.day === day) ?? days.at(-1))?.date ?? "";
  }

  async #load(year: number | null): Promise<void> {
    this.#year = year;
    await this.page.reload();
  }
}
