/** Just enough calendar for the planner in memory: days as whole numbers, no clock, no zone. */

const MONTHS = "January February March April May June July August September October November December".split(
  " ",
);
const WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

export interface Civil {
  y: number;
  m: number;
  d: number;
}

/** Days since 1970-01-01, by the usual era arithmetic. */
export function toDays({ y, m, d }: Civil): number {
  const year = m <= 2 ? y - 1 : y;
  const era = Math.floor(year / 400);
  const yoe = year - era * 400;
  const doy = Math.floor((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5) + d - 1;
  return era * 146097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719468;
}

export function fromDays(days: number): Civil {
  const z = days + 719468;
  const era = Math.floor(z / 146097);
  const doe = z - era * 146097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36524) - Math.floor(doe / 146096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const m = mp + (mp < 10 ? 3 : -9);
  return { y: yoe + era * 400 + (m <= 2 ? 1 : 0), m, d: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

/** A day of the year it is in memory. */
export const on = (m: number, d: number): number => toDays({ y: 2026, m, d });

/** The day it is in memory, at 2:36 pm. */
export const TODAY = on(10, 13);

/** 0 is Monday. */
export const weekdayOf = (days: number): number => (((days + 3) % 7) + 7) % 7;

const two = (n: number) => String(n).padStart(2, "0");

export function iso(days: number): string {
  const { y, m, d } = fromDays(days);
  return `${y}-${two(m)}-${two(d)}`;
}

export function parseIso(date: string): number {
  const [y = 1970, m = 1, d = 1] = date.split("-").map(Number);
  return toDays({ y, m, d });
}

export const weekday = (days: number): string => WEEKDAYS[weekdayOf(days)]!;
export const weekdayShort = (days: number): string => weekday(days).slice(0, 3);
export const weekdayNames = (): string[] => [...WEEKDAYS];
export const monthName = (m: number): string => MONTHS[m - 1]!;
export const monthShort = (m: number): string => monthName(m).slice(0, 3);
export const dayMonth = (days: number): string => `${fromDays(days).d} ${monthName(fromDays(days).m)}`;
export const longDay = (days: number): string => `${weekday(days)} ${dayMonth(days)}`;

/** Minutes of a day as "7 pm", "8:15 pm". */
export function clock(minutes: number): string {
  const within = ((minutes % 1440) + 1440) % 1440;
  const h = Math.floor(within / 60);
  const m = within % 60;
  return `${h % 12 || 12}${m ? `:${two(m)}` : ""} ${h < 12 ? "am" : "pm"}`;
}

/** "7 to 9 pm", "11:30 am to 1 pm". */
export function hours(start: number, length: number): string {
  const a = clock(start);
  const b = clock(start + length);
  return a.slice(-2) === b.slice(-2) ? `${a.slice(0, -3)} to ${b}` : `${a} to ${b}`;
}

export const wall = (days: number, minutes: number): string =>
  `${iso(days)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/** "today", "in 2 days", "3 days ago". */
export function away(from: number, to: number): string {
  const n = to - from;
  if (n === 0) return "today";
  if (n === 1) return "tomorrow";
  if (n === -1) return "yesterday";
  return n > 0 ? `in ${n} days` : `${-n} days ago`;
}
