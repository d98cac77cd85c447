/** What the pages of the planner in memory show: today, the calendar by month, week, year and list, one date. */
import type { Day, Detail, Plate, Today } from "../api";
import { countAway, pausedUntil } from "./away";
import {
  TODAY,
  away,
  clock,
  dayMonth,
  fromDays,
  iso,
  longDay,
  monthName,
  monthShort,
  on,
  parseIso,
  toDays,
  weekday,
  weekdayNames,
  weekdayOf,
  weekdayShort,
} from "./civil";
import { all, find, itemsIn, leadAt, readingOf, rule } from "./dates";
import { agendaFrom, redOn, yearOf } from "./days";
import { suggestedTo, toNotice } from "./gestures";
import { OPENINGS } from "./openings";
import { glance } from "./plan";
import type { Base } from "./remembering";
import { shortDay } from "./sentence";
import { startersFor, tonightOf } from "./talk";
import { weekOf } from "./week";
import type { World } from "./world";

/** Answers what the pages ask. */
export function withViews<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async today(): Promise<Today> {
      this.note("today");
      const monday = TODAY - weekdayOf(TODAY);
      return {
        date: iso(TODAY),
        weekday: weekday(TODAY),
        day_month: dayMonth(TODAY),
        plate: plateOf(this.world),
        week: Array.from({ length: 7 }, (_, i) => dayOf(this.world, monday + i, 10)),
        suggestions: suggestedTo(this.world),
        notice: toNotice(this.world),
        away: countAway(this.world.waiting),
        paused: pausedUntil(this.world.pauses),
        starter: tonightOf(this.world),
      };
    }

    async month(month: string | null) {
      this.note(`month ${month}`);
      const [y = 2026, m = 10] = (month ?? "2026-10").split("-").map(Number);
      const first = toDays({ y, m, d: 1 });
      const after = m === 12 ? toDays({ y: y + 1, m: 1, d: 1 }) : toDays({ y, m: m + 1, d: 1 });
      const start = first - weekdayOf(first);
      const weeks = Math.ceil((after - start) / 7);
      const name = (day: number) => iso(day).slice(0, 7);
      return {
        month: name(first),
        name: monthName(m),
        year: String(y),
        previous: name(first - 1),
        next: name(after),
        weekdays: weekdayNames().map((it) => it.slice(0, 3)),
        weekday_names: weekdayNames(),
        weeks: Array.from({ length: weeks }, (_, w) =>
          Array.from({ length: 7 }, (_, i) => dayOf(this.world, start + w * 7 + i, m)),
        ),
      };
    }

    async week(date: string | null) {
      this.note(`week ${date}`);
      const first = date ? parseIso(date) : TODAY;
      const monday = first - weekdayOf(first);
      const month = fromDays(first).m;
      const days = Array.from({ length: 7 }, (_, i) => dayOf(this.world, monday + i, month));
      return weekOf(monday, days);
    }

    async year(year: number | null) {
      this.note(`year ${year}`);
      return yearOf(year ?? 2026, (day) => dayOf(this.world, day, fromDays(day).m), this.world.letters);
    }

    async agendaPage(from: string | null) {
      this.note(`agenda ${from}`);
      return agendaFrom(from, (day) => dayOf(this.world, day, fromDays(day).m));
    }

    async detail(key: string): Promise<Detail> {
      this.note(`detail ${key}`);
      return detailOf(this.world, key);
    }
  };
}

function plateOf(world: World): Plate {
  if (world.scene === "life-happened") {
    const last = all(world).find(({ day, item }) => day === on(10, 8) && item.status === "past");
    if (last) return { show: "life_happened", item: last.item, day: longDay(last.day), openings: OPENINGS };
  }
  const next = all(world).find(
    ({ day, slot, item }) =>
      day >= TODAY && slot.kind !== "outside_help" && ["planned", "moved"].includes(item.status),
  );
  if (!next) return { show: "empty" };
  const days = next.day - TODAY;
  const lead = next.slot.leads.at(-1);
  return {
    show: "next",
    item: next.item,
    standing: next.slot.every > 0,
    days,
    away: days === 0 ? "tonight" : away(TODAY, next.day),
    reminder: lead ? leadAt(lead, next.item) : "",
    lines: Array.from({ length: Math.min(days + 1, 6) }, (_, i) =>
      i === 0 ? "Today" : weekdayShort(TODAY + i),
    ),
    plan: glance(world.plans, next.item, world.settings.here),
  };
}

function dayOf(world: World, day: number, month: number): Day {
  const { d, m } = fromDays(day);
  const ticks = world.ticks.filter((tick) => tick.day === iso(day));
  return {
    date: iso(day),
    day: d,
    weekday: weekdayShort(day),
    month: d === 1 || (m !== month && weekdayOf(day) === 0) ? monthShort(m) : "",
    today: day === TODAY,
    before: day < TODAY,
    inside: m === month,
    items: itemsIn(world, day, day),
    departed: all(world)
      .filter(({ key, day: to }) => to !== day && key.split("@")[1]!.startsWith(iso(day)))
      .map(({ key, slot, day: to }) => ({
        key,
        at: clock(slot.at),
        to: `to ${shortDay(to)}`,
        to_date: iso(to),
      })),
    halves: {
      first: ticks.some((it) => it.by === "first"),
      second: ticks.some((it) => it.by === "second"),
    },
    ticks,
    clocks: iso(day) === "2026-10-25" ? "Clocks back" : iso(day) === "2026-03-29" ? "Clocks forward" : "",
    red: redOn(world.letters, day),
    name: longDay(day),
    away: away(TODAY, day),
  };
}

function detailOf(world: World, key: string): Detail {
  const { slot, item, day } = find(world, key);
  const ahead = day >= TODAY;
  const open = item.status === "planned" || item.status === "moved";
  const after = itemsIn(world, day + 7, day + 7).find((other) => other.slot === slot.id);
  return {
    item,
    heading: `${slot.every ? "Standing date" : "Single date"}, ${item.hours}`,
    reading: readingOf(slot),
    reminders: ahead ? slot.leads.map((lead) => leadAt(lead, item)) : [],
    shown_as: item.when,
    after: after?.planner ? `${after.planner} plans the ${fromDays(day + 7).d}nd` : "",
    actions: [
      "edit",
      ...(open || item.status === "past" ? ["move", "skip"] : []),
      ...(open && rule(slot).some((other) => other > day) ? ["end"] : []),
      ...(item.status === "past" ? ["keep", "let_go"] : []),
      ...(item.moved || !(open || item.status === "past") ? ["restore"] : []),
    ],
    plan: {
      ...glance(world.plans, item, world.settings.here),
      starters: startersFor(world, item.key),
    },
  };
}
