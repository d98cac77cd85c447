/**
 * A week on screen, hour by hour, and the hour in it that has the keyboard.
 *
 * Hours are counted from the grid's own midnight, as the planner placed what stands in them; days and words are the
 * planner's. No date is computed here.
 */
import type { Api, Block, Day, Detail, Problem, Topic, Week, WeekDay } from "../ipc/api";
import type { Leaf } from "./calendar.svelte";
import type { Placement } from "./placement.svelte";
import { Resource } from "./resource.svelte";

const HOURS = 24;
const QUARTER = 15;

export class WeekPage implements Leaf {
  readonly page: Resource<Week>;
  readonly details: Resource<Detail[]>;
  /** The day that has the keyboard, `2026-10-15`, and the hour in it, 0 to 23. */
  chosen = $state("");
  hour = $state(19);
  focusTurn = $state(0);
  /** Whether the margin shows the chosen day rather than what is open to both. */
  panelOpen = $state(false);
  panelTurn = $state(0);
  /** Whether the margin lies over the grid, in the narrow layout. */
  marginOpen = $state(false);
  readonly days: WeekDay[] = $derived.by(() => this.page.value?.days ?? []);
  readonly column: number = $derived.by(() => this.days.findIndex(({ day }) => day.date === this.chosen));
  readonly day: Day | undefined = $derived.by(() => this.days[this.column]?.day);
  readonly #api: Api;
  readonly #placement: Placement;
  #date: string | null = null;
  /** The minute at which the date that is on its way would begin. */
  #from = $state(0);

