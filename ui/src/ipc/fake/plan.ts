/** The plan of a date in the planner in memory: Thursday 15 October, as the design has it, and whatever is typed. */
import type {
  ChosenIdea,
  DatePlan,
  DatePlanForm,
  Half,
  Here,
  Item,
  Lead,
  LeadChoice,
  PlanGlance,
  Preset,
} from "../api";
import { TODAY, away, longDay } from "./civil";
import { find } from "./dates";
import { chosenOf } from "./ideas";
import type { Base } from "./remembering";
import { startersFor } from "./talk";

export type KeptPlan = Omit<DatePlanForm, "key" | "title" | "surprise"> & { surprise: Half | null };

/** Plans by the key of their date. */
export type Plans = Record<string, KeptPlan>;

const NINE = "09:00";
const LEADS: LeadChoice[] = [
  { lead: { before_minutes: 90 }, words: "90 min before" },
  { lead: { days_before: 1, at: NINE }, words: "Day before, 9 am" },
  { lead: { days_before: 2, at: NINE }, words: "2 days before, 9 am" },
  { lead: { days_before: 7, at: NINE }, words: "7 days before, 9 am" },
];
const PRESETS: Preset[] = [
  { words: "A sitter", lead: { days_before: 7, at: NINE } },
  { words: "A table", lead: { days_before: 2, at: NINE } },
  { words: "Candles", lead: { before_minutes: 90 } },
];

export function plansOfTheirs(): Plans {
  return {
    "thursdays@2026-10-15T19:00": {
      place: "Lupo, 14 Tollgate Street, the table by the window",
      note: "Then the long way home by the canal.",
      budget: "£70",
      idea: "A slow supper out",
      idea_id: "slow-supper",
      surprise: null,
      parts: [
        { id: "part-1", who: "second", words: "books, and finds the way home" },
        { id: "part-2", who: "first", words: "sees to bedtime, and Ana’s key" },
        { id: "part-3", who: "both", words: "leave phones in the hall drawer" },
      ],
      preparations: [
        preparation("ana", "Ana, from 6:30", null, "second", "Jules asked on Sunday. She can come."),
        preparation("table", "Table at Lupo, for two at 7:15", { days_before: 1, at: NINE }),
        preparation("candles", "Candles for after", { before_minutes: 90 }),
      ],
    },
  };
}

function preparation(id: string, words: string, lead: Lead | null, done_by: Half | null = null, remark = "") {
  return { id, words, remark, lead, done_by };
}

const NOTHING: KeptPlan = {
  place: "",
  note: "",
  budget: "",
  idea: "",
  idea_id: null,
  surprise: null,
  parts: [],
  preparations: [],
};

const NAMES: Record<Half, string> = { first: "Noor", second: "Jules" };

/** Who keeps it from whoever is here. */
function keeperOf(kept: KeptPlan, here: Here): Half | null {
  return kept.surprise && kept.surprise !== here ? kept.surprise : null;
}

function reminds(lead: Lead | null, done_by: Half | null): string {
  if (done_by) return lead ? `${NAMES[done_by]} did it` : "No reminder needed";
  if (!lead) return "No reminder";
  return lead.before_minutes === undefined ? "Reminds tomorrow at 9 am" : "Reminds on Thursday at 5:30 pm";
}

const hiddenBy = (keeper: Half | null) =>
  keeper ? `${NAMES[keeper]} keeps it a surprise until Thursday.` : "";

function preparationsOf(kept: KeptPlan) {
  return kept.preparations.map((it, n) => ({
    ...it,
    id: it.id ?? `prep-${n}`,
    reminder: reminds(it.lead, it.done_by),
  }));
}

const partsOf = (kept: KeptPlan, keeper: Half | null) =>
  kept.parts
    .filter(({ who }) => !keeper || who !== keeper)
    .map((part, n) => ({ ...part, id: part.id ?? `part-${n}` }));

