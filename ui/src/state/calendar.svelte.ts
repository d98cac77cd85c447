/** The calendar: which view is on screen; the month, the day chosen in it, and what is known of that day's dates. */
import type { Detail, Problem, Topic } from "../ipc/api";
import { Agenda } from "./agenda.svelte";
import { MonthPage } from "./month.svelte";
import { Placement } from "./placement.svelte";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";
import { WeekPage } from "./week.svelte";
import { YearPage } from "./year.svelte";

export type ViewName = "month" | "week" | "agenda" | "year";

/** A leaf of the calendar as the bar above it turns it: a month, a week, a year. */
export interface Leaf {
  /** "October", and beside it in grey "2026". Empty until it is there. */
  readonly title: string;
  readonly beside: string;
  /** The day chosen on it, `2026-10-15`; another view opens there. */
  readonly chosen: string;
  /** Why there is nothing to show. */
  readonly problem: Problem | undefined;
  /** Rises when the keyboard wants the focus in it. */
  focusTurn: number;
  /** Opens at a day; without one where it was, or else at today. */
  open(day?: string): Promise<void>;
  step(way: "previous" | "next"): Promise<void>;
  goToday(): Promise<void>;
}

export class Calendar extends MonthPage implements Leaf {
  view = $state<ViewName>("month");
  readonly week: WeekPage;
  /** The date that is on its way to another place. */
  readonly placement: Placement;
  readonly agenda: Agenda;
  readonly year: YearPage;
  readonly details: Resource<Detail[]>;
  /** Whether the day panel lies over the grid; it only matters in the narrow layout. */
  panelOpen = $state(false);
  /** Rises when the keyboard went into the day, so that the panel takes the focus. */
  panelTurn = $state(0);

  constructor(planner: Planner) {
    const api = planner.api;
    super(api);
    this.placement = new Placement(planner);
    this.week = new WeekPage(api, this.placement);
    this.agenda = new Agenda(api, this);
    this.year = new YearPage(api);
    this.details = new Resource(
      () => Promise.all((this.day?.items ?? []).map((item) => api.detail(item.key))),
      ["slots", "talk", "settings", "reminders", "clock"],
    );
  }

  get title(): string {
    return this.page.value?.name ?? "";
  }

  get beside(): string {
    return this.page.value?.year ?? "";
  }

  get problem(): Problem | undefined {
    return this.page.problem;
  }

  /** Opens at a day, or on the month of today: on the next date, or else on today. */
  async open(day?: string): Promise<void> {
    if (day && day !== this.chosen) return this.show(day);
    if (this.page.value) return;
    await this.page.reload();
    const ahead = this.days.find(
      (day) =>
        !day.before &&
        day.inside &&
        day.items.some(({ kind }) => kind !== "outside_help" && kind !== "check_in"),
    );
    this.choose((ahead ?? this.days.find((day) => day.today) ?? this.days[0])?.date ?? "");
  }

  override choose(date: string): void {
    super.choose(date);
    void this.details.reload();
  }

  async showDate(date: string): Promise<void> {
    this.view = "month";
    await this.load(date.slice(0, 7));
    this.chosen = date;
    this.panelOpen = true;
    await this.details.reload();
  }

  /** Shows the day a date is on now, and answers what may be done with it. */
  async showOccurrence(key: string): Promise<Detail> {
    const detail = await this.api.detail(key);
    await this.showDate(detail.item.local_start.slice(0, 10));
    return detail;
  }

  heard(topics: readonly Topic[]): void {
    this.week.heard(topics);
    this.agenda.heard(topics);
    this.year.heard(topics);
    if (!this.page.wanted) return;
    // The details hang on the days, so they wait for them.
    if (topics.some((topic) => this.page.topics.includes(topic))) {
      void this.page.reload().then(() => this.details.reload());
    } else this.details.heard(topics);
  }
}
