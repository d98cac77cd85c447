/** The week of the planner in memory: its dates, and two lives that are busy as in the mock-ups. */
import type { Day, Item, Week } from "../api";
import { TODAY, clock, dayMonth, fromDays, hours, iso, longDay, monthName, monthShort } from "./civil";

/** By weekday: from and until which minute the first one is busy, and the second one. */
const BUSY: [number, number, number, number][] = [
  [540, 1050, 600, 960],
  [540, 1050, 600, 960],
  [540, 1020, 600, 990],
  [540, 1050, 600, 960],
  [540, 900, 600, 1110],
  [0, 0, 600, 750],
  [900, 1020, 0, 0],
];

const minute = (wall: string) => Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14));

export function weekOf(monday: number, days: Day[]): Week {
  const last = monday + 6;
  const [a, b] = [fromDays(monday), fromDays(last)];
  return {
    date: iso(monday),
    title: a.m === b.m ? `${a.d}–${b.d}` : `${a.d} ${monthShort(a.m)} – ${b.d} ${monthShort(b.m)}`,
    beside: a.m === b.m ? monthName(a.m) : "",
    name: `${dayMonth(monday)} to ${dayMonth(last)}`,
    previous: iso(monday - 7),
    next: iso(monday + 7),
    days: days.map((day, i) => ({
      day,
      blocks: day.items.filter((item) => item.status !== "let_go").map(block),
      gone: day.departed.map((departed) => ({
        departed,
        from: minute(departed.key.split("@")[1]!),
        until: minute(departed.key.split("@")[1]!) + 60,
      })),
      busy: busy(i),
      begins: longDay(monday + i),
    })),
    quarters: Array.from({ length: 96 }, (_, n) => ({
      at: `${String(Math.floor(n / 4)).padStart(2, "0")}:${String((n % 4) * 15).padStart(2, "0")}`,
      words: n === 48 ? "noon" : n === 0 ? "midnight" : clock(n * 15),
    })),
    shows: [690, 1350],
    now:
      monday <= TODAY && TODAY <= last ? { date: iso(TODAY), minute: 14 * 60 + 36, words: "2:36 pm" } : null,
    gaps_heading: "Two gaps of an hour or more, outside Thursday.",
    gaps: [
      {
        said: "Fri, 6:30 to 10 pm",
        why: "Both finished by then",
        sentence: "Friday 16 October, 7 to 8:30 pm",
        start: "2026-10-16T19:00",
        minutes: 90,
      },
      {
        said: "Sun, 10 am to 3 pm",
        why: "Lunch or a walk",
        sentence: "Sunday 18 October, 12:30 to 2 pm",
        start: "2026-10-18T12:30",
        minutes: 90,
      },
    ],
    sources: "Busy times come from two calendar files on this computer. Titles are never read in.",
  };
}

function block(item: Item) {
  const from = minute(item.local_start);
  const until = Math.max(minute(item.local_end), from + 15);
  return {
    item,
    from,
    until,
    hours: item.hours.replace(" to ", "–"),
    minutes: until - from,
    column: 0,
    columns: 1,
    begins: true,
    ends: true,
    movable: ["planned", "moved", "past"].includes(item.status),
  };
}

function busy(weekday: number) {
  const [a, b, c, d] = BUSY[weekday]!;
  const one = (half: "first" | "second", name: string, from: number, until: number) => ({
    half,
    from,
    until,
    words: `${name} is busy ${hours(from, until - from)}`,
    title: "",
  });
  return [one("first", "Noor", a, b), one("second", "Jules", c, d)].filter(({ until }) => until > 0);
}
