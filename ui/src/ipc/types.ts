// Provisional: mirrors the outward shapes until they are generated.
export type Problem = {
  code: Code;
  message: string;
  hint: string;
};
export type Code =
  | "needs_time"
  | "needs_day"
  | "not_understood"
  | "past"
  | "invalid"
  | "not_found"
  | "nothing_to_undo"
  | "names_missing"
  | "disk_full"
  | "read_only"
  | "wrong_key"
  | "key_missing"
  | "corrupt"
  | "newer"
  | "busy"
  | "not_empty"
  | "machine";
export type Half = "first" | "second";
export type Here = "first" | "second" | "shared";
export type Halves = {
  first: boolean;
  second: boolean;
};
export type People = {
  first: string;
  second: string;
};
export type Start = {
  people: People | null;
  here: Here;
  appearance: Appearance;
  today: Today | null;
  notices: Notice[];
};
export type Notice = {
  code: string;
  text: string;
};
export type Appearance = {
  theme: Theme;
  text_permille: number;
};
export type Theme = "system" | "light" | "dark";
export type Item = {
  key: string;
  slot: string;
  title: string;
  kind: string;
  start: string;
  end: string;
  local_start: string;
  local_end: string;
  zone: string;
  status: string;
  moved: boolean;
  planner: string;
  planner_half: Half | null;
  when: string;
  hours: string;
  at: string;
  elsewhere: string;
};
export type Day = {
  date: string;
  day: number;
  weekday: string;
  month: string;
  today: boolean;
  before: boolean;
  inside: boolean;
  items: Item[];
  departed: Departed[];
  halves: Halves;
  ticks: Tick[];
  clocks: string;
  name: string;
  away: string;
};
export type Departed = {
  key: string;
  at: string;
  to: string;
  to_date: string;
};
export type Tick = {
  id: string;
  gesture: string;
  title: string;
  by: Half;
  day: string;
  at: string;
  note: string;
};
export type Today = {
  date: string;
  weekday: string;
  day_month: string;
  plate: Plate;
  week: Day[];
  suggestions: Gesture[];
  paused: string;
};
export type Plate =
  | { show: "empty" }
  | {
      show: "next";
      item: Item;
      standing: boolean;
      days: number;
      away: string;
      reminder: string;
      lines: string[];
    }
  | { show: "life_happened"; item: Item; day: string };
export type Month = {
  month: string;
  name: string;
  year: string;
  previous: string;
  next: string;
  weekdays: string[];
  weekday_names: string[];
  weeks: Day[][];
};
export type Detail = {
  item: Item;
  heading: string;
  reading: string;
  reminders: string[];
  shown_as: string;
  after: string;
  actions: string[];
};
export type Gesture = {
  id: string;
  title: string;
  detail: string;
  minutes: number;
  length: string;
  effort: number;
  together: boolean;
  done: Halves;
  ticks: Tick[];
  last: string;
};
export type Gestures = {
  gestures: Gesture[];
  lately: Tick[];
  lately_days: [string, string][];
};
export type Lead = { before_minutes: number } | { days_before: number; at: string };
export type LeadChoice = {
  lead: Lead;
  words: string;
};
export type Planner = "unset" | "turns_first" | "turns_second" | "first" | "second" | "both";
export type Slot = {
  id: string;
  title: string;
  label: string;
  kind: string;
  rule: string | null;
  start_local: string;
  zone: string;
  anchor: string;
  minutes: number;
  leads: Lead[];
  planner: Planner;
  reading: string;
  sentence: string;
};
export type Exception = {
  key: string;
  day: string;
  text: string;
};
export type Editor = {
  slot: Slot | null;
  exceptions: Exception[];
  leads: LeadChoice[];
  defaults: Lead[];
  zone: string;
};
export type Span = {
  start: number;
  end: number;
  what: string;
};
export type Reading = {
  spans: Span[];
  draft: Draft | null;
  words: string;
  tail: string;
  next: string;
  instants: string[];
  notes: string[];
  problem: Problem | null;
};
export type Draft = {
  title: string;
  kind: string;
  rule: string | null;
  start_local: string;
  minutes: number;
};
export type SlotForm = {
  id: string | null;
  sentence: string;
  title: string | null;
  kind: string | null;
  label: string;
  leads: Lead[] | null;
  planner: Planner;
  anchor: string | null;
};
export type Done = {
  said: string;
  id: string;
};
export type Settings = {
  people: People;
  here: Here;
  leads: Lead[];
  choices: LeadChoice[];
  quiet_from: string;
  quiet_to: string;
  discreet: boolean;
  sample: [string, string];
  paused: string;
  appearance: Appearance;
  folder: string;
  starts_at_login: boolean | null;
  week_starts: string;
  clock: string;
  date_order: string;
  engine: string;
};
export type SettingsForm = {
  people?: People | null;
  here?: Here | null;
  leads?: Lead[] | null;
  quiet_from?: string | null;
  quiet_to?: string | null;
  discreet?: boolean | null;
  both?: boolean;
  appearance?: Appearance | null;
  week_starts?: string | null;
  clock?: string | null;
  date_order?: string | null;
};
export type Topic = "slots" | "gestures" | "settings" | "reminders" | "clock";
