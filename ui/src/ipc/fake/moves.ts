/** Single dates of the planner in memory: skipped, kept, let go, moved, or set in a week that wants one. */
import type { Done, Placing, Scope } from "../api";
import { Refused } from "../api";
import { TODAY, hours, longDay, parseIso } from "./civil";
import { find } from "./dates";
import { refused, type Base } from "./remembering";
import { movedTo, read, shortDay } from "./sentence";
import type { Said, World } from "./world";

/** Answers what is said of a single date. */
export function withMoves<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async skip(key: string, scope?: Scope) {
      if (scope !== "following") return this.#say(key, { status: "skipped" }, "Skipped");
      const [id, at] = key.split("@") as [string, string];
      const until = parseIso(at.slice(0, 10)) - 1;
      return this.change(`skip ${key} following`, ["slots"], (world) => {
        world.slots = world.slots.map((slot) => (slot.id === id ? { ...slot, until } : slot));
        return [`The last one on ${shortDay(until)}`, key];
      });
    }

    async keep(key: string) {
      return this.#say(key, { status: "kept" }, "Kept");
    }

    async letGo(key: string) {
      return this.#say(key, { status: "let_go" }, "Let go");
    }

    async restore(key: string) {
      return this.change(`restore ${key}`, ["slots"], (world) => {
        world.said = Object.fromEntries(Object.entries(world.said).filter(([other]) => other !== key));
        return ["Back as it was", key];
      });
    }

    async moveTo(key: string, sentence: string, scope?: Scope) {
      if (scope && scope !== "this") this.note(`move_to ${key} ${sentence} ${scope}`);
      const wallTime = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$/.exec(sentence);
      if (wallTime) {
        this.note(`move_to ${key} ${sentence}`);
        const to = { day: parseIso(wallTime[1]!), at: Number(wallTime[2]) * 60 + Number(wallTime[3]) };
        return this.#say(key, to, `Moved to ${movedTo(to.day, to.at)}`);
      }
      const { day } = find(this.world, key);
      const got = read(sentence, TODAY, day);
      if (!got.read) throw new Refused(got.reading.problem!);
      const to = got.read;
      return this.#say(key, { day: to.day, at: to.at }, `Moved to ${movedTo(to.day, to.at)}`);
    }

    async readMove(key: string, text: string) {
      this.note(`read_move ${text}`);
      const { day, slot } = find(this.world, key);
      return read(text, TODAY, day, slot.minutes).reading;
    }

    async place(key: string, start: string, minutes: number | null, scope: Scope | null) {
      this.note(`place ${key} ${start} ${minutes} ${scope}`);
      const to = placed(this.world, key, start, minutes);
      if (to.day < TODAY) throw refused("past", "That is already over.");
      return this.#say(key, to, `Moved to ${movedTo(to.day, to.at)}`);
    }

    async readPlace(key: string, start: string, minutes: number | null): Promise<Placing> {
      this.note(`read_place ${key} ${start} ${minutes}`);
      const to = placed(this.world, key, start, minutes);
      return {
        words: `${longDay(to.day)}, ${hours(to.at, to.minutes)}`,
        problem: to.day < TODAY ? { code: "past", message: "That is already over.", hint: "" } : null,
        busy: "",
        choices: [],
      };
    }

    async wanted(day: string | null) {
      this.note(`wanted ${day}`);
      return this.world.wanted;
    }

    async addOccurrence(slot: string, start: string, minutes: number | null) {
      return this.change(`add_occurrence ${slot} ${start} ${minutes}`, ["slots"], (world) => {
        world.wanted = world.wanted.filter((it) => it.slot !== slot);
        return [`Set for ${movedTo(parseIso(start.slice(0, 10)), +start.slice(11, 13) * 60)}`, slot];
      });
    }

    #say(key: string, said: Said, words: string): Promise<Done> {
      return this.change(`say ${key} ${JSON.stringify(said)}`, ["slots"], (world) => {
        world.said[key] = { ...world.said[key], ...said };
        return [words, key];
      });
    }
  };
}

/** Where `place` would put a date: as long as it is, where nothing else is said. */
function placed(world: World, key: string, start: string, minutes: number | null) {
  const { slot } = find(world, key);
  const [hour = 0, minute = 0] = start.slice(11).split(":").map(Number);
  return { day: parseIso(start.slice(0, 10)), at: hour * 60 + minute, minutes: minutes ?? slot.minutes };
}
