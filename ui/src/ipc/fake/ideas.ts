/** Ideas for dates of the planner in memory: those of the design, who wants which, and whatever is added. */
import type {
  Evidence,
  Half,
  Halves,
  Idea,
  IdeaFilter,
  IdeaForm,
  IdeaForPlan,
  Ideas,
  IdeaPreparation,
} from "../api";
import { TODAY, hours, longDay, parseIso, wall } from "./civil";
import { find } from "./dates";
import { refused, type Base } from "./remembering";
import type { Kept, World } from "./world";

/** An idea as it is kept; who wants it stands beside. */
export type KeptIdea = Omit<Idea, "wished" | "wished_says" | "says"> & {
  wished: Halves;
  since: string;
  preparations: IdeaPreparation[];
};

const NOVELTY: Evidence = {
  id: "E1",
  says: "Couples who go out together more often say more often that they are very happy. Which comes first, nobody knows.",
  level: "A survey",
  source: "The date night opportunity, 2023",
};

const NEITHER = { first: false, second: false };
const COSTS = ["free", "small", "some"];
const NINE = "09:00";

/** What there is to choose from. */
export function ideasOfTheirs(): KeptIdea[] {
  const prepare = (words: string, lead: IdeaPreparation["lead"]) => ({ words, lead });
  return [
    idea(
      "lunch-out",
      "Lunch out",
      "The quay again, or somewhere with a short menu",
      60,
      "some",
      "about £25",
      {
        novelty: "food",
        evidence: NOVELTY,
        preparations: [
          prepare("Book the table", { days_before: 2, at: NINE }),
          prepare("Phones on silent, in a bag", { before_minutes: 15 }),
        ],
      },
    ),
    idea("the-park", "The park", "A bench each way round the pond, no errands", 60, "free", "", {
      novelty: "outdoors",
      evidence: NOVELTY,
      preparations: [prepare("Look at the forecast", { days_before: 1, at: "19:00" })],
    }),
    idea("coffee-walk", "A coffee walk", "Cups in hand, whichever way is sunny", 45, "small", "about £8", {
      novelty: "coffee",
    }),
    idea("soup", "Soup and the crossword", "At home. One pen, taking turns.", 50, "small", "about £6", {
      place: "home",
      novelty: "home",
      last: "Last in August",
    }),
    idea("museum", "One room of a museum", "And then out again", 120, "some", "about £20", {
      novelty: "culture",
      energy: 2,
    }),
    idea("slow-supper", "A slow supper out", "", 120, "some", "about £40", {
      novelty: "food",
      wished: { first: false, second: true },
      own: true,
    }),
    idea("glasshouse", "The glasshouse at the botanic garden", "", 60, "small", "£12", {
      novelty: "outdoors",
      wished: { first: true, second: true },
      since: "May",
      own: true,
    }),
    idea("records", "Second-hand records, one each", "", 60, "small", "to £20", {
      novelty: "music",
      wished: { first: true, second: false },
      own: true,
    }),
    idea("dog", "Feed the ferryman’s dog", "", 40, "free", "", {
      novelty: "",
      wished: { first: false, second: true },
      own: true,
    }),
  ];
}

function idea(
  id: string,
  title: string,
  detail: string,
  minutes: number,
  cost: string,
  price: string,
  more: Partial<KeptIdea> = {},
): KeptIdea {
  return {
    id,
    title,
    detail,
    minutes,
    cost,
    price,
    place: "out",
    energy: 1,
    season: "any",
    novelty: "",
    prepare: [],
    last: "",
    own: false,
    changed: false,
    state: "offered",
    evidence: null,
    wished: NEITHER,
    since: "",
    preparations: [],
    ...more,
  };
}

const lengthOf = (minutes: number) => (minutes === 120 ? "Two hours" : `${minutes} min`);
const priceOf = ({ cost, price }: { cost: string; price: string }) =>
  price || (cost === "free" ? "free" : "a little money");

function shown(all: KeptIdea): Idea {
  const { since, preparations, ...kept } = all;
  const { first, second } = kept.wished;
  const whose = first && second ? `You both wanted this${since && `, since ${since}`}` : "";
  return {
    ...kept,
    prepare: preparations.map(({ words }) => words),
    says: `${lengthOf(kept.minutes)}, ${priceOf(kept)}`,
    wished_says: whose || (first ? "Noor’s" : second ? "Jules’s" : ""),
  };
}

function suits(it: KeptIdea, { place, cost, energy, words, hidden }: IdeaFilter, minutes: number | null) {
  const said = `${it.title} ${it.detail}`.toLowerCase();
  return (
    (it.state === "hidden") === (hidden ?? false) &&
    (!minutes || it.minutes <= minutes) &&
    (!place || it.place === place) &&
    (!cost || COSTS.indexOf(it.cost) <= COSTS.indexOf(cost)) &&
    (!energy || it.energy <= energy) &&
    said.includes((words ?? "").toLowerCase())
  );
}

/** The idea a date grew from, as its sheet shows it. */
export function chosenOf(world: World, id: string | null) {
  const kept = world.ideas.find((it) => it.id === id);
  if (!kept) return null;
  const wanted = kept.wished.first || kept.wished.second;
  return {
    id: kept.id,
    title: kept.title,
    says: `${lengthOf(kept.minutes)}, ${priceOf(kept)}.${wanted ? " From our wish list." : ""}`,
    place: kept.place,
    novelty: kept.novelty,
    prepare: kept.preparations.map(({ words }) => words),
  };
}

