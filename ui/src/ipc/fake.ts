/**
 * A planner in memory: Noor and Jules on Tuesday 13 October 2026, 14:36. For tests, and for looking at the window in
 * a browser. It is not part of a build. What it answers lies in `fake/`, one file for each area.
 */
import type { Api, Notice, Start } from "./api";
import { withReminders } from "./fake/away";
import { withCalendars } from "./fake/calendars";
import { withCheck } from "./fake/check";
import { withRedLetters } from "./fake/days";
import { withEditor } from "./fake/editor";
import { withFavourites } from "./fake/favourites";
import { withGestures } from "./fake/gestures";
import { withHelp } from "./fake/help";
import { withIdeas } from "./fake/ideas";
import { withKinds } from "./fake/kinds";
import { withMoves } from "./fake/moves";
import { withOpenings } from "./fake/openings";
import { withPlans } from "./fake/plan";
import { Remembering, refused } from "./fake/remembering";
import { withSettings } from "./fake/settings";
import { withTalk } from "./fake/talk";
import { withViews } from "./fake/views";
import { worldOf, type Scene } from "./fake/world";

export type { Scene };

// One area on the other; the order says nothing.
const Looking = withRedLetters(withViews(Remembering));
const Planning = withIdeas(withKinds(withOpenings(withPlans(withMoves(withEditor(Looking))))));
const Doing = withTalk(withHelp(withFavourites(withGestures(Planning))));
const Areas = withSettings(withCheck(withReminders(withCalendars(Doing))));

export class FakePlanner extends Areas implements Api {
  #closeAsked = new Set<() => void>();
  /** What there is to notice about this run. */
  #notices: Notice[] = [];

  constructor(scene: Scene = "mockups") {
    super(worldOf(scene));
  }

  closeAsked(heard: () => void) {
    this.#closeAsked.add(heard);
    return () => void this.#closeAsked.delete(heard);
  }

  /** As if the window had been closed where no tray answers. */
  askToClose() {
    this.#closeAsked.forEach((heard) => heard());
  }

  /** As if the desktop's notifications had stopped answering, or answered again. */
  trouble(on: boolean) {
    this.#notices = on ? [TROUBLE] : [];
    this.tell(["reminders"]);
  }

  async start(): Promise<Start> {
    this.note("start");
    if (this.world.scene === "refused") {
      throw refused(
        "wrong_key",
        "The key beside the planner belongs to another planner.",
        "Put the right planner.key back, then try again. Nothing was changed.",
      );
    }
    return {
      people: this.world.people,
      here: this.world.settings.here,
      appearance: this.world.settings.appearance,
      today: this.world.people ? await this.today() : null,
      notices: this.#notices,
    };
  }

  async ready(stage: "mounted" | "painted") {
    this.note(`ready ${stage}`);
  }

  async notices() {
    this.note("notices");
    return this.#notices;
  }

  async closeChoice(keep: boolean) {
    this.note(`close_choice ${keep}`);
  }
}

/** `?fake=empty&dark&shared&size=1250` */
export function fakeFromAddress(search: string): FakePlanner {
  const query = new URLSearchParams(search);
  const planner = new FakePlanner((query.get("fake") || "mockups") as Scene);
  planner.dress(query.has("dark"), query.has("shared"), Number(query.get("size") ?? 1000));
  if (query.has("trouble")) planner.trouble(true);
  return planner;
}

const TROUBLE: Notice = {
  code: "reminders_trouble",
  text: "The desktop’s notifications have stopped answering. Reminders come as soon as they do.",
};
