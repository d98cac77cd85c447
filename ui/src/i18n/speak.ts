/**
 * Small things the planner has not said already: wall times to choose from, leads somebody else wrote.
 *
 * Nothing here is a date and nothing is computed from one; dates arrive as words.
 */
import type { Lead, LeadChoice } from "../ipc/api";
import { count, say } from "./words";

export type Clock = "12" | "24";

/** `22:30` as "10:30 pm", or as it is where the clock has 24 hours. */
export function wallTime(time: string, clock: string): string {
  if (clock === "24") return time;
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const shown = `${hours % 12 || 12}${minutes === 0 ? "" : `:${String(minutes).padStart(2, "0")}`}`;
  return say(hours < 12 ? "time_am" : "time_pm", { time: shown });
}

/** Every half hour of a day, `00:00` to `23:30`. */
export function halfHours(): string[] {
  return Array.from({ length: 48 }, (_, i) => `${String(i >> 1).padStart(2, "0")}:${i % 2 ? "30" : "00"}`);
}

/** Where a wall time stands in its day, 0 to 1. */
export function shareOfDay(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return (hours * 60 + minutes) / 1440;
}

export function sameLead(a: Lead, b: Lead): boolean {
  return a.before_minutes === b.before_minutes && a.days_before === b.days_before && a.at === b.at;
}

/** Whether two rows of leads are the same, in whatever order. */
export function sameLeads(a: Lead[], b: Lead[]): boolean {
  return a.length === b.length && a.every((lead) => b.some((other) => sameLead(lead, other)));
}

/** How far ahead of a date at seven in the evening a lead comes, in minutes: for putting leads in a row. */
export function ahead(lead: Lead): number {
  if (lead.before_minutes !== undefined) return lead.before_minutes;
  return Math.round((lead.days_before + 19 / 24 - shareOfDay(lead.at)) * 1440);
}

/** "Evening before, 7 pm": as the planner says it, or put together the same way for a lead of one's own. */
export function leadWords(lead: Lead, choices: LeadChoice[], clock: string): string {
  const known = choices.find((choice) => sameLead(choice.lead, lead));
  if (known) return known.words;
  if (lead.before_minutes !== undefined) return minutesBefore(lead.before_minutes);
  const time = wallTime(lead.at, clock);
  if (lead.days_before === 0) return say("lead_same_day", { time });
  if (lead.days_before === 1 && shareOfDay(lead.at) >= 17 / 24) return say("lead_evening", { time });
  return count("lead_days", lead.days_before, { time });
}

function minutesBefore(all: number): string {
  const [hours, n] = [Math.floor(all / 60), all % 60];
  if (all === 0) return say("lead_at_start");
  if (n === 0) return say("lead_hours", { n: hours });
  return hours < 2 ? say("lead_minutes", { n: all }) : say("lead_hours_minutes", { hours, n });
}
