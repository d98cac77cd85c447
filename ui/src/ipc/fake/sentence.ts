/** A few sentences, read well enough to look at and to test the window with. The real reader is the planner's. */
import type { Problem, Reading, Span } from "../api";
import {
  clock,
  dayMonth,
  fromDays,
  hours,
  longDay,
  monthShort,
  toDays,
  wall,
  weekday,
  weekdayOf,
  iso,
} from "./civil";

import { repeatsOf } from "./kinds";

export interface Read {
  weekly: boolean;
  every: number;
  day: number;
  at: number;
  minutes: number;
  title: string;
  kind: string;
}

const WEEKDAY = "(mon|tues|wednes|thurs|fri|satur|sun)day(s?)";
const STEMS = ["mon", "tues", "wednes", "thurs", "fri", "satur", "sun"];
const MONTH = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*";

/** Reads a sentence said on `today`. `from` is the day a plain time belongs to when one occurrence is moved. */
export function read(
  text: string,
  today: number,
  from?: number,
  lasts = 90,
): { reading: Reading; read: Read | undefined } {
  const spans: Span[] = [];
  const lower = text.toLowerCase();
  let rest = text;
  const take = (pattern: string, what: string): RegExpExecArray | null => {
    const found = new RegExp(`\\b${pattern}\\b`).exec(lower);
    if (!found) return null;
    const span = { start: found.index, end: found.index + found[0].length, what };
    if (spans.some((other) => span.start < other.end && other.start < span.end)) return null;
    spans.push(span);
    rest = rest.slice(0, span.start) + " ".repeat(span.end - span.start) + rest.slice(span.end);
    return found;
  };

  const often = /\b(once|twice|(\d) times) a (week|month)(, any day)?/.exec(lower);
  if (often) {
    const count = { once: 1, twice: 2 }[often[1]!] ?? +often[2]!;
    const every = often[3] === "week" ? "times_a_week" : "times_a_month";
    const minutes = +(/(\d+) ?min/.exec(lower)?.[1] ?? 90);
    const words = `${often[0]!.replace(", any day", "")}, on any day, ${minutes} minutes`;
    return {
      reading: {
        ...nothing([{ start: often.index, end: often.index + often[0].length, what: "day" }]),
        draft: {
          title: "",
          kind: "date",
          rule: null,
          start_local: wall(today, 0),
          minutes,
          times: `${count} ${often[3]}`,
          repeats: repeatsOf(every, count),
        },
        words: words[0]!.toUpperCase() + words.slice(1),
        tail: "from this week",
      },
      read: undefined,
    };
  }

  const other = take("every other", "day");
  const date = take("(\\d{4})-(\\d{2})-(\\d{2})", "day");
  const dated = date ? null : take(`(\\d{1,2}) ${MONTH}`, "day");
  const named = date || dated ? null : take(WEEKDAY, "day");
  const soon = take("(today|tonight|tomorrow)", "day");
  const length = take("(\\d+) ?(hours?|h|minutes?|min|m)", "length");
  const hour = take("(\\d{1,2})(?::(\\d{2}))? ?(am|pm)", "hour") ?? take("(\\d{1,2}):(\\d{2})", "hour");
  const word = hour ? null : take("(lunch|walk|brunch|evening|night)", "hour");

  const title = rest
    .replace(/\b(at|on|in)\b|,/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  const problem = (code: Problem["code"], message: string, hint = "") => ({
    reading: { ...nothing(spans), problem: { code, message, hint } },
    read: undefined,
  });

  let day = from;
  if (date) day = toDays({ y: +date[1]!, m: +date[2]!, d: +date[3]! });
  if (dated) {
    const m = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ").indexOf(dated[2]!.slice(0, 3)) + 1;
    day = toDays({ y: fromDays(today).y, m, d: +dated[1]! });
    if (day < today) day = toDays({ y: fromDays(today).y + 1, m, d: +dated[1]! });
  }
  if (soon) day = soon[1] === "tomorrow" ? today + 1 : today;
  if (named) {
    const ahead = (STEMS.indexOf(named[1]!) - weekdayOf(today) + 7) % 7;
    day = today + ahead;
  }
  if (day === undefined) {
    return title.length > 0 && !hour && !word
      ? problem("not_understood", "That doesn’t say a day yet.", "Try “Thursdays 7pm, 2 hours”.")
      : problem("needs_day", "On which day?", "Try “Thursdays 7pm, 2 hours”.");
  }
  let at: number | undefined;
  if (hour) {
    const h = +hour[1]!;
    at = (hour[3] ? (h % 12) + (hour[3] === "pm" ? 12 : 0) : h) * 60 + (hour[2] ? +hour[2] : 0);
    if (h > 24) return problem("not_understood", "There is no such hour.");
  } else if (word) at = { lunch: 750, brunch: 660, walk: 600, evening: 1140, night: 1140 }[word[1]!];
  if (at === undefined)
    return problem("needs_time", `${weekday(day)}, at what time?`, "Add an hour, such as “7pm”.");
  if (day === today && at < 14 * 60 + 36)
    return problem("past", "That lies behind you.", "Say a later time.");

  const weekly = Boolean(named?.[2]) || Boolean(other);
  const every = other ? 2 : 1;
  const minutes = length
    ? +length[1]! * (length[2]!.startsWith("h") ? 60 : 1)
    : word?.[1] === "lunch"
      ? 60
      : lasts;
  const kind = /walk/.test(lower) ? "walk" : /lunch/.test(lower) ? "lunch" : "date";
  const words = weekly
    ? `Every ${other ? "other " : ""}${weekday(day)}, ${hours(at, minutes)}`
    : `${longDay(day)}, ${hours(at, minutes)}`;
  const days = weekly ? [0, 7, 14, 21].map((n) => day + n * every) : [day];
  return {
    reading: {
      spans: spans.sort((a, b) => a.start - b.start),
      draft: {
        title,
        kind,
        rule: weekly ? `FREQ=WEEKLY${other ? ";INTERVAL=2" : ""}` : null,
        start_local: wall(day, at),
        minutes,
        times: null,
        repeats: repeatsOf(weekly ? (other ? "two_weeks" : "week") : "once"),
      },
      words,
      tail: weekly ? (day - today < 7 - weekdayOf(today) ? "from this week" : "from next week") : "",
      next: weekly ? listed(days) : "",
      instants: days.map((d) => `${iso(d)}T${wall(d, at).slice(11)}:00+01:00`),
      notes: [],
      problem: null,
    },
    read: { weekly, every, day, at, minutes, title, kind },
  };
}

/** "15, 22, 29 Oct, 5 Nov …" */
function listed(days: number[]): string {
  const said = days.map((day, i) => {
    const next = days[i + 1];
    const last = next === undefined || fromDays(next).m !== fromDays(day).m;
    return `${fromDays(day).d}${last ? ` ${monthShort(fromDays(day).m)}` : ""}`;
  });
  return `${said.join(", ")} …`;
}

function nothing(spans: Span[]): Reading {
  return { spans, draft: null, words: "", tail: "", next: "", instants: [], notes: [], problem: null };
}

export const movedTo = (day: number, at: number): string => `${longDay(day)}, ${clock(at)}`;
export const shortDay = (day: number): string => `${weekday(day).slice(0, 3)} ${fromDays(day).d}`;
export { dayMonth };
