/** Small things: which are shown, ticking them and the one line that may follow, and the year of them. */
import type {
  Done,
  Gesture,
  GestureDayDetail,
  GestureFilter,
  GestureForm,
  GestureYear,
  Gestures as Page,
  Half,
  Problem,
  Tick,
  Topic,
} from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

/** The open line under a tick. */
export interface OpenNote {
  gesture: string;
  tick: string;
  by: Half;
  /** The day it counts for, said; empty is today. */
  day: string;
}

/** What lies over the page: a form, a plan, or where something comes from. */
export type Over =
  { what: "form"; of?: Gesture } | { what: "intention"; of: Gesture } | { what: "evidence"; of: Gesture };

/** Nothing is left out. */
export const EVERYTHING: GestureFilter = {};

/** Long enough to skip an answer between two quick keystrokes, short enough to feel like none. */
const PAUSE_MS = 80;

export class Gestures {
  readonly page: Resource<Page>;
  readonly year: Resource<GestureYear>;
  filter = $state.raw<GestureFilter>(EVERYTHING);
  note = $state.raw<OpenNote>();
  /** What is being written. It stays when saving fails. */
  line = $state("");
  /** The one that “Pick one” picked, open in the list. */
  picked = $state<string>();
  /** The day of the year that is open. */
  day = $state.raw<GestureDayDetail>();
  asTable = $state(false);
  over = $state.raw<Over>();
  /** Why what lies over the page could not be kept. */
  problem = $state.raw<Problem>();
  saving = $state(false);
  /** Said to whoever cannot see the list. */
  announced = $state("");
  #year: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    const topics: Topic[] = ["gestures", "settings", "clock"];
    this.page = new Resource(async () => this.#keepRows(await planner.api.gestures(this.filter)), topics);
    this.year = new Resource(() => planner.api.gestureYear(this.#year), topics);
  }

  heard(topics: readonly Topic[]): void {
    this.page.heard(topics);
    this.year.heard(topics);
    if (this.day && topics.includes("gestures")) void this.openDay(this.day.date);
  }

  // ── Which are shown ──────────────────────────────

  /** Shows what fits, at once; words are waited for until the typing rests. */
  async show(change: GestureFilter, rest = false): Promise<void> {
    this.filter = { ...this.filter, ...change };
    this.picked = undefined;
    clearTimeout(this.#timer);
    if (rest) this.#timer = setTimeout(() => void this.page.reload(), PAUSE_MS);
    else await this.page.reload();
  }

  async showEverything(): Promise<void> {
    this.filter = EVERYTHING;
    await this.show({});
  }

  /** Whether anything is left out by a chip or by words. */
  get narrowed(): boolean {
    return Object.entries(this.filter).some(([part, value]) => part !== "put_away" && Boolean(value));
  }

  /** Opens one of those that fit. Answers it, or nothing where nothing does. */
  async pick(): Promise<Gesture | undefined> {
    const picked = await this.#planner.attempt(() =>
      this.#planner.api.pickGesture(this.filter, this.picked ?? null),
    );
    if (!picked) return undefined;
    await this.keepNote();
    this.picked = picked.id;
    return picked;
  }

  // ── Ticks ────────────────────────────────────────

  /** Fills somebody's half, or empties it again. The mark first: all else that follows waits until it is drawn. */
  async toggle(gesture: Gesture, by: Half): Promise<void> {
    const { api, toasts } = this.#planner;
    const made = gesture.ticks.findLast((tick) => tick.by === by);
    const ask = () => (made ? api.untick(made.id) : api.tick(gesture.id, by, null, null));
    const done = await this.#planner.first(async () => {
      const done = await this.#planner.attempt(ask);
      if (!done) return undefined;
      const { id, title } = gesture;
      const tick = { id: done.id, gesture: id, title, by, day: "", at: "", note: "" };
      this.#show(id, (ticks) => [
        ...ticks.filter((it) => it.id !== (made?.id ?? done.id)),
        ...(made ? [] : [tick]),
      ]);
      return done;
    });
    if (!done) return;
    toasts.say(done.said, () => void this.#planner.undo());
    if (!made) this.#open({ gesture: gesture.id, tick: done.id, by, day: "" }, "");
    else if (this.note?.tick === made.id) this.note = undefined;
  }

  /** Opens the line of what somebody ticked last. */
  openNote(gesture: Gesture, by: Half | undefined): void {
    const tick = gesture.ticks.findLast((it) => by === undefined || it.by === by);
    if (tick) this.#open({ gesture: gesture.id, tick: tick.id, by: tick.by, day: "" }, tick.note);
  }

  /** Keeps the line. An empty one closes the row and changes nothing. */
  async keepNote(): Promise<void> {
    const note = this.note;
    if (!note) return;
    const line = this.line.trim();
    if (line !== "" && !(await this.#planner.change(() => this.#planner.api.noteTick(note.tick, line))))
      return;
    this.note = undefined;
  }

  async undoNote(): Promise<void> {
    const note = this.note;
    if (note && (await this.takeBack(note.tick))) this.note = undefined;
  }

  /** It was on another day. */
  async dateNote(day: string, said: string): Promise<void> {
    const note = this.note;
    if (!note) return;
    if (await this.#planner.change(() => this.#planner.api.dateTick(note.tick, day)))
      this.note = { ...note, day: said };
  }

  async takeBack(tick: string): Promise<boolean> {
    return (await this.#planner.change(() => this.#planner.api.untick(tick))) !== undefined;
  }

  // ── The year ─────────────────────────────────────

  async showYear(year: number): Promise<void> {
    this.#year = year;
    this.day = undefined;
    await this.year.reload();
  }

  async openDay(date: string): Promise<void> {
    this.day = await this.#planner.attempt(() => this.#planner.api.gestureDay(date));
  }

  // ── What lies over the page ──────────────────────

  open(over: Over): void {
    this.problem = undefined;
    this.saving = false;
    this.over = over;
  }

  close(): void {
    this.over = undefined;
  }

  /** Whether keeping it again may help. */
  get mayTryAgain(): boolean {
    return this.problem !== undefined && answerTo(this.problem).again;
  }

  /** Keeps one of their own, or one of the library in their words. */
  async save(form: GestureForm): Promise<void> {
    await this.#keep(() => this.#planner.api.saveGesture(form));
  }

  async plan(gesture: string, by: Half, cue: string, rhythm: string): Promise<void> {
    await this.#keep(() => this.#planner.api.setIntention(gesture, cue, rhythm, by));
  }

  async unplan(gesture: string, by: Half): Promise<void> {
    await this.#keep(() => this.#planner.api.clearIntention(gesture, by));
  }

  /** `offered`, `hidden`, `archived`. */
  async put(gesture: Gesture, state: string): Promise<void> {
    await this.#planner.change(() => this.#planner.api.setGestureState(gesture.id, state));
  }

  /** Gives one of the library its own words again. */
  async restore(gesture: Gesture): Promise<void> {
    await this.#planner.change(() => this.#planner.api.restoreGesture(gesture.id));
  }

  /** Keeps it from the other until it is done, or no longer. */
  async surprise(gesture: Gesture, on: boolean): Promise<void> {
    await this.#planner.change(() => this.#planner.api.saveGesture({ ...formOf(gesture), surprise: on }));
  }

  /** Another suggestion for today. */
  async another(gesture: Gesture): Promise<void> {
    await this.#planner.attempt(() => this.#planner.api.anotherSuggestion(gesture.id));
  }

  async #keep(ask: () => Promise<Done>): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    this.problem = undefined;
    try {
      const done = await ask();
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.saving = false;
    }
  }

  #open(note: OpenNote, line: string): void {
    this.note = note;
    this.line = line;
    this.picked = undefined;
  }

  /**
   * Puts into the pages what the planner has just said it wrote, before they are loaded again: a half fills while the
   * hand is still on it.
   */
  #show(id: string, change: (ticks: Tick[]) => Tick[]): void {
    const changed = (gesture: Gesture): Gesture => {
      if (gesture.id !== id) return gesture;
      const ticks = change(gesture.ticks);
      const done = {
        first: ticks.some((it) => it.by === "first"),
        second: ticks.some((it) => it.by === "second"),
      };
      return { ...gesture, ticks, done };
    };
    const { page } = this;
    const { today } = this.#planner;
    if (page.value) page.value = { ...page.value, gestures: page.value.gestures.map(changed) };
    if (today.value) today.value = { ...today.value, suggestions: today.value.suggestions.map(changed) };
  }

  /** A row that says what it said before is the same row: nothing of it is drawn again. */
  #keepRows(page: Page): Page {
    const before = Object.fromEntries((this.page.value?.gestures ?? []).map((it) => [it.id, it]));
    const kept = (now: Gesture) => {
      const was = before[now.id];
      return was && JSON.stringify(was) === JSON.stringify(now) ? was : now;
    };
    return { ...page, gestures: page.gestures.map(kept) };
  }
}

/** A gesture as it stands, to be written anew. */
export function formOf(gesture: Gesture): Required<GestureForm> {
  const { id, title, detail, minutes, effort, cost, kind, place, together, surprise } = gesture;
  return { id, title, detail, minutes, effort, cost, kind, place, together, surprise };
}
