/** A dozen small things and two notes, for the planner in memory. */
import type { Evidence, Gesture, Half } from "../api";

/** What is known of a gesture before anybody did it. */
export type KnownGesture = Omit<Gesture, "done" | "ticks" | "last" | "intention" | "evidence"> & {
  /** The id of its note, or empty. */
  evidence: string;
};

export const EVIDENCE: Record<string, Evidence> = {
  E5: {
    id: "E5",
    says: "In couples’ daily diaries, a day with gratitude went before a day on which both felt closer.",
    level: "A diary study",
    source: "Algoe and others, 2010",
  },
};

interface Written {
  id: string;
  title: string;
  detail: string;
  minutes: number;
  effort?: number;
  cost?: string;
  kind?: string;
  place?: string;
  together?: boolean;
  why?: string;
  cue?: string;
  evidence?: string;
}

const WRITTEN: Written[] = [
  {
    id: "noodles",
    title: "Make the ginger noodles",
    detail: "About £6",
    minutes: 40,
    effort: 2,
    cost: "small",
    kind: "gift",
    place: "home",
    why: "On Jules’s list of favourites.",
  },
  {
    id: "breakfast",
    title: "Breakfast in bed, no occasion",
    detail: "Toast counts",
    minutes: 25,
    effort: 2,
    cost: "small",
    kind: "gift",
    place: "home",
  },
  {
    id: "film",
    title: "Watch Jules’s film without suggesting another",
    detail: "“Paris, Texas” is at the top of the list",
    minutes: 120,
    place: "home",
  },
  {
    id: "call",
    title: "Take the call with the landlord",
    detail: "The one Jules keeps putting off",
    minutes: 20,
    effort: 2,
    kind: "help",
  },
  {
    id: "hands",
    title: "Hold hands on the walk to the shop",
    detail: "That’s all it is",
    minutes: 10,
    kind: "time",
    place: "out",
    together: true,
  },
  {
    id: "bath",
    title: "Run the long bath",
    detail: "Door shut, phone elsewhere, you do bedtime",
    minutes: 40,
    effort: 2,
    kind: "help",
    place: "home",
  },
  {
    id: "school-run",
    title: "Take the early school run",
    detail: "Without being asked twice",
    minutes: 35,
    effort: 2,
    kind: "help",
    place: "out",
  },
  {
    id: "coffee",
    title: "Bring the coffee up",
    detail: "The way they take it",
    minutes: 10,
    kind: "help",
    place: "home",
    cue: "When I put the kettle on, I take one up.",
  },
  {
    id: "thanks",
    title: "Thank them for one thing, specifically",
    detail: "“The bike light, before I asked.”",
    minutes: 5,
    kind: "words",
    evidence: "E5",
  },
  {
    id: "phones",
    title: "An evening with the phones in the drawer",
    detail: "Both of them",
    minutes: 120,
    effort: 2,
    place: "home",
    together: true,
  },
  {
    id: "letter",
    title: "Write three lines and leave them somewhere",
    detail: "A pocket, a book, a lunchbox",
    minutes: 15,
    kind: "words",
  },
  {
    id: "friends",
    title: "Have their friends round, and cook",
    detail: "You do the shopping too",
    minutes: 240,
    effort: 3,
    cost: "some",
    place: "home",
  },
];

const COST_SAYS: Record<string, string> = { free: "Free", small: "A little", some: "A meal out" };
const JULES: Half = "second";

export const LIBRARY: KnownGesture[] = WRITTEN.map((it) => ({
  effort: 1,
  cost: "free",
  kind: "time",
  place: "anywhere",
  together: false,
  why: "",
  cue: "",
  evidence: "",
  length: it.minutes >= 120 ? `${it.minutes / 60} h` : `${it.minutes} min`,
  cost_says: COST_SAYS[it.cost ?? "free"]!,
  for_half: it.together ? null : JULES,
  own: false,
  edited: false,
  state: "offered",
  surprise: false,
  ...it,
}));
