/** What the planner in memory knows of reminders that came while nobody was there, and of pauses. */
import type { Action, Inbox, InboxItem, PauseForm, Pauses, Problem } from "../api";
import { Refused } from "../api";
import { TODAY, dayMonth, fromDays, longDay, parseIso, weekday } from "./civil";
import { refused, type Base } from "./remembering";

/** A reminder that waits. */
export interface Waiting {
  /** The day it was due, counted as in `civil`. */
  due: number;
  item: InboxItem;
}

/** From the beginning of one day, to the end of another. */
export interface KeptPause {
  id: string;
  from: number;
  to: number;
}

const LABELS: Record<string, string> = {
  fine: "Fine",
  "snooze-10": "Snooze",
  "snooze-60": "1 hour",
  move: "Move it",
  kept: "Yes",
  "let-go": "Let it go",
  done: "Done",
  another: "Another",
  "not-today": "Not today",
};
const actions = (...ids: string[]): Action[] => ids.map((id) => ({ id, label: LABELS[id] ?? id }));
const NOBODY = { first: false, second: false };

/** The mock-ups' absence: a computer that slept from Saturday night, and two reminders from before. */
export function whileAway(): Waiting[] {
  return [
    {
      due: TODAY,
      item: {
        reminder: "gesture 2026-10-13",
        source: "gesture",
        occurrence: "",
        title: "Make the ginger noodles",
        detail: "Due at 8 am, shown at 9:10 when the computer woke.",
        planner: NOBODY,
        actions: actions("done", "another", "not-today"),
      },
    },
    {
      due: TODAY - 1,
      item: {
        reminder: "date osei@2026-10-14T17:30",
        source: "date",
        occurrence: "",
        title: "Dr Osei",
        detail: "Wednesday 14, 5:30 pm. Due at 7 pm, not shown: the computer was asleep.",
        planner: NOBODY,
        actions: actions("fine"),
      },
    },
    {
      due: TODAY - 2,
      item: {
        reminder: "follow_up thursdays@2026-10-08T19:00",
        source: "follow_up",
        occurrence: "thursdays@2026-10-08T19:00",
        title: "Lunch on the quay, did it happen?",
        detail: "Saturday 10, 1 pm. Asked at 9 am, shown on time.",
        planner: { first: false, second: true },
        actions: actions("kept", "move", "let-go"),
      },
    },
    {
      due: TODAY - 2,
      item: {
        reminder: "date thursdays@2026-10-15T19:00",
        source: "date",
        occurrence: "thursdays@2026-10-15T19:00",
        title: "Supper at Lupo",
        detail: "Thursday 15, 7 pm. Due at 6:30 pm, not shown: the computer was asleep.",
        planner: { first: true, second: false },
        actions: actions("fine", "snooze-10", "snooze-60", "move"),
      },
    },
    ...[9, 10].map((days, i) => ({
      due: TODAY - days,
      item: {
        reminder: `date osei ${days}`,
        source: "date",
        occurrence: "",
        title: i === 0 ? "Dr Osei" : "The cinema",
        detail: "Due at 7 pm, not shown: Standing Date was not running.",
        planner: NOBODY,
        actions: actions("fine"),
      },
    })),
  ];
}

const recent = ({ due }: Waiting) => due > TODAY - 7;

/** How many of the last seven days wait. */
export function countAway(waiting: Waiting[]): number {
  return waiting.filter(recent).length;
}

export function inboxOf(waiting: Waiting[], older: boolean): Inbox {
  const before = waiting.filter((it) => !recent(it)).length;
  const listed = older ? waiting : waiting.filter(recent);
  const days = [...new Set(listed.map(({ due }) => due))].map((due) => ({
    name: due === TODAY ? "Today" : due === TODAY - 1 ? "Yesterday" : weekday(due),
    date: due >= TODAY - 1 ? `${weekday(due)} ${fromDays(due).d}` : dayMonth(due),
    items: listed.filter((it) => it.due === due).map(({ item }) => item),
  }));
  return {
    count: listed.length,
    because: "This computer was asleep, so these came late or not at all.",
    days,
    older: before > 0 && !older ? `${before} older, from before Tuesday 6 October` : "",
  };
}

