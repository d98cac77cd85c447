/** Small things of the planner in memory: the library, what was ticked of it, and what somebody means to do. */
import type {
  Gesture,
  GestureDayDetail,
  GestureFilter,
  GestureForm,
  GestureYear,
  Gestures,
  Half,
  Intention,
  Tick,
  ToNotice,
} from "../api";
import {
  TODAY,
  dayMonth,
  fromDays,
  iso,
  longDay,
  monthShort,
  on,
  parseIso,
  toDays,
  weekdayNames,
  weekdayOf,
} from "./civil";
import { refused, type Base } from "./remembering";
import { EVIDENCE, LIBRARY, type KnownGesture } from "./smallLibrary";
import type { World } from "./world";

/** What is kept of small things beside the ticks. */
export interface SmallThings {
  known: KnownGesture[];
  intentions: (Intention & { gesture: string })[];
  suggested: string[];
  /** Ticks about which nothing needs to be said any more. */
  noticed: string[];
}

export const smallThings = (): SmallThings => ({
  known: LIBRARY,
  intentions: [],
  suggested: ["school-run", "noodles"],
  noticed: [],
});

const COSTS = ["free", "small", "some"];
const RHYTHMS: Record<string, string> = { now: "Now and then", daily: "Every day" };

/** Answers what is asked of small things, and ticks them. */
export function withGestures<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async gestures(filter: GestureFilter): Promise<Gestures> {
      this.note(`gestures ${JSON.stringify(filter)}`);
      const lately = [...this.world.ticks].reverse().slice(0, 20);
      const days = [...new Set(lately.map((tick) => tick.day))];
      const away = this.world.small.known.filter((it) => it.state !== "offered");
      return {
        gestures: fitting(this.world, filter),
        all: this.world.small.known.length - away.length,
        put_away: away.length,
        lately,
        lately_days: days.map((day): [string, string] => [day, longDay(parseIso(day))]),
        run:
          this.world.ticks.length > 0
            ? "Nine weeks with something from you both. Quiet weeks only pause it."
            : "One small thing is plenty.",
        touch: this.world.choices.touch,
      };
    }

    async pickGesture(filter: GestureFilter, but: string | null): Promise<Gesture | null> {
      this.note(`pick_gesture ${JSON.stringify(filter)} ${but}`);
      const open = fitting(this.world, filter).filter((it) => it.ticks.length === 0);
      const after = open.findIndex((it) => it.id === but) + 1;
      return open[after % (open.length || 1)] ?? null;
    }

    async tick(gesture: string, by: Half, day: string | null = null, note: string | null = null) {
      return this.change(`tick ${gesture} ${by}${day ? ` ${day}` : ""}`, ["gestures"], (world) => {
        const id = this.fresh("tick");
        const { title } = knownOf(world, gesture);
        world.ticks.push({ id, gesture, title, by, day: day ?? iso(TODAY), at: "2:36 pm", note: note ?? "" });
        return [`${title}, ticked`, id];
      });
    }

    async noteTick(tick: string, note: string) {
      return this.change(`note_tick ${tick} ${note}`, ["gestures"], (world) => {
        tickOf(world, tick).note = note;
        return ["Kept", tick];
      });
    }

    async dateTick(tick: string, day: string) {
      return this.change(`date_tick ${tick} ${day}`, ["gestures"], (world) => {
        const it = tickOf(world, tick);
        it.day = day;
        return [`${it.title}, on ${longDay(parseIso(day))}`, tick];
      });
    }

    async untick(tick: string) {
      return this.change(`untick ${tick}`, ["gestures"], (world) => {
        const { title } = tickOf(world, tick);
        world.ticks = world.ticks.filter((it) => it.id !== tick);
        return [`${title}, not ticked`, tick];
      });
    }

    async saveGesture(form: GestureForm) {
      const title = form.title?.trim() ?? "";
      if (!title) throw refused("invalid", "A small thing needs a few words.", "What is there to do?");
      return this.change(`save_gesture ${form.id ?? ""} ${title}`, ["gestures"], (world) => {
        const before = form.id ? knownOf(world, form.id) : undefined;
        const id = before?.id ?? this.fresh("own");
        const { minutes = 10 } = form;
        const made: KnownGesture = {
          ...(before ?? LIBRARY[0]!),
          ...(before ? {} : { why: "", cue: "", evidence: "", state: "offered" }),
          ...form,
          id,
          title,
          minutes,
          length: lengthOf(minutes),
          own: before?.own ?? true,
          edited: before !== undefined && !before.own,
        };
        world.small.known = before
          ? world.small.known.map((it) => (it.id === id ? made : it))
          : [made, ...world.small.known];
        return [`${title}, kept`, id];
      });
    }

    async setGestureState(gesture: string, state: string) {
      return this.change(`set_gesture_state ${gesture} ${state}`, ["gestures"], (world) => {
        const it = knownOf(world, gesture);
        it.state = state;
        return [`${it.title}, ${state === "offered" ? "offered again" : "put away"}`, gesture];
      });
    }

    async restoreGesture(gesture: string) {
      return this.change(`restore_gesture ${gesture}`, ["gestures"], (world) => {
        const before = LIBRARY.find((it) => it.id === gesture)!;
        world.small.known = world.small.known.map((it) => (it.id === gesture ? before : it));
        return [`${before.title}, as it was`, gesture];
      });
    }

    async setIntention(gesture: string, cue: string | null, rhythm: string, whose: Half | null) {
      const by = whose ?? "first";
      return this.change(`set_intention ${gesture} ${by} ${rhythm} ${cue}`, ["gestures"], (world) => {
        const id = this.fresh("intention");
        const rhythm_says = RHYTHMS[rhythm] ?? saidRhythm(rhythm);
        world.small.intentions = [
          ...world.small.intentions.filter((it) => it.gesture !== gesture),
          {
            id,
            gesture,
            by,
            cue: cue ?? "",
            rhythm,
            rhythm_says,
            strength: rhythm === "now" ? null : 120,
            strength_says: rhythm === "now" ? "" : "Just begun",
            since: `Since ${dayMonth(TODAY)}`,
          },
        ];
        return ["Planned", id];
      });
    }

    async clearIntention(gesture: string) {
      return this.change(`clear_intention ${gesture}`, ["gestures"], (world) => {
        world.small.intentions = world.small.intentions.filter((it) => it.gesture !== gesture);
        return ["Let go", gesture];
      });
    }

    async anotherSuggestion(gesture: string) {
      return this.change(`another_suggestion ${gesture}`, ["gestures"], (world) => {
        const { suggested, known } = world.small;
        const next = known.find((it) => it.state === "offered" && !suggested.includes(it.id))!;
        world.small.suggested = suggested.map((it) => (it === gesture ? next.id : it));
        return [next.title, next.id];
      });
    }

    async gestureYear(year: number | null): Promise<GestureYear> {
      this.note(`gesture_year ${year}`);
      return yearOf(this.world, year ?? 2026);
    }

    async gestureDay(date: string): Promise<GestureDayDetail> {
      this.note(`gesture_day ${date}`);
      const ticks = this.world.ticks.filter((tick) => tick.day === date);
      return { date, says: longDay(parseIso(date)), ticks };
    }
  };
}

