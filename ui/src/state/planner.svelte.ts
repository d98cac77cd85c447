/**
 * The planner as this window sees it. One object, made once, holding a class per area.
 *
 * A change is asked for here and answered by the planner; what is shown changes only when the planner has said
 * `changed`.
 */
import { createContext, tick } from "svelte";
import type {
  Api,
  Appearance,
  Done,
  Go,
  Half,
  Here,
  Notice,
  People,
  Problem,
  Section,
  Start,
  Topic,
} from "../ipc/api";
import { SECTIONS } from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import { drawn } from "../shared/layout";
import { Calendar } from "./calendar.svelte";
import { Check } from "./check.svelte";
import { Favourites } from "./favourites.svelte";
import { Gestures } from "./gestures.svelte";
import { Help } from "./help.svelte";
import { IdeaPicker } from "./ideas.svelte";
import { ImportDialog } from "./importing.svelte";
import { InboxSheet } from "./inbox.svelte";
import { MoveSheet } from "./move.svelte";
import { Noticed } from "./noticed.svelte";
import { PauseSheet } from "./pause.svelte";
import { PlanSheet } from "./plan.svelte";
import { RedLetterSheet } from "./redletter.svelte";
import { Resource } from "./resource.svelte";
import { SlotSheet } from "./slot.svelte";
import { Talk } from "./talk.svelte";
import { Wants } from "./wants.svelte";
import { Toasts } from "./toasts.svelte";

export const [getPlanner, setPlanner] = createContext<Planner>();

export class Planner {
  /** Why there is nothing to show at all. */
  refused = $state.raw<Problem>();
  started = $state(false);
  people = $state.raw<People>();
  here = $state<Here>("shared");
  appearance = $state.raw<Appearance>({ theme: "system", text_permille: 1000 });
  notices = $state.raw<Notice[]>([]);
  /** The page shown. */
  section = $state<Section>("today");
  /** The window was closed and no tray answers: keep reminding, or quit? */
  closing = $state(false);
  /** The keys are shown. */
  keysShown = $state(false);
  /** Names are there, the first sentence may follow: the first run is still on screen. */
  welcoming = $state(false);

  /** What was heard while something is being drawn. */
  #waiting: Topic[] | undefined;
  #firsts = 0;

  readonly toasts = new Toasts();
  readonly today;
  readonly settings;
  readonly calendar: Calendar;
  readonly gestures: Gestures;
  readonly favourites: Favourites;
  readonly noticed: Noticed;
  readonly slot: SlotSheet;
  readonly move: MoveSheet;
  readonly wants: Wants;
  readonly inbox: InboxSheet;
  readonly pause: PauseSheet;
  readonly importing: ImportDialog;
  readonly layers;
  readonly redLetter: RedLetterSheet;
  readonly plan: PlanSheet;
  readonly ideas: IdeaPicker;
  readonly talk: Talk;
  readonly check: Check;
  readonly help: Help;

  constructor(readonly api: Api) {
    this.today = new Resource(
      () => api.today(),
      ["slots", "gestures", "talk", "settings", "reminders", "calendars", "clock"],
    );
    this.settings = new Resource(() => api.settings(), ["settings", "reminders", "clock"]);
    this.layers = new Resource(() => api.layers(), ["calendars", "settings", "clock"]);
    this.calendar = new Calendar(this);
    this.gestures = new Gestures(this);
    this.favourites = new Favourites(this);
    this.noticed = new Noticed(this);
    this.slot = new SlotSheet(this);
    this.move = new MoveSheet(this);
    this.wants = new Wants(this);
    this.inbox = new InboxSheet(this);
    this.pause = new PauseSheet(this);
    this.importing = new ImportDialog(this);
    this.redLetter = new RedLetterSheet(this);
    this.plan = new PlanSheet(this);
    this.ideas = new IdeaPicker(this);
    this.talk = new Talk(this);
    this.check = new Check(this);
    this.help = new Help(this);
  }

