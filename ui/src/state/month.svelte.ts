/**
 * A month on screen, and the day in it that has the keyboard.
 *
 * No date is ever computed here: what comes before and after is what the planner says.
 */
import type { Api, Day, Month } from "../ipc/api";
import { Resource } from "./resource.svelte";

export class MonthPage {
  readonly page: Resource<Month>;
  /** The chosen day, `2026-10-15`. */
  chosen = $state("");
  /** Rises when the keyboard moved the day, so that the grid puts the focus there. */
  focusTurn = $state(0);
  readonly days: Day[] = $derived.by(() => this.page.value?.weeks.flat() ?? []);
  readonly day: Day | undefined = $derived.by(() => this.days.find((day) => day.date === this.chosen));
  protected readonly api: Api;
  #month: string | null = null;

  constructor(api: Api) {
    this.api = api;
    this.page = new Resource(() => api.month(this.#month), ["slots", "gestures", "settings", "clock"]);
  }

  choose(date: string): void {
    this.chosen = date;
  }

  /** Shows the month a day is in, and chooses the day. */
  async show(date: string): Promise<void> {
    await this.load(date.slice(0, 7));
    this.choose(date);
  }

  /** Steps a month, keeping the day of the month where there is one. */
  async step(way: "previous" | "next"): Promise<void> {
    const month = this.page.value?.[way];
    if (!month) return;
    const day = this.day?.day ?? 1;
    await this.load(month);
    const inside = this.days.filter((d) => d.inside);
    this.choose((inside.find((d) => d.day === day) ?? inside.at(-1))?.date ?? "");
  }

  async goToday(): Promise<void> {
    await this.load(null);
    this.choose(this.days.find((day) => day.today)?.date ?? "");
  }

  /**
   * Moves the chosen day by a number of cells. Past the edge of the grid the neighbouring month is shown, and the
   * step goes on from the last day both grids have in common.
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
      await this.load(month);
      const shared = this.days.findIndex((day) => day.date === edge);
      // Grids that only touch have no day in common: the old edge then lies just outside the new grid.
      const target = to < 0 ? (shared < 0 ? this.days.length : shared) + to : shared + (to - last);
      this.choose(this.days[target]?.date ?? this.days[0]?.date ?? "");
    }
    this.focusTurn += 1;
  }

  /** Moves by what a key in a grid of days says; tells whether it was such a key. */
  moveByKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    const column = this.days.findIndex((day) => day.date === this.chosen) % 7;
    const focus = () => (this.focusTurn += 1);
    switch (event.key) {
      case "ArrowLeft":
        void this.moveBy(-1);
        break;
      case "ArrowRight":
        void this.moveBy(1);
        break;
      case "ArrowUp":
        void this.moveBy(-7);
        break;
      case "ArrowDown":
        void this.moveBy(7);
        break;
      case "Home":
        void this.moveBy(-column);
        break;
      case "End":
        void this.moveBy(6 - column);
        break;
      case "PageUp":
        void this.step("previous").then(focus);
        break;
      case "PageDown":
        void this.step("next").then(focus);
        break;
      case "t":
      case "T":
        void this.goToday().then(focus);
        break;
      default:
        return false;
    }
    return true;
  }

  protected async load(month: string | null): Promise<void> {
    this.#month = month;
    await this.page.reload();
  }
}
