/**
 * The tabs of the calendar, in the order they are shown. A view that is added here has its tab, its letter and its
 * place in the window; what it shows comes from its leaf.
 */
import type { Component } from "svelte";
import type { Key } from "../../i18n/words";
import type { Calendar, Leaf, ViewName } from "../../state/calendar.svelte";
import MonthSide from "./MonthSide.svelte";
import MonthView from "./MonthView.svelte";
import WeekSide from "./WeekSide.svelte";
import WeekView from "./WeekView.svelte";

export interface View {
  name: ViewName;
  words: Key;
  /** The key that shows it. */
  letter: string;
  /** What the arrows beside the title do. */
  previous: Key;
  next: Key;
  /** Which leaf it turns. */
  leaf: (calendar: Calendar) => Leaf;
  /** What stands under the bar. */
  body: Component;
  /** The margin column, where there is one. */
  side?: Component;
}

export const VIEWS: View[] = [
  {
    name: "month",
    words: "view_month",
    letter: "m",
    previous: "calendar_previous",
    next: "calendar_next",
    leaf: (calendar) => calendar,
    body: MonthView,
    side: MonthSide,
  },
  {
    name: "week",
    words: "view_week",
    letter: "w",
    previous: "week_previous",
    next: "week_next",
    leaf: (calendar) => calendar.week,
    body: WeekView,
    side: WeekSide,
  },
];