function lengthOf(minutes: number): string {
  return minutes >= 120 ? `${minutes / 60} h` : `${minutes} min`;
}

function saidRhythm(rhythm: string): string {
  const [n, unit] = rhythm.split(" ");
  if (unit) return `${n === "1" ? "Once" : n === "2" ? "Twice" : `${n} times`} a ${unit}`;
  const names = weekdayNames();
  return rhythm
    .split(",")
    .map((day) => `${names.find((name) => name.slice(0, 2).toUpperCase() === day)}s`)
    .join(" and ");
}

function knownOf(world: World, id: string): KnownGesture {
  const known = world.small.known.find((it) => it.id === id);
  if (!known) throw refused("not_found", "That small thing is not there any more.");
  return known;
}

function tickOf(world: World, id: string): Tick {
  const tick = world.ticks.find((it) => it.id === id);
  if (!tick) throw refused("not_found", "That tick is not there any more.");
  return tick;
}

/** Those a filter lets through, in the library's order. */
function fitting(world: World, filter: GestureFilter): Gesture[] {
  const { for_half, together, minutes, effort, cost, kind, place, words = "", put_away = false } = filter;
  return world.small.known
    .filter((it) => (it.state !== "offered") === put_away)
    .filter((it) => it.kind !== "touch" || world.choices.touch || it.own)
    .map(({ id }) => gestureOf(world, id))
    .filter(
      (it) =>
        (!for_half || it.for_half === null || it.for_half === for_half) &&
        (!together || it.together) &&
        (minutes == null || it.minutes <= minutes) &&
        (effort == null || it.effort <= effort) &&
        (cost == null || COSTS.indexOf(it.cost) <= COSTS.indexOf(cost)) &&
        (kind == null || it.kind === kind) &&
        (place == null || it.place === place || it.place === "anywhere") &&
        `${it.title} ${it.detail}`.toLowerCase().includes(words.toLowerCase()),
    );
}

