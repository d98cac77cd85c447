/** Small things of the planner in memory: the library, and what was ticked of it. */
import type { Gesture, Half } from "../api";
import { TODAY, dayMonth, iso, longDay, parseIso } from "./civil";
import type { Base } from "./remembering";
import type { World } from "./world";

const LIBRARY: Omit<Gesture, "done" | "ticks" | "last">[] = [
  ["school-run", "Take the early school run", "Without being asked twice", 35, 2, false],
  ["noodles", "Make the ginger noodles", "About £6, and Jules’s favourite", 40, 2, false],
  ["breakfast", "Breakfast in bed, no occasion", "Toast counts", 25, 2, false],
  ["film", "Watch their film without suggesting another", "The one at the top of their list", 120, 1, false],
  ["call", "Take the call they keep putting off", "The landlord, the bank, the dentist", 20, 2, false],
  ["hands", "Hold hands on the walk to the shop", "That’s all it is", 10, 1, true],
  ["bath", "Run the long bath", "Door shut, phone elsewhere, you do bedtime", 40, 2, false],
  ["coffee", "Bring the coffee up", "The way they take it", 10, 1, false],
  ["thanks", "Thank them for one thing, specifically", "“The bike light, before I asked.”", 5, 1, false],
  ["phones", "An evening with the phones in the drawer", "Both of them", 120, 2, true],
  ["letter", "Write three lines and leave them somewhere", "A pocket, a book, a lunchbox", 15, 1, false],
  ["friends", "Have their friends round, and cook", "You do the shopping too", 240, 3, false],
].map(([id, title, detail, minutes, effort, together]) => ({
  id: id as string,
  title: title as string,
  detail: detail as string,
  minutes: minutes as number,
  length: (minutes as number) >= 120 ? `${(minutes as number) / 60} h` : `${minutes as number} min`,
  effort: effort as number,
  together: together as boolean,
}));

/** Answers what is asked of small things, and ticks them. */
export function withGestures<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async gestures() {
      this.note("gestures");
      const lately = [...this.world.ticks].reverse().slice(0, 20);
      const days = [...new Set(lately.map((tick) => tick.day))];
      return {
        gestures: LIBRARY.map(({ id }) => gestureOf(this.world, id)),
        lately,
        lately_days: days.map((day): [string, string] => [day, longDay(parseIso(day))]),
      };
    }

    async tick(gesture: string, by: Half) {
      return this.change(`tick ${gesture} ${by}`, ["gestures"], (world) => {
        const id = this.fresh("tick");
        const { title } = LIBRARY.find((it) => it.id === gesture)!;
        world.ticks.push({ id, gesture, title, by, day: iso(TODAY), at: "2:36 pm", note: "" });
        return [`${title}, ticked`, id];
      });
    }

    async noteTick(tick: string, note: string) {
      return this.change(`note_tick ${tick} ${note}`, ["gestures"], (world) => {
        world.ticks.find((it) => it.id === tick)!.note = note;
        return ["Kept", tick];
      });
    }

    async untick(tick: string) {
      return this.change(`untick ${tick}`, ["gestures"], (world) => {
        const title = world.ticks.find((it) => it.id === tick)?.title ?? "";
        world.ticks = world.ticks.filter((it) => it.id !== tick);
        return [`${title}, not ticked`, tick];
      });
    }
  };
}

/** One of the library, with what was ticked of it today. */
export function gestureOf(world: World, id: string): Gesture {
  const gesture = LIBRARY.find((it) => it.id === id)!;
  const all = world.ticks.filter((tick) => tick.gesture === id);
  const ticks = all.filter((tick) => tick.day === iso(TODAY));
  const before = all.filter((tick) => tick.day !== iso(TODAY)).at(-1);
  return {
    ...gesture,
    done: { first: ticks.some((it) => it.by === "first"), second: ticks.some((it) => it.by === "second") },
    ticks,
    last: before ? `Last on ${dayMonth(parseIso(before.day))}` : "",
  };
}