  /** Listens to the planner. Returns what stops it. */
  listen(): () => void {
    const stops = [
      this.api.changed((topics) => this.#heard(topics)),
      this.api.closeAsked(() => (this.closing = true)),
      this.api.go((where) => this.go(where)),
      this.api.tried((tried) => this.check.heard(tried)),
      this.api.importing((progress) => this.importing.heard(progress)),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** The one call the first view needs. */
  async start(): Promise<void> {
    try {
      this.#take(await this.api.start());
      this.refused = undefined;
    } catch (thrown) {
      this.refused = problemOf(thrown);
    }
    this.started = true;
  }

  /** Goes where a notification or the tray points. A place that is not there yet is not gone to. */
  go({ to, key, moving }: Go): void {
    // What may be lying over the page gives way; what is being typed does not.
    this.inbox.close();
    this.pause.close();
    this.help.close();
    if (to === "inbox") {
      this.section = "today";
      void this.inbox.open();
      return;
    }
    if (to === "pause") {
      // The tray has the short ones itself: whoever comes from there has days in mind.
      this.section = "today";
      void this.pause.open("range");
      return;
    }
    if (to === "import") {
      // Before there are names there is nobody whose time it could be.
      if (this.people) void this.importing.openChosen();
      return;
    }
    if (to === "plan" && key) {
      this.section = "calendar";
      void this.attempt(() => this.#showDate(key, false));
      // A plan that is being written stays.
      if (!this.plan.plan) void this.plan.open(key);
      return;
    }
    const section = SECTIONS.find((it) => it === to);
    if (!section) return;
    this.section = section;
    if (section === "calendar" && key) void this.attempt(() => this.#showDate(key, moving));
  }

  /** Shows a day in the calendar, `2026-10-15`. */
  showDay(date: string): void {
    this.section = "calendar";
    void this.calendar.showDate(date);
  }

  /**
   * Asks for a change, says what was done and offers to take it back. A failure says so and stays, with the same
   * change to try again where that may help. Answers what was done, or nothing.
   */
  async change(ask: () => Promise<Done>): Promise<Done | undefined> {
    try {
      const done = await ask();
      this.toasts.say(done.said, () => void this.undo());
      return done;
    } catch (thrown) {
      this.#failed(thrown, () => void this.change(ask));
      return undefined;
    }
  }

  /** Asks for something that needs no toast when it works. */
  async attempt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (thrown) {
      this.#failed(thrown, () => void this.attempt(ask));
      return undefined;
    }
  }

  async undo(): Promise<void> {
    await this.#step(() => this.api.undo());
  }

  async redo(): Promise<void> {
    await this.#step(() => this.api.redo());
  }

  /** What somebody goes by. */
  nameOf(half: Half): string {
    return this.people?.[half] ?? "";
  }

  /** Shows one date in the calendar. To be moved it is asked for its new time, and its day has the focus afterwards. */
  async #showDate(key: string, moving: boolean): Promise<void> {
    const { item, actions } = await this.calendar.showOccurrence(key);
    if (!moving || !actions.includes("move")) return;
    this.calendar.panelTurn += 1;
    await tick();
    this.move.open(item);
  }

  async answerClose(keep: boolean): Promise<void> {
    this.closing = false;
    await this.attempt(() => this.api.closeChoice(keep));
  }

  async #step(ask: () => Promise<Done>): Promise<void> {
    try {
      this.toasts.say((await ask()).said);
    } catch (thrown) {
      this.#failed(thrown);
    }
  }

  #failed(thrown: unknown, again?: () => void): void {
    const problem = problemOf(thrown);
    const answer = answerTo(problem);
    if (problem.code === "nothing_to_undo") this.toasts.say(problem.message);
    else this.toasts.fail(problem, answer.again ? again : undefined);
  }

  #take(start: Start): void {
    this.people = start.people ?? undefined;
    this.here = start.here;
    this.appearance = start.appearance;
    this.notices = start.notices;
    if (start.today) this.today.fill(start.today);
  }

  /** Loads the shell again. If that fails, what stands stays: whoever is typing must not lose the page. */
  async #refresh(): Promise<void> {
    const start = await this.api.start().catch(() => undefined);
    if (start) this.#take(start);
  }

  /** Asks again what there is to notice. A question that fails leaves what stands. */
  async #notice(): Promise<void> {
    this.notices = await this.api.notices().catch(() => this.notices);
  }

  /**
   * Lets what somebody did be drawn before anything is loaded again for it. `made` shows by itself what the planner
   * answered; what is heard meanwhile is heard after it.
   */
  async first<T>(made: () => Promise<T>): Promise<T> {
    this.#waiting ??= [];
    const mine = ++this.#firsts;
    try {
      return await made();
    } finally {
      await drawn();
      if (mine === this.#firsts) {
        const topics = this.#waiting ?? [];
        this.#waiting = undefined;
        if (topics.length > 0) this.#heard(topics);
      }
    }
  }

  #heard(topics: Topic[]): void {
    if (this.#waiting) {
      this.#waiting.push(...topics);
      return;
    }
    for (const it of [
      this.today,
      this.settings,
      this.layers,
      this.calendar,
      this.gestures,
      this.favourites,
      this.noticed,
      this.slot,
      this.wants,
      this.inbox,
      this.pause,
      this.redLetter,
      this.check.page,
      this.plan,
      this.talk,
      this.ideas,
    ])
      void it.heard(topics);
    // Names and the look hang on the shell, which is loaded as one, its notices with it.
    if (topics.includes("settings")) void this.#refresh();
    else if (topics.includes("reminders")) void this.#notice();
  }
}
