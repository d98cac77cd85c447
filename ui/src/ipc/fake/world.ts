/** What the planner in memory knows, and the couples it can be opened with. */
import type {
  CalendarLayer,
  Favourite,
  Half,
  KindChoice,
  Lead,
  Noticed,
  OwnChoices,
  RedLetter,
  Settings,
  Slot,
  Tick,
  Wanted,
} from "../api";
import { whileAway, type KeptPause, type Waiting } from "./away";
import { LAYERS } from "./calendars";
import { TODAY, iso, on, wall } from "./civil";
import { rememberedDays } from "./days";
import { theirFavourites } from "./favourites";
import { smallThings, type SmallThings } from "./gestures";
import { walksWanted } from "./kinds";
import { ideasOfTheirs, type KeptIdea } from "./ideas";
import { plansOfTheirs, type Plans } from "./plan";
import { conversationOf, type Conversation } from "./talk";

/** A standing date, or a single one. */
export interface Kept {
  id: string;
  title: string;
  label: string;
  kind: string;
  every: number;
  day: number;
  until?: number;
  at: number;
  minutes: number;
  leads: Lead[];
  planner: Slot["planner"];
  anchor: string;
  backup?: string;
}

/** What was said of one date, by its key. */
export interface Said {
  status?: string;
  day?: number;
  at?: number;
  minutes?: number;
  title?: string;
}

export interface World {
  /** What it was opened on. */
  scene: Scene;
  /** Days to remember. */
  letters: RedLetter[];
  slots: Kept[];
  said: Record<string, Said>;
  ticks: Tick[];
  /** The library of small things, what is meant to be done of it, what is suggested. */
  small: SmallThings;
  favourites: Favourite[];
  /** Cards about the two that were answered. */
  answered: string[];
  noticed: Noticed[];
  /** What whoever is here set for themselves. */
  choices: Omit<OwnChoices, "half">;
  settings: Omit<Settings, "people" | "sample" | "choices" | "kind_leads" | "kinds">;
  /** What this week still wants. */
  wanted: Wanted[];
  /** Kinds of their own. */
  kinds: KindChoice[];
  /** The leads of the kinds of time that have their own. */
  kindLeads: Record<string, Lead[]>;
  people: Settings["people"] | null;
  waiting: Waiting[];
  pauses: KeptPause[];
  plans: Plans;
  /** Ideas for dates. */
  ideas: KeptIdea[];
  /** The calendars of others. */
  layers: CalendarLayer[];
  /** What they did with the cards. */
  talk: Conversation;
}

/** What the window is opened on: the mock-ups' couple, one with nothing yet, or nobody at all. */
export type Scene =
  "mockups" | "away" | "paused" | "empty" | "first-run" | "life-happened" | "refused" | "wanting";

/** The leads of a date nothing else was said of. */
export const DEFAULTS: Lead[] = [{ days_before: 1, at: "19:00" }, { before_minutes: 90 }];

/** The couple of a scene. */
export function worldOf(scene: Scene): World {
  if (scene === "first-run" || scene === "refused") return bare(scene, false);
  return scene === "empty" ? bare(scene, true) : couple(scene);
}

function bare(scene: Scene, named: boolean): World {
  return {
    scene,
    letters: named ? rememberedDays() : [],
    slots: [],
    said: {},
    ticks: [],
    small: smallThings(),
    favourites: [],
    answered: [],
    noticed: [],
    choices: { ceiling: null, touch: false, log_open: false },
    people: named ? { first: "Noor", second: "Jules" } : null,
    waiting: [],
    pauses: [],
    plans: {},
    ideas: ideasOfTheirs(),
    layers: [],
    talk: conversationOf(false),
    kinds: [],
    wanted: [],
    kindLeads: {},
    settings: {
      here: "first",
      leads: DEFAULTS,
      follow_up: true,
      gesture_nudge: null,
      planner_nudge: true,
      travel_minutes: 15,
      quiet_from: "22:30",
      quiet_to: "07:00",
      discreet: true,
      paused: "",
      appearance: { theme: "light", text_permille: 1000 },
      folder: "~/.local/share/standing-date",
      starts_at_login: false,
      week_starts: "monday",
      clock: "12",
      date_order: "day_month",
      engine: "Reminders come from this window.",
    },
  };
}