/** One of the library, with what was ticked of it today. */
export function gestureOf(world: World, id: string): Gesture {
  const { evidence, for_half, ...known } = knownOf(world, id);
  const all = world.ticks.filter((tick) => tick.gesture === id);
  const ticks = all.filter((tick) => tick.day === iso(TODAY));
  const before = all.filter((tick) => tick.day !== iso(TODAY)).at(-1);
  const other = world.settings.here === "first" ? "second" : "first";
  const intention = world.small.intentions.find((it) => it.gesture === id);
  return {
    ...known,
    for_half: known.together ? null : world.settings.here === "shared" ? for_half : other,
    evidence: EVIDENCE[evidence] ?? null,
    intention: intention && intention.by === world.settings.here ? intention : null,
    done: { first: ticks.some((it) => it.by === "first"), second: ticks.some((it) => it.by === "second") },
    ticks,
    last: before ? `Last on ${dayMonth(parseIso(before.day))}` : "",
  };
}

/** What stands on Today as a suggestion. */
export function suggestedTo(world: World): Gesture[] {
  return world.small.suggested.map((id) => gestureOf(world, id));
}

/** What the other did yesterday, and nobody has said anything about. */
export function toNotice(world: World): ToNotice | null {
  if (world.settings.here === "shared") return null;
  const tick = world.ticks.find(
    (it) =>
      it.day === iso(TODAY - 1) && it.by !== world.settings.here && !world.small.noticed.includes(it.id),
  );
  if (!tick) return null;
  const name = world.people?.[tick.by] ?? "";
  return { tick: tick.id, by: tick.by, says: `${name} fixed your bike light yesterday.` };
}

/** What the couple did in the months before those of the world: a pattern without a meaning. */
function earlier(world: World, day: number): [boolean, boolean] {
  if (day >= on(9, 28) || world.ticks.length === 0 || fromDays(day).y < 2025) return [false, false];
  const turned = (day * 2654435761) % 97;
  return [turned % 5 === 0, turned % 7 === 1];
}

function yearOf(world: World, year: number): GestureYear {
  const [first, after] = [toDays({ y: year, m: 1, d: 1 }), toDays({ y: year + 1, m: 1, d: 1 })];
  const start = first - weekdayOf(first);
  const weeks = Math.ceil((after - start) / 7);
  const done = new Map<string, Tick[]>();
  for (const tick of world.ticks) done.set(tick.day, [...(done.get(tick.day) ?? []), tick]);
  const today = done.get(iso(TODAY))?.[0];
  return {
    year,
    before: year > 2025 && world.ticks.length > 0,
    after: year < 2026,
    months: Array.from({ length: 12 }, (_, i): [string, number] => [
      monthShort(i + 1),
      Math.floor((toDays({ y: year, m: i + 1, d: 1 }) - start) / 7),
    ]),
    weekdays: weekdayNames(),
    weeks: Array.from({ length: weeks }, (_, w) =>
      Array.from({ length: 7 }, (_, i) => {
        const day = start + w * 7 + i;
        if (day < first || day >= after) return null;
        const ticks = done.get(iso(day)) ?? [];
        const [a, b] = earlier(world, day);
        return {
          date: iso(day),
          says: longDay(day),
          done: {
            first: a || ticks.some((it) => it.by === "first"),
            second: b || ticks.some((it) => it.by === "second"),
          },
        };
      }),
    ),
    today: year === 2026 ? iso(TODAY) : null,
    today_says: today ? "Today: took the early school run" : "",
    says: `Small things in ${year}, left half Noor, right half Jules. Busiest in May, quiet in August.`,
  };
}
