/** The month on screen, the day chosen in it, and what is known of that day's dates. */
import type { Api, Day, Detail, Month, Topic } from "../ipc/api";
import { Resource } from "./resource.svelte";

export class Calendar {
  readonly page: Resource<Month>;
  readonly details: Resource<Detail[]>;
  /** The chosen day, `2026-10-15`. */
  chosen = $state("");
  /** Whether the day panel lies over the grid; it only matters in the narrow layout. */
  panelOpen = $state(false);
  /** Rises when the keyboard moved the day, so that the grid puts the focus there. */
  focusTurn = $state(0);
  /** Rises when the keyboard went into the day, so that the panel takes the focus. */
  panelTurn = $state(0);
  readonly days: Day[] = $derived.by(() => this.page.value?.weeks.flat() ?? []);
  readonly day: Day | undefined = $derived.by(() => this.days.find((day) => day.date === this.chosen));
  readonly #api: Api;
  #month: string | null = null;

  constructor(api: Api) {
    this.#api = api;
    this.page = new Resource(() => api.month(this.#month), ["slots", "gestures", "settings", "clock"]);
    this.details = new Resource(
      () => Promise.all((this.day?.items ?? []).map((item) => api.detail(item.key))),
      ["slots", "settings", "reminders", "clock"],
    );
  }

  /** Opens on the month of today, on the next date, or else on today. */
  async open(): Promise<void> {
    if (this.page.value) return;
    await this.page.reload();
    const ahead = this.days.find(
      (day) => !day.before && day.inside && day.items.some((item) => item.kind !== "outside_help"),
    );
    this.choose((ahead ?? this.days.find((day) => day.today) ?? this.days[0])?.date ?? "");
  }

  choose(date: string): void {
    this.chosen = date;
    void this.details.reload();
  }

  /** Steps a month, keeping the day of the month where there is one. */
  async step(way: "previous" | "next"): Promise<void> {
    const month = this.page.value?.[way];
    if (!month) return;
    const day = this.day?.day ?? 1;
    await this.#load(month);
    const inside = this.days.filter((d) => d.inside);
    this.choose((inside.find((d) => d.day === day) ?? inside.at(-1))?.date ?? "");
  }

  async goToday(): Promise<void> {
    await this.#load(null);
    this.choose(this.days.find((day) => day.today)?.date ?? "");
  }

  async showDate(date: string): Promise<void> {
    await this.#load(date.slice(0, 7));
    this.chosen = date;
    this.panelOpen = true;
    await this.details.reload();
  }

  /** Shows the day a date is on now, and answers what may be done with it. */
  async showOccurrence(key: string): Promise<Detail> {
    const detail = await this.#api.detail(key);
    await this.showDate(detail.item.local_start.slice(0, 10));
    return detail;
  }

  /**
   * Moves the chosen day by a number of cells. Past the edge of the grid the neighbouring month is shown, and the
   * step goes on from the last day both grids have in common: no date is ever computed here.
   */
  async moveBy(cells: number): Promise<void> {
    const at = this.days.findIndex((day) => day.date === this.chosen);
    if (at < 0) return;
    const to = at + cells;
    const last = this.days.length - 1;
    if (to >= 0 && to <= last) {
      this.choose(this.days[to]!.date);
    } else {
      const way = to < 0 ? "previous" : "next";
      const month = this.page.value?.[way];
      const edge = (to < 0 ? this.days[0] : this.days[last])?.date;
      if (!month) return;
      await this.#load(month);
      const shared = this.days.findIndex((day) => day.date === edge);
      // Grids that only touch have no day in common: the old edge then lies just outside the new grid.
      const target = to < 0 ? (shared < 0 ? this.days.length : shared) + to : shared + (to - last);
      this.choose(this.days[target]?.date ?? this.days[0]?.date ?? "");
    }
    this.focusTurn += 1;
  }

  heard(topics: readonly Topic[]): void {
    if (!this.page.wanted) return;
    // The details hang on the days, so they wait for them.
    if (topics.some((topic) => this.page.topics.includes(topic))) {
      void this.page.reload().then(() => this.details.reload());
    } else this.details.heard(topics);
  }

  async #load(month: string | null): Promise<void> {
    this.#month = month;
    await this.page.reload();
  }
}