function couple(scene: Scene): World {
  const world = bare(scene, true);
  world.plans = plansOfTheirs();
  world.layers = [...LAYERS];
  world.favourites = theirFavourites();
  world.talk = conversationOf(true);
  if (scene === "wanting") world.wanted = [walksWanted()];
  if (scene === "away") world.waiting = whileAway();
  if (scene === "paused") world.pauses = [{ id: "holiday", from: TODAY - 3, to: TODAY + 5 }];
  const thursdays: Kept = {
    id: "thursdays",
    title: "",
    label: "",
    kind: "date",
    every: 1,
    day: on(9, 3),
    at: 19 * 60,
    minutes: 120,
    leads: DEFAULTS,
    planner: "turns_second",
    anchor: "floating",
  };
  const help: Kept = {
    ...thursdays,
    id: "osei",
    title: "Dr Osei",
    kind: "outside_help",
    every: 2,
    day: on(9, 2),
    at: 17 * 60 + 30,
    minutes: 60,
    planner: "unset",
    anchor: "fixed",
  };
  world.slots = [thursdays, help];
  const key = (m: number, d: number) => `thursdays@${wall(on(m, d), 19 * 60)}`;
  world.said = {
    [key(10, 1)]: { status: "kept", title: "Cinema Nord" },
    [key(10, 8)]:
      scene === "life-happened"
        ? {}
        : { ...(scene !== "away" && { status: "kept" }), day: on(10, 10), at: 13 * 60, title: "Lunch, quay" },
    [key(10, 15)]: { title: "Supper at Lupo" },
    [key(10, 22)]: { title: "Quiet evening" },
    [key(10, 29)]: { at: 20 * 60 + 15 },
    [key(11, 5)]: { day: on(11, 6), at: 20 * 60 },
    [key(12, 24)]: { status: "skipped" },
    ...(scene === "life-happened" && { [key(9, 24)]: { status: "kept" } }),
  };
  const tick = (
    m: number,
    d: number,
    by: Half,
    gesture: string,
    title: string,
    at: string,
    note = "",
  ): Tick => ({
    id: `t-${m}-${d}-${by}`,
    gesture,
    title,
    by,
    day: iso(on(m, d)),
    at,
    note,
  });
  world.ticks = [
    tick(9, 28, "first", "coffee", "Bring the coffee up", "7:40 am"),
    tick(9, 29, "second", "bath", "Run the long bath", "8 pm"),
    tick(10, 1, "first", "thanks", "Thank them for one thing, specifically", "9 pm"),
    tick(10, 1, "second", "coffee", "Bring the coffee up", "7:30 am"),
    tick(10, 2, "first", "hands", "Hold hands on the walk to the shop", "5 pm"),
    tick(10, 4, "second", "breakfast", "Breakfast in bed, no occasion", "9:30 am", "Toast counts."),
    tick(10, 6, "first", "coffee", "Bring the coffee up", "7:40 am"),
    tick(10, 6, "second", "call", "Take the call they keep putting off", "11 am"),
    tick(
      10,
      7,
      "second",
      "film",
      "Watch their film without suggesting another",
      "9 pm",
      "Stayed awake for all of it.",
    ),
    tick(10, 9, "first", "bath", "Run the long bath", "8 pm"),
    tick(10, 10, "second", "thanks", "Thank them for one thing, specifically", "6 pm"),
    tick(10, 12, "first", "coffee", "Bring the coffee up", "7:40 am"),
    tick(10, 12, "second", "light", "Fixed the bike light", "6 pm"),
    tick(10, 13, "first", "school-run", "Take the early school run", "8:10 am", "Jules slept till seven."),
  ];
  return world;
}