export function pausesOf(pauses: KeptPause[]): Pauses {
  return {
    now: pausedUntil(pauses),
    pauses: [...pauses]
      .sort((a, b) => a.from - b.from)
      .map(({ id, from, to }) => ({
        id,
        words: from === to ? longDay(from) : `${longDay(from)} to ${longDay(to)}`,
        on: from <= TODAY,
      })),
    until_tomorrow: "Until tomorrow, 7 am",
    for_a_week: "For a week, until Tuesday 20 October",
    today: "2026-10-13",
  };
}

/** "Paused until Monday 19 October.", or nothing. */
export function pausedUntil(pauses: KeptPause[]): string {
  const on = pauses.find(({ from, to }) => from <= TODAY && TODAY <= to);
  if (!on) return "";
  return `Paused until ${on.to === TODAY ? "tomorrow" : longDay(on.to + 1)}.`;
}

/** What a form asks for, or why it cannot be. */
export function pauseFrom(form: PauseForm, id: string): KeptPause | Problem {
  if (form.how !== "range") return { id, from: TODAY, to: TODAY + (form.how === "tomorrow" ? 0 : 6) };
  const [from, to] = [parseIso(form.from), parseIso(form.to)];
  if (Number.isNaN(from) || Number.isNaN(to))
    return { code: "invalid", message: "That is not a day.", hint: "Fill in both." };
  if (to < from) {
    return {
      code: "invalid",
      message: "The last day comes before the first.",
      hint: "Swap them, or choose another day.",
    };
  }
  return { id, from, to };
}

/** Answers what waits, takes the answers to it, and pauses. */
export function withReminders<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async inbox(older: boolean) {
      this.note(`inbox ${older}`);
      return inboxOf(this.world.waiting, older);
    }

    async answerReminder(reminder: string, action: string) {
      this.note(`answer_reminder ${reminder} ${action}`);
      const waiting = this.world.waiting.find(({ item }) => item.reminder === reminder);
      if (!waiting) throw refused("not_found", "That reminder is not there any more.");
      const key = waiting.item.occurrence;
      const nowhere = { said: "", undoable: false, to: "", key: "", moving: false };
      if (action === "move") return { ...nowhere, to: "calendar", key, moving: true };
      const { said } = await this.change("answer", ["reminders", "slots", "gestures"], (world) => {
        world.waiting = world.waiting.filter(({ item }) => item.reminder !== reminder);
        if (action === "kept" || action === "let-go") {
          const status = action === "kept" ? "kept" : "let_go";
          world.said[key] = { ...world.said[key], status };
          return [action === "kept" ? "Kept" : "Let go", key];
        }
        return [action.startsWith("snooze") ? "Comes again in a while" : "", ""];
      });
      return { ...nowhere, said, undoable: action === "kept" || action === "let-go" };
    }

    async clearInbox() {
      return this.change("clear_inbox", ["reminders"], (world) => {
        world.waiting = [];
        return ["The list is clear", ""];
      });
    }

    async pauses() {
      this.note("pauses");
      return pausesOf(this.world.pauses);
    }

    async pauseReminders(form: PauseForm) {
      return this.change(`pause_reminders ${JSON.stringify(form)}`, ["reminders"], (world) => {
        const pause = pauseFrom(form, this.fresh("pause"));
        if ("code" in pause) throw new Refused(pause);
        world.pauses = [...world.pauses.filter((it) => it.from > TODAY || pause.from > TODAY), pause];
        return ["Reminders paused", pause.id];
      });
    }

    async resumeReminders() {
      return this.change("resume_reminders", ["reminders"], (world) => {
        world.pauses = world.pauses.filter(({ from }) => from > TODAY);
        return ["Reminders on again", ""];
      });
    }

    async removePause(id: string) {
      return this.change(`remove_pause ${id}`, ["reminders"], (world) => {
        world.pauses = world.pauses.filter((pause) => pause.id !== id);
        return ["No pause any more", ""];
      });
    }
  };
}
