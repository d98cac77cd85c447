/** Whole days of the planner in memory: what is to be remembered, the year, and what is coming as a list. */
import type {
  AgendaPage,
  Day,
  RedLetter,
  RedLetterForm,
  RedLetterReading,
  RedLetters,
  Year,
  YearDay,
} from "../api";
import {
  TODAY,
  away,
  dayMonth,
  fromDays,
  iso,
  longDay,
  monthName,
  monthShort,
  parseIso,
  toDays,
  weekdayNames,
  weekdayOf,
  weekdayShort,
} from "./civil";
import { refused, type Base } from "./remembering";

const STRETCH = 56;

/** The mock-ups' days to remember. */
export function rememberedDays(): RedLetter[] {
  return [
    remembered("met", { date: "17 October 2015", words: "The day we met", sort: "anniversary" }),
    remembered("jules", { date: "30 October", words: "Jules’s birthday", sort: "birthday" }),
  ];
}

/** Reads "17 October 2015" and nothing cleverer. */
function dayOf(date: string): { m: number; d: number; y: number | null } | undefined {
  const [, d, name, y] = /^(\d{1,2}) (\p{L}+)(?: (\d{4}))?$/u.exec(date.trim()) ?? [];
  const m = Array.from({ length: 12 }, (_, i) => i + 1).find((it) => monthName(it) === name);
  return d && m ? { m, d: Number(d), y: y ? Number(y) : null } : undefined;
}

export function remembered(id: string, form: Omit<RedLetterForm, "id">): RedLetter {
  const { m, d, y } = dayOf(form.date) ?? { m: 1, d: 1, y: null };
  const thisYear = toDays({ y: 2026, m, d });
  const next = thisYear >= TODAY ? thisYear : toDays({ y: 2027, m, d });
  const years = y === null ? 0 : fromDays(next).y - y;
  const counted = form.sort === "anniversary" && years > 0;
  return {
    id,
    words: form.words,
    sort: form.sort ?? "other",
    date: form.date,
    month: m,
    day: d,
    year: y,
    next: iso(next),
    when: longDay(next),
    away: away(TODAY, next),
    shown: counted ? (years === 11 ? "Eleven years" : `${years} years`) : form.words,
    note: counted ? form.words : "",
  };
}

export function redLetters(days: RedLetter[]): RedLetters {
  return {
    days: [...days].sort((a, b) => a.next.localeCompare(b.next)),
    sorts: [
      ["anniversary", "Anniversary"],
      ["birthday", "Birthday"],
      ["first", "A first"],
      ["other", "Another day"],
    ],
  };
}

export function readRedLetter(form: RedLetterForm): RedLetterReading {
  const sort = form.sort ?? (/birthday/i.test(form.words) ? "birthday" : "anniversary");
  if (form.date.trim() === "") return { words: "", sort, problem: null };
  if (!dayOf(form.date)) {
    return {
      words: "",
      sort,
      problem: {
        code: "invalid",
        message: `This is not a day: ${form.date}`,
        hint: "Write it with its month: 17 October 2015, or 17 October where the year is not known.",
      },
    };
  }
  const it = remembered("", { ...form, sort });
  const more = it.shown && it.shown !== form.words ? ` ${it.shown}.` : "";
  return { words: `${it.when}, ${it.away}.${more}`, sort, problem: null };
}

/** A year whose marks are those of the dates there are. */
export function yearOf(y: number, day: (days: number) => Day, letters: RedLetter[]): Year {
  const first = toDays({ y, m: 1, d: 1 });
  const days = toDays({ y: y + 1, m: 1, d: 1 }) - first;
  const all = Array.from({ length: days }, (_, i) => yearDay(first + i, day(first + i)));
  return {
    year: y,
    previous: y - 1,
    next: y + 1,
    weekdays: weekdayNames().map((it) => it.slice(0, 1)),
    weekday_names: weekdayNames(),
    months: Array.from({ length: 12 }, (_, i) => ({
      month: `${y}-${String(i + 1).padStart(2, "0")}`,
      name: monthName(i + 1),
      now: y === 2026 && i === 9,
      days: all.filter((it) => Number(it.date.slice(5, 7)) === i + 1),
    })),
    sentence: "Two dates kept in October, one of them on another day than planned.",
    more: "",
    coming: letters
      .filter((it) => it.next.startsWith(`${y}-`))
      .map((it) => ({
        id: it.id,
        date: it.next,
        when: `${weekdayShort(parseIso(it.next))} ${it.day} ${monthShort(it.month)}`,
        words: it.shown,
        note: it.note,
        away: it.away,
      })),
    pauses: [],
  };
}

