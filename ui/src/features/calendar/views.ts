/**
 * The tabs of the calendar, in the order they are shown. A view that is added here has its tab, its letter and its
 * place in the window; what it shows comes from its leaf.
 */
import type { Component } from "svelte";
import type { Key } from "../../i18n/words";
import type { Calendar, Leaf, ViewName } from "../../state/calendar.svelte";
import AgendaSide from "./agenda/AgendaSide.svelte";
import AgendaView from "./agenda/AgendaView.svelte";
import MonthSide from "./MonthSide.svelte";
import MonthView from "./MonthView.svelte";
import WeekSide from "./WeekSide.svelte";
import WeekView from "./WeekView.svelte";
import YearSide from "./year/YearSide.svelte";
import YearView from "./year/YearView.svelte";

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
  /** Whether the margin column stays in a narrow window, instead of lying over the page. */
  sideStays?: boolean;
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
  {
    name: "agenda",
    words: "view_agenda",
    letter: "a",
    previous: "agenda_previous",
    next: "agenda_next",
    leaf: (calendar) => calendar.agenda,
    body: AgendaView,
    side: AgendaSide,
  },
  {
    name: "year",
    words: "view_year",
    letter: "y",
    previous: "year_previous",
    next: "year_next",
    leaf: (calendar) => calendar.year,
    body: YearView,
    side: YearSide,
    sideStays: true,
  },
];
