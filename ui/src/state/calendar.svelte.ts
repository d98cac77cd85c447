/** The month on screen, the day chosen in it, and what is known of that day's dates. */
import type { Api, Detail, Topic } from "../ipc/api";
import { MonthPage } from "./month.svelte";
import { Resource } from "./resource.svelte";

export class Calendar extends MonthPage {
  readonly details: Resource<Detail[]>;
  /** Whether the day panel lies over the grid; it only matters in the narrow layout. */
  panelOpen = $state(false);
  /** Rises when the keyboard went into the day, so that the panel takes the focus. */
  panelTurn = $state(0);

  constructor(api: Api) {
    super(api);
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

  override choose(date: string): void {
    super.choose(date);
    void this.details.reload();
  }

  async showDate(date: string): Promise<void> {
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
    if (!this.page.wanted) return;
    // The details hang on the days, so they wait for them.
    if (topics.some((topic) => this.page.topics.includes(topic))) {
      void this.page.reload().then(() => this.details.reload());
    } else this.details.heard(topics);
  }
}