  constructor(api: Api, placement: Placement) {
    this.#api = api;
    this.#placement = placement;
    this.page = new Resource(
      () => api.week(this.#date),
      ["slots", "gestures", "settings", "calendars", "clock"],
    );
    this.details = new Resource(
      () => Promise.all((this.day?.items ?? []).map((item) => api.detail(item.key))),
      ["slots", "settings", "reminders", "clock"],
    );
  }

  get title(): string {
    return this.page.value?.title ?? "";
  }

  get beside(): string {
    return this.page.value?.beside ?? "";
  }

  get problem(): Problem | undefined {
    return this.page.problem;
  }

  /** Opens at a day; without one where it was, or else at today. */
  async open(day?: string): Promise<void> {
    const at = day || this.chosen;
    if (!this.days.some(({ day }) => day.date === at)) await this.#load(at || null);
    const today = this.days.find((it) => it.day.today);
    this.choose(at || (today ?? this.days[0])?.day.date || "");
    this.#toFirstDate();
  }

  /** Puts the keyboard on a day, and on an hour of it. */
  choose(date: string, hour?: number): void {
    const other = date !== this.chosen;
    this.chosen = date;
    if (hour !== undefined) this.hour = hour;
    if (other && this.panelOpen) void this.details.reload();
  }

  /** Shows the chosen day in the margin. */
  async openDay(date = this.chosen): Promise<void> {
    this.choose(date);
    await this.details.reload();
    this.panelOpen = true;
    this.marginOpen = true;
  }

  closeDay(): void {
    this.panelOpen = false;
    this.marginOpen = false;
    this.focusTurn += 1;
  }

  async step(way: "previous" | "next"): Promise<void> {
    const first = this.page.value?.[way];
    if (!first) return;
    const column = Math.max(this.column, 0);
    await this.#load(first);
    this.choose(this.days[column]?.day.date ?? "");
  }

  async goToday(): Promise<void> {
    await this.#load(null);
    this.choose(this.days.find(({ day }) => day.today)?.day.date ?? "");
  }

  /** Asks again without anything having changed: the present goes on. */
  async tick(): Promise<void> {
    if (!this.#placement.item) await this.page.reload();
  }

  /** The date in an hour of a column: one that begins in it, or else one that goes on. */
  blockAt(column = this.column, hour = this.hour): Block | undefined {
    const [from, until] = [hour * 60, (hour + 1) * 60];
    const there = (this.days[column]?.blocks ?? []).filter((it) => it.from < until && it.until > from);
    return there.find((it) => it.from >= from) ?? there[0];
  }

  /** How the sentence begins for a date at a quarter of a day: "Friday 16 October 7:15 pm ". */
  beginning(column: number, quarter: number): string {
    const day = this.days[column];
    const at = this.page.value?.quarters[quarter];
    return day && at ? `${day.begins} ${at.words} ` : "";
  }

  /** Moves by what a key in a grid of hours says; tells whether it was such a key. */
  moveByKey(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false;
    switch (event.key) {
      case "ArrowLeft":
        void this.#moveBy(-1, 0);
        break;
      case "ArrowRight":
        void this.#moveBy(1, 0);
        break;
      case "ArrowUp":
        void this.#moveBy(0, -1);
        break;
      case "ArrowDown":
        void this.#moveBy(0, 1);
        break;
      case "Home":
        void this.#moveBy(-this.column, 0);
        break;
      case "End":
        void this.#moveBy(this.days.length - 1 - this.column, 0);
        break;
      case "PageUp":
        void this.step("previous").then(() => (this.focusTurn += 1));
        break;
      case "PageDown":
        void this.step("next").then(() => (this.focusTurn += 1));
        break;
      default:
        return false;
    }
    return true;
  }

  /** Where the date that is on its way would begin: column and minute. Nothing when that is in another week. */
  readonly held = $derived.by(() => {
    const { item, start, minutes } = this.#placement;
    const column = this.days.findIndex(({ day }) => start.startsWith(day.date));
    const until = Math.min(this.#from + minutes, HOURS * 60);
    return item && column >= 0 ? { column, from: this.#from, until } : undefined;
  });

  /** Takes a date up. */
  take({ item, minutes, from }: Block): void {
    this.#from = from;
    this.#placement.begin(item, minutes);
  }

  /** Holds the date over a quarter of a day; for the hand that drags it. */
  hold(column: number, quarter: number): void {
    this.#holdAt(column, quarter, this.#placement.minutes);
  }

  /** Makes the date end at a quarter: at least one quarter after it begins, at most a day. */
  stretchTo(quarter: number): void {
    this.#placement.to(this.#placement.start, Math.max(QUARTER, quarter * QUARTER - this.#from));
  }

  /**
   * Carries the date with the keys: days and quarters of an hour, and past the edge of the week into the next one.
   */
  async carry(days: number, quarters: number): Promise<void> {
    const held = this.held;
    if (!held) return;
    // One that began between two quarters goes to the next one in its way.
    const at = quarters < 0 ? Math.ceil(held.from / QUARTER) : Math.floor(held.from / QUARTER);
    const quarter = Math.min(Math.max(at + quarters, 0), HOURS * 4 - 1);
    const column = held.column + days;
    if (column >= 0 && column < this.days.length) {
      if (quarters === 0) this.#placement.to(this.#startAt(column), this.#placement.minutes);
      else this.#holdAt(column, quarter, this.#placement.minutes);
      return;
    }
    const clock = this.#placement.start.slice(10);
    await this.step(column < 0 ? "previous" : "next");
    const edge = this.days[column < 0 ? this.days.length - 1 : 0];
    if (edge) this.#placement.to(edge.day.date + clock, this.#placement.minutes);
  }

  /** Longer or shorter by quarters of an hour. */
  stretch(quarters: number): void {
    const { start, minutes } = this.#placement;
    this.#placement.to(start, Math.min(Math.max(minutes + quarters * QUARTER, QUARTER), HOURS * 60));
  }

  heard(topics: readonly Topic[]): void {
    if (!this.page.wanted) return;
    if (topics.some((topic) => this.page.topics.includes(topic))) {
      void this.page.reload().then(() => (this.panelOpen ? this.details.reload() : undefined));
    } else if (this.panelOpen) this.details.heard(topics);
  }

  #holdAt(column: number, quarter: number, minutes: number): void {
    const day = this.days[column];
    const at = this.page.value?.quarters[quarter];
    if (!day || !at || this.#placement.asking) return;
    this.#from = quarter * QUARTER;
    this.#placement.to(`${day.day.date}T${at.at}`, minutes);
  }

  /** The same hour on another day. */
  #startAt(column: number): string {
    return (this.days[column]?.day.date ?? "") + this.#placement.start.slice(10);
  }

  async #moveBy(columns: number, hours: number): Promise<void> {
    const to = this.column + columns;
    if (to < 0 || to >= this.days.length) {
      await this.step(to < 0 ? "previous" : "next");
      this.choose(this.days[to < 0 ? this.days.length - 1 : 0]?.day.date ?? "");
    } else if (columns !== 0) this.choose(this.days[to]!.day.date);
    this.hour = Math.min(Math.max(this.hour + hours, 0), HOURS - 1);
    this.focusTurn += 1;
  }

  /** The keyboard begins on the day's first date, where it has one. */
  #toFirstDate(): void {
    const first = this.days[this.column]?.blocks[0];
    if (first) this.hour = Math.floor(first.from / 60);
  }

  async #load(date: string | null): Promise<void> {
    this.#date = date;
    await this.page.reload();
  }
}
