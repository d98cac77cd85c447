/** The dates of the planner in memory: what its rules name, and what was said of single ones. */
import type { Half, Item, Lead, Slot } from "../api";
import { TODAY, clock, dayMonth, hours, longDay, parseIso, wall, weekday, weekdayShort } from "./civil";
import { nameOf } from "./kinds";
import { refused } from "./remembering";
import type { Kept, Said, World } from "./world";

/** The date with this key. */
export function find(world: World, key: string) {
  const found = all(world).find((it) => it.key === key);
  if (!found) throw refused("not_found", "That date is not there any more.");
  return found;
}

/** The dates from one day to another. */
export function itemsIn(world: World, from: number, to: number): Item[] {
  return all(world)
    .filter(({ day, item }) => day >= from && day <= to && item.status !== "skipped")
    .map(({ item }) => item);
}

/** A standing date as its editor wants it. */
export function slotOf(kept: Kept): Slot {
  return {
    id: kept.id,
    title: kept.title,
    label: kept.label,
    kind: kept.kind,
    rule: kept.every ? `FREQ=WEEKLY;INTERVAL=${kept.every}` : null,
    start_local: wall(kept.day, kept.at),
    zone: "Europe/London",
    anchor: kept.anchor,
    minutes: kept.minutes,
    leads: kept.leads,
    planner: kept.planner,
    times: null,
    backup: kept.backup ?? "",
    backup_words: "",
    reading: readingOf(kept),
    sentence: sentenceOf(kept),
  };
}

/** "Thursdays 7pm, 2 hours", as it is typed. */
export function sentenceOf(slot: Kept): string {
  const day = slot.every
    ? `${slot.every === 2 ? "every other " : ""}${weekday(slot.day)}s`
    : dayMonth(slot.day);
  return `${day[0]!.toUpperCase()}${day.slice(1)} ${clock(slot.at).replace(" ", "")}, ${slot.minutes % 60 ? `${slot.minutes} min` : `${slot.minutes / 60} hours`}`;
}

/** "Every Thursday, 7 to 9 pm", as it is read. */
export function readingOf(slot: Kept): string {
  const said = slot.every
    ? `Every ${slot.every === 2 ? "other " : ""}${weekday(slot.day)}`
    : longDay(slot.day);
  return `${said}, ${hours(slot.at, slot.minutes)}`;
}

/** When a reminder comes: "Wed 7 pm". */
export function leadAt(lead: Lead, item: Item): string {
  const day = parseIso(item.local_start.slice(0, 10));
  const [h = 0, m = 0] = item.local_start.slice(11).split(":").map(Number);
  if (lead.before_minutes !== undefined)
    return `${weekdayShort(day)} ${clock(h * 60 + m - lead.before_minutes)}`;
  const [lh = 0, lm = 0] = lead.at.split(":").map(Number);
  return `${weekdayShort(day - lead.days_before)} ${clock(lh * 60 + lm)}`;
}

/** The days a slot's rule names, in a window around today. */
export function rule(slot: Kept): number[] {
  if (slot.every === 0) return [slot.day];
  const days: number[] = [];
  for (let day = slot.day; day <= Math.min(slot.until ?? TODAY + 400, TODAY + 400); day += 7 * slot.every)
    days.push(day);
  return days;
}

/** Every date there is, skipped ones too, in the order they come. */
export function all(world: World): { slot: Kept; key: string; day: number; item: Item }[] {
  return world.slots
    .flatMap((slot) =>
      rule(slot).map((ruled, i) => {
        const key = `${slot.id}@${wall(ruled, slot.at)}`;
        const said = world.said[key] ?? {};
        const day = said.day ?? ruled;
        return { slot, key, day, item: itemOf(world, slot, key, day, said, i) };
      }),
    )
    .sort((a, b) => a.item.start.localeCompare(b.item.start));
}

function itemOf(world: World, slot: Kept, key: string, day: number, said: Said, turn: number): Item {
  const at = said.at ?? slot.at;
  const minutes = said.minutes ?? slot.minutes;
  const half = plans(slot, turn);
  const moved = said.day !== undefined || said.at !== undefined;
  return {
    key,
    slot: slot.id,
    title: slot.kind === "private" ? slot.label : (said.title ?? slot.title),
    kind: slot.kind,
    kind_name: nameOf(slot.kind, world.kinds),
    start: `${wall(day, at)}:00+01:00`,
    end: `${wall(day, at + minutes)}:00+01:00`,
    local_start: wall(day, at),
    local_end: wall(day, at + minutes),
    zone: "Europe/London",
    status: said.status ?? (day < TODAY ? "past" : moved ? "moved" : "planned"),
    moved,
    planner: half ? (world.people?.[half] ?? "") : "",
    planner_half: half,
    when: `${weekday(day)}, ${clock(at)}`,
    hours: hours(at, minutes),
    at: clock(at),
    elsewhere: "",
  };
}

/** Whose turn it is to plan. */
function plans(slot: Kept, turn: number): Half | null {
  if (slot.planner === "first" || slot.planner === "second") return slot.planner;
  if (slot.planner === "turns_first") return turn % 2 ? "second" : "first";
  if (slot.planner === "turns_second") return turn % 2 ? "first" : "second";
  return null;
}
