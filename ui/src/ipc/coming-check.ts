/** Replies that the generated file is about to have. Goes when it has them. */
import type * as gen from "./gen";

export interface ReminderCheck {
  ok: boolean;
  verdict: string;
  because: string;
  sample: [string, string];
  shows: string;
  program: string;
  abilities: Ability[];
  next: NextReminder[];
  last: LastReminder[];
  stops: Stop[];
}
export interface Ability {
  can: boolean;
  text: string;
}
export interface NextReminder {
  when: string;
  says: string;
  about: string;
}
export interface LastReminder {
  due: string;
  said: string;
  how: string;
  note: string;
  late: boolean;
}
export interface Stop {
  code: string;
  hit: boolean;
  title: string;
  text: string;
  command: string;
  state: string;
}
export interface KindLeads {
  kind: string;
  name: string;
  leads: gen.Lead[];
}
export interface Tried {
  shown: boolean;
  result: string;
  more: string;
}
export type Settings = gen.Settings & {
  kind_leads: KindLeads[];
  follow_up: boolean;
  gesture_nudge: string | null;
};
export type SettingsForm = gen.SettingsForm & {
  kind_leads?: KindLeads[] | null;
  follow_up?: boolean | null;
  gesture_nudge?: string | null;
};
export type Editor = gen.Editor & { kind_defaults: KindLeads[] };