export function glance(plans: Plans, item: Item, here: Here): PlanGlance {
  const kept = plans[item.key] ?? NOTHING;
  const keeper = keeperOf(kept, here);
  return {
    place: keeper ? "" : kept.place,
    note: keeper ? "" : kept.note,
    parts: partsOf(kept, keeper),
    preparations: keeper ? [] : preparationsOf(kept),
    surprise: hiddenBy(keeper),
    before: `Before ${item.at}`,
    starters: [],
  };
}

export function datePlanOf(
  plans: Plans,
  item: Item,
  own: string,
  heading: string,
  away: string,
  here: Here,
  chosen: (id: string | null) => ChosenIdea | null,
): DatePlan {
  const kept = plans[item.key] ?? NOTHING;
  const keeper = keeperOf(kept, here);
  const seen = keeper ? NOTHING : kept;
  const from: Half = item.planner_half === "first" ? "second" : "first";
  const offered = here !== from;
  return {
    key: item.key,
    heading,
    away,
    title: keeper ? "" : own,
    goes_by: "",
    place: seen.place,
    note: seen.note,
    budget: seen.budget,
    idea: seen.idea,
    chosen: chosen(seen.idea_id),
    starters: [],
    surprise: {
      on: kept.surprise !== null,
      may: here === item.planner_half,
      from: offered ? NAMES[from] : "",
      words: offered ? `Keep it a surprise from ${NAMES[from]} until Thursday` : "",
      text:
        here === "shared"
          ? "Say who is here to keep it from the other."
          : `Until then ${NAMES[from]}’s pages show the day, the hour and ${NAMES[from]}’s own part. It is kept out of sight, not locked.`,
      half: from,
    },
    parts: partsOf(kept, keeper),
    preparations: keeper ? [] : preparationsOf(kept),
    presets: PRESETS,
    more: [
      { name: "To see to", presets: [{ words: "Look at the forecast", lead: { days_before: 1, at: NINE } }] },
      {
        name: "For the mood",
        presets: [{ words: "A playlist of an hour", lead: { days_before: 1, at: NINE } }],
      },
    ],
    leads: LEADS,
    hidden: hiddenBy(keeper),
    foot: "Only this Thursday. The others stay as they are.",
  };
}

export function saved(form: DatePlanForm, here: Here): KeptPlan {
  const { place, note, budget, idea, idea_id, parts, preparations } = form;
  return {
    place,
    note,
    budget,
    idea,
    idea_id,
    parts: parts.filter(({ words }) => words.trim()),
    preparations: preparations.filter(({ words }) => words.trim()),
    surprise: form.surprise && here !== "shared" ? here : null,
  };
}

/** Ticks one off, or takes that back; answers what it is called. */
export function ticked(plans: Plans, id: string, by: Half | null): string {
  for (const kept of Object.values(plans))
    for (const it of kept.preparations)
      if (it.id === id) {
        it.done_by = by;
        return it.words;
      }
  return "";
}

/** Answers what is asked of plans, and keeps them. */
export function withPlans<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async datePlan(key: string) {
      this.note(`date_plan ${key}`);
      const { item, day } = find(this.world, key);
      const own = this.world.said[key]?.title ?? "";
      const heading = `${longDay(day)}, ${item.hours}`;
      const { plans, settings } = this.world;
      const chosen = (id: string | null) => chosenOf(this.world, id);
      const plan = datePlanOf(plans, item, own, heading, away(TODAY, day), settings.here, chosen);
      return { ...plan, starters: startersFor(this.world, key) };
    }

    async saveDatePlan(form: DatePlanForm) {
      return this.change(`save_date_plan ${form.key}`, ["slots"], (world) => {
        world.said[form.key] = { ...world.said[form.key], title: form.title };
        world.plans[form.key] = saved(form, world.settings.here);
        return ["The plan for Thursday 15 October, saved", form.key];
      });
    }

    async tickPreparation(id: string, by: Half) {
      return this.change(`tick_preparation ${id} ${by}`, ["slots"], (world) => [
        `${ticked(world.plans, id, by)}, ready`,
        id,
      ]);
    }

    async untickPreparation(id: string) {
      return this.change(`untick_preparation ${id}`, ["slots"], (world) => [
        `${ticked(world.plans, id, null)}, to do again`,
        id,
      ]);
    }
  };
}