/** Answers what is asked of ideas, and keeps them. */
export function withIdeas<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async ideas(filter: IdeaFilter): Promise<Ideas> {
      this.note(`ideas ${JSON.stringify(filter)}`);
      // A day alone means the first hour that is open on it.
      const start = filter.opening?.includes("T")
        ? filter.opening
        : filter.opening && `${filter.opening}T13:00`;
      const opening = start ? { start, minutes: filter.opening_minutes || 60 } : null;
      const asked = filter.minutes ?? (opening ? Math.min(opening.minutes, 60) : filter.key ? 0 : 60);
      const minutes = asked || null;
      const all = this.world.ideas.filter((it) => suits(it, filter, minutes));
      const wanted = ({ wished }: KeptIdea) => wished.first || wished.second;
      const wishes = all.filter(wanted);
      return {
        heading: headingOf(this.world, filter.key ?? "", opening),
        says: minutes === 60 ? "An hour, not far" : minutes ? "Half an hour" : "An evening, somewhere",
        filter: {
          minutes,
          place: filter.place ?? null,
          cost: filter.cost ?? null,
          energy: filter.energy ?? null,
        },
        fits: all.filter((it) => !wanted(it)).map(shown),
        wishes: wishes.map(shown),
        wishes_says:
          wishes.length > 0 ? `${wishes.length} of 7 fit ${minutes === 60 ? "an hour" : ""}`.trim() : "",
        opening,
      };
    }

    async ideaForPlan(key: string, id: string): Promise<IdeaForPlan> {
      this.note(`idea_for_plan ${key} ${id}`);
      this.refuseIfAsked();
      const chosen = chosenOf(this.world, id);
      if (!chosen) throw refused("not_found", "That idea is not there any more.");
      const { preparations } = keptIn(this.world, id);
      return { chosen, title: chosen.title, preparations };
    }

    async planOpening(start: string, minutes: number, id: string) {
      return this.change(`plan_opening ${start} ${minutes} ${id}`, ["slots", "ideas"], (world) => {
        const { title, preparations } = keptIn(world, id);
        const [day, at] = [
          parseIso(start.slice(0, 10)),
          Number(start.slice(11, 13)) * 60 + Number(start.slice(14)),
        ];
        const slot = this.fresh("slot");
        const key = `${slot}@${wall(day, at)}`;
        world.slots.push(single(slot, day, at, minutes));
        world.said[key] = { title };
        world.plans[key] = {
          place: "",
          note: "",
          budget: "",
          idea: title,
          idea_id: id,
          surprise: null,
          parts: [],
          preparations: preparations.map((it, n) => ({
            ...it,
            id: `${slot}-${n}`,
            remark: "",
            done_by: null,
          })),
        };
        return [`${title}, on ${longDay(day)}`, key];
      });
    }

    async saveIdea(form: IdeaForm) {
      return this.change(`save_idea ${form.title}`, ["ideas"], (world) => {
        if (!form.title?.trim()) throw refused("invalid", "What is it called?");
        const { id: known, wish, prepare = [], ...given } = form;
        const id = known ?? this.fresh("idea");
        const before = world.ideas.find((it) => it.id === id);
        const wished = before?.wished ?? { first: wish === "first", second: wish === "second" };
        const made = {
          ...idea(id, given.title ?? "", "", 60, "free", "", { own: true }),
          ...before,
          ...given,
          prepare,
          preparations: prepare.map((words) => ({ words, lead: null })),
          wished,
        };
        world.ideas = before ? world.ideas.map((it) => (it === before ? made : it)) : [...world.ideas, made];
        return [`${made.title}, added`, id];
      });
    }

    async setIdeaState(id: string, state: string) {
      return this.change(`set_idea_state ${id} ${state}`, ["ideas"], (world) => {
        const it = keptIn(world, id);
        it.state = state;
        return [`${it.title}, ${state === "hidden" ? "hidden" : "offered again"}`, id];
      });
    }

    async removeIdea(id: string) {
      return this.change(`remove_idea ${id}`, ["ideas"], (world) => {
        const { title } = keptIn(world, id);
        world.ideas = world.ideas.filter((it) => it.id !== id);
        return [`${title}, removed`, id];
      });
    }

    async wish(id: string, by: Half) {
      return this.change(`wish ${id} ${by}`, ["ideas"], (world) => wanting(world, id, by, true));
    }

    async unwish(id: string, by: Half) {
      return this.change(`unwish ${id} ${by}`, ["ideas"], (world) => wanting(world, id, by, false));
    }
  };
}

function keptIn(world: World, id: string): KeptIdea {
  const found = world.ideas.find((it) => it.id === id);
  if (!found) throw refused("not_found", "That idea is not there any more.");
  return found;
}

/** Whether one of them wants it: what is said of that. */
function wanting(world: World, id: string, by: Half, on: boolean): [string, string] {
  const it = keptIn(world, id);
  it.wished = { ...it.wished, [by]: on };
  return [`${it.title}, ${on ? "wished for" : "off the wish list"}`, id];
}

function headingOf(world: World, key: string, opening: Ideas["opening"]): string {
  if (key) {
    const { item, day } = find(world, key);
    return `An idea for ${longDay(day)}, ${item.hours}`;
  }
  if (!opening) return "Ideas";
  const at = Number(opening.start.slice(11, 13)) * 60 + Number(opening.start.slice(14));
  return `An idea for ${longDay(parseIso(opening.start.slice(0, 10)))}, ${hours(at, opening.minutes)}`;
}

/** A single date. */
function single(id: string, day: number, at: number, minutes: number): Kept {
  return {
    id,
    title: "",
    label: "",
    kind: "date",
    every: 0,
    day: Math.max(day, TODAY),
    at,
    minutes,
    leads: [],
    planner: "unset",
    anchor: "floating",
  };
}
