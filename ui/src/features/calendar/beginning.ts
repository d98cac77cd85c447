import type { Day, Month } from "../../ipc/api";

/**
 * The beginning of a sentence about a day: "22 October " where that is the next one to come, else the date in full,
 * which every locale reads alike. The hour is left for whoever types on.
 */
export function beginningFor(day: Day, month: Month, today: string | undefined): string {
  const thisYear = today !== undefined && day.date.slice(0, 4) === today.slice(0, 4);
  return day.inside && !day.before && thisYear ? `${day.day} ${month.name} ` : `${day.date} `;
}
