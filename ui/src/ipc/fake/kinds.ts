/** Kinds of time as the planner keeps them, and sentences said anew, as far as the window needs them. */
import type { Draft, Every, KindChoice, KindForm, Kinds, Problem, Repeats, Rewrite, Wanted } from "../api";
import { OPENINGS } from "./openings";
import { refused, type Base } from "./remembering";

const CHOICES: [kind: string, name: string, minutes: number][] = [
  ["date", "Date", 90],
  ["lunch", "Lunch", 60],
  ["walk", "Walk", 60],
  ["evening_out", "Evening out", 120],
  ["evening_in", "Evening in", 120],
  ["private", "Private", 90],
  ["outside_help", "Outside help", 90],
  ["check_in", "Check-in", 15],
];

export const BACKUP_DAYS: [string, string][] = [
  ["MO", "Monday"],
  ["TU", "Tuesday"],
  ["WE", "Wednesday"],
  ["TH", "Thursday"],
  ["FR", "Friday"],
  ["SA", "Saturday"],
  ["SU", "Sunday"],
];

export function kindsOf(own: KindChoice[]): Kinds {
  const theirs = CHOICES.map(([kind, name, minutes]) => ({ kind, name, icon: kind, minutes, own: false }));
  return { kinds: [...theirs, ...own], icons: ["star", "mountain", "bike", "coffee"] };
}

export function nameOf(kind: string, own: KindChoice[]): string {
  return kindsOf(own).kinds.find((it) => it.kind === kind)?.name ?? "Date";
}

/** What is wrong with a kind, in the planner's words. */
export function wrongWith(form: KindForm, own: KindChoice[]): Problem | undefined {
  const name = form.name.trim();
  const problem = (message: string, hint: string): Problem => ({ code: "invalid", message, hint });
  if (!name) return problem("A kind of time needs a name.", "A word or two will do, like “Climbing”.");
  const taken = kindsOf(own).kinds.some(
    (it) => it.kind !== form.kind && it.name.toLowerCase() === name.toLowerCase(),
  );
  return taken
    ? problem(`There is a kind of time called ${name} already.`, "Give this one another name.")
    : undefined;
}

const TIMES = ["", "Once", "Twice"];

export function repeatsOf(every: Every, count = 1): Repeats {
  const words: Record<Every, string> = {
    week: "Every week",
    two_weeks: "Every 2 weeks",
    month: "Every month",
    times_a_week: `${TIMES[count] ?? `${count} times`} a week, any day`,
    times_a_month: `${TIMES[count] ?? `${count} times`} a month, any day`,
    once: "Not again",
    other: "As the sentence says",
  };
  return { every, count, words: words[every] };
}

/** The sentence in another rhythm, or with the usual length of a kind. Only what the window is looked at with. */
export function rewritten(text: string, draft: Draft | null, how: Rewrite, own: KindChoice[]): string {
  if (how.how === "kind") {
    if (text.trim() === "") return how.kind === "check_in" ? "Sundays 7:30pm, 15 min" : text;
    const kind = kindsOf(own).kinds.find((it) => it.kind === how.kind);
    const open = ["date", "private", "outside_help"].includes(how.kind);
    return !kind || open || !draft || /\d ?(h|min)/.test(text) ? text : `${text}, ${kind.minutes} min`;
  }
  const length = /, [^,]*(hours?|min)$/.exec(text)?.[0] ?? "";
  const plain = text.slice(0, text.length - length.length).replace(/^every other /i, "");
  switch (how.every) {
    case "two_weeks":
      return `every other ${plain}${length}`;
    case "times_a_week":
    case "times_a_month":
      return `${repeatsOf(how.every, how.count).words}${length}`;
    case "once":
      return `${plain.replace(/days\b/, "day")}${length}`;
    default:
      return `${plain}${length}`;
  }
}

/** Walks, twice a week, of which one has found its day. */
export function walksWanted(): Wanted {
  return { slot: "walks", title: "Walk", words: "One is set, one to go", openings: OPENINGS };
}

/** Keeps kinds of their own. */
export function withKinds<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async saveKind(form: KindForm) {
      const problem = wrongWith(form, this.world.kinds);
      if (problem) throw refused(problem.code, problem.message, problem.hint);
      return this.change(`save_kind ${form.name}`, ["slots", "settings"], (world) => {
        const kind = form.kind ?? `own:${world.kinds.length + 1}`;
        const kept = { kind, name: form.name.trim(), icon: form.icon, minutes: form.minutes, own: true };
        world.kinds = [...world.kinds.filter((it) => it.kind !== kind), kept];
        return [form.kind ? `${kept.name}, changed` : `${kept.name}, a kind of time of your own`, kind];
      });
    }

    async removeKind(kind: string) {
      return this.change(`remove_kind ${kind}`, ["slots", "settings"], (world) => {
        const name = nameOf(kind, world.kinds);
        world.kinds = world.kinds.filter((it) => it.kind !== kind);
        for (const slot of world.slots) if (slot.kind === kind) slot.kind = "date";
        return [`${name} removed. Its dates are plain dates now.`, kind];
      });
    }
  };
}
