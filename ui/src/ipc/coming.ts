/** Replies of the inbox and of pauses that the generated file is about to have. Goes when it has them. */
import type * as gen from "./gen";

export interface Action {
  id: string;
  label: string;
}
export interface Inbox {
  count: number;
  because: string;
  days: InboxDay[];
  older: string;
}
export interface InboxDay {
  name: string;
  date: string;
  items: InboxItem[];
}
export interface InboxItem {
  reminder: string;
  source: string;
  occurrence: string;
  title: string;
  detail: string;
  planner: gen.Halves;
  actions: Action[];
}
export interface Answered {
  said: string;
  undoable: boolean;
  to: string;
  key: string;
  moving: boolean;
}
export interface Pauses {
  now: string;
  pauses: PauseItem[];
  until_tomorrow: string;
  for_a_week: string;
  today: string;
}
export interface PauseItem {
  id: string;
  words: string;
  on: boolean;
}
export type PauseForm = { how: "tomorrow" } | { how: "week" } | { how: "range"; from: string; to: string };