function yearDay(at: number, day: Day): YearDay {
  const dates = day.items.filter((it) => it.kind !== "outside_help" && it.status !== "let_go");
  const kept = dates.find((it) => it.status === "kept");
  const ahead = dates.some((it) => it.status === "planned" || it.status === "moved");
  return {
    date: day.date,
    day: day.day,
    column: weekdayOf(at),
    mark: kept ? (kept.moved ? "moved" : "kept") : ahead ? "planned" : null,
    red: day.red.length > 0,
    help: day.items.some((it) => it.kind === "outside_help"),
    paused: false,
    today: day.today,
    before: day.before,
    heading: day.name,
    name: [day.name, ...day.red.map((it) => it.words), ...day.items.map((it) => it.title)].join(", "),
    entries: [
      ...day.red.map((it) => ({ key: it.id, title: it.words, kind: "red_letter", detail: it.note })),
      ...day.items.map((it) => ({ key: it.key, title: it.title, kind: it.kind, detail: `${it.hours}.` })),
    ],
  };
}

/** Eight weeks of days that have something on them. */
export function agendaFrom(from: string | null, day: (days: number) => Day): AgendaPage {
  const first = from ? parseIso(from) : TODAY;
  const [a, b] = [fromDays(first), fromDays(first + STRETCH - 1)];
  const days = Array.from({ length: STRETCH }, (_, i) => ({ ...day(first + i), inside: true })).filter(
    (it) => it.items.length + it.departed.length + it.red.length > 0,
  );
  const names = [...new Set(days.map((it) => it.date.slice(0, 7)))];
  return {
    from: iso(first),
    title: a.m === b.m ? monthName(a.m) : `${monthName(a.m)} to ${monthName(b.m)}`,
    year: a.y === b.y ? String(a.y) : `${a.y} to ${b.y}`,
    months: names.map((name) => ({
      name: monthName(Number(name.slice(5))),
      year: name.slice(0, 4),
      days: days.filter((it) => it.date.startsWith(name)),
    })),
    earlier: iso(first - STRETCH),
    later: iso(first + STRETCH),
    now: first <= TODAY && TODAY < first + STRETCH,
    nothing: `Nothing planned from ${dayMonth(first)} to ${dayMonth(first + STRETCH - 1)}.`,
  };
}

/** What is to be remembered on a day, as the calendar shows it. */
export function redOn(letters: RedLetter[], day: number): Day["red"] {
  const { m, d } = fromDays(day);
  return letters
    .filter((it) => it.month === m && it.day === d)
    .map((it) => ({ id: it.id, words: it.shown, note: it.note }));
}

/** Answers what is asked of days to remember, and keeps them. */
export function withRedLetters<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async redLetters() {
      this.note("red_letters");
      return redLetters(this.world.letters);
    }

    async readRedLetter(form: RedLetterForm) {
      return readRedLetter(form);
    }

    async saveRedLetter(form: RedLetterForm) {
      const { problem, sort } = readRedLetter(form);
      if (problem) throw refused(problem.code, problem.message, problem.hint);
      return this.change(`save_red_letter ${form.date}`, ["slots"], (world) => {
        const id = form.id ?? `red-${world.letters.length + 1}`;
        const others = world.letters.filter((it) => it.id !== id);
        world.letters = [...others, remembered(id, { ...form, sort })];
        return [`${form.words}, ${form.id ? "changed" : "added"}`, id];
      });
    }

    async removeRedLetter(id: string) {
      return this.change(`remove_red_letter ${id}`, ["slots"], (world) => {
        const gone = world.letters.find((it) => it.id === id);
        world.letters = world.letters.filter((it) => it.id !== id);
        return [`${gone?.words ?? ""}, removed`, id];
      });
    }
  };
}
