/**
 * The idea picker: what could be done with a date, or with hours that are open, and the form for an idea of their own.
 *
 * For a date it is a page of the sheet of its plan, and what is used goes into that sheet unsaved. For open hours it is
 * a sheet of its own, and what is used becomes a date at once.
 */
import type { Half, Idea, IdeaFilter, IdeaForm, Ideas, Problem, Topic } from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

/** Long enough to skip a search between two quick keystrokes, short enough to feel like none. */
const PAUSE_MS = 60;

/** So many that fit stand above the wish list, until more are asked for: it is to be in sight. */
const ABOVE_WISHES = 4;

/** What ideas are wanted for: a date by its key, hours that are open, or a day whose first open hours are meant. */
export type IdeasFor = { key: string } | { start: string; minutes: number };

/** The four filters. */
export type Filters = Pick<IdeaFilter, "minutes" | "place" | "cost" | "energy">;

/** An idea of their own, while it is written. */
export interface OwnIdea {
  id: string | null;
  title: string;
  detail: string;
  minutes: string;
  cost: string;
  price: string;
  place: string;
  energy: number;
  /** A line for each thing. */
  prepare: string;
  wish: Half | null;
}

const ANYTHING: Filters = { minutes: null, place: null, cost: null, energy: null };

export class IdeaPicker {
  /** What ideas are wanted for; nothing while it is closed. */
  wanted = $state.raw<IdeasFor>();
  /** Whether all that fits is listed, however much. */
  everything = $state(false);
  /** Whether those that were hidden are shown instead. */
  hidden = $state(false);
  /** An idea of their own that is being written. */
  own = $state<OwnIdea>();
  /** Why using or saving did not work. */
  problem = $state.raw<Problem>();
  busy = $state(false);
  readonly page: Resource<Ideas>;
  #chosen = $state("");
  #words = $state("");
  #filters: Filters = ANYTHING;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(
      () => planner.api.ideas(this.#filter()),
      ["ideas", "slots", "settings", "clock"],
    );
  }

  /** The date it is open for, as a page of its plan. */
  get key(): string | undefined {
    return this.wanted && "key" in this.wanted ? this.wanted.key : undefined;
  }

  /** Whether it is open by itself, for hours that have no date yet. */
  get alone(): boolean {
    return this.wanted !== undefined && !("key" in this.wanted);
  }

  /** All that fits, without what stands on the wish list below. */
  readonly #allThatFits = $derived.by(() => {
    const wishes = (this.page.value?.wishes ?? []).map(({ id }) => id);
    return (this.page.value?.fits ?? []).filter(({ id }) => !wishes.includes(id));
  });

  /** What is listed of it. */
  readonly fits = $derived.by(() => {
    const all = this.#allThatFits;
    const brief = !this.everything && !this.#words && this.page.value?.wishes.length;
    return brief ? all.slice(0, ABOVE_WISHES) : all;
  });

  /** Whether more fits than is listed. */
  readonly more = $derived.by(() => this.#allThatFits.length > this.fits.length);

  /** All that is listed, from the top. */
  readonly rows = $derived.by<Idea[]>(() => [...this.fits, ...(this.page.value?.wishes ?? [])]);

  /** The one that would be used. */
  readonly chosen = $derived.by(() => this.rows.find(({ id }) => id === this.#chosen) ?? this.rows[0]);

  /** Whether there is something to use, and somewhere to put it. */
  readonly usable = $derived.by(
    () => this.chosen !== undefined && !this.hidden && (!this.alone || this.page.value?.opening !== null),
  );

  get words(): string {
    return this.#words;
  }

  set words(words: string) {
    this.#words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.page.reload(), PAUSE_MS);
  }

  /** Opens when there is something to show, so that nobody sees an empty list fill. */
  async open(wanted: IdeasFor): Promise<void> {
    this.#filters = ANYTHING;
    this.#words = "";
    this.#chosen = "";
    this.hidden = false;
    this.everything = false;
    this.own = undefined;
    this.problem = undefined;
    this.busy = false;
    const ideas = await this.#planner.attempt(() => this.#planner.api.ideas(this.#filter(wanted)));
    if (!ideas) return;
    this.page.fill(ideas);
    this.wanted = wanted;
  }

  close(): void {
    clearTimeout(this.#timer);
    this.wanted = undefined;
    this.own = undefined;
  }

  choose(id: string): void {
    this.#chosen = id;
  }

  /** The row so many steps on, without leaving the list. */
  step(by: number): void {
    const at = this.rows.findIndex(({ id }) => id === this.chosen?.id);
    const to = this.rows[Math.min(Math.max(at + by, 0), this.rows.length - 1)];
    if (to) this.#chosen = to.id;
  }

  /** Lists all that fits, and chooses the first that was not listed yet. */
  showAll(): void {
    const first = this.#allThatFits[this.fits.length];
    this.everything = true;
    if (first) this.#chosen = first.id;
  }

  async narrow(filters: Partial<Filters>): Promise<void> {
    this.#filters = { ...this.#filters, ...filters };
    await this.page.reload();
  }

  async showHidden(hidden: boolean): Promise<void> {
    this.hidden = hidden;
    this.#chosen = "";
    await this.page.reload();
  }

  /** Uses the one chosen: into the plan that is being written, or as a new date in the hours that are open. */
  async use(): Promise<void> {
    const [wanted, idea, opening] = [this.wanted, this.chosen, this.page.value?.opening];
    if (!wanted || !idea || !this.usable || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      if ("key" in wanted) {
        this.#planner.plan.take(await this.#planner.api.ideaForPlan(wanted.key, idea.id));
      } else if (opening) {
        const done = await this.#planner.api.planOpening(opening.start, opening.minutes, idea.id);
        this.#planner.toasts.say(done.said, () => void this.#planner.undo());
        // Its plan first, so that one sheet gives way to the other and not to the page.
        await this.#planner.plan.open(done.id);
      }
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Says that one of the two wants it, or not any more. */
  async wish(idea: Idea, by: Half): Promise<void> {
    this.#chosen = idea.id;
    await this.#planner.change(() =>
      idea.wished[by] ? this.#planner.api.unwish(idea.id, by) : this.#planner.api.wish(idea.id, by),
    );
  }

  /** Offers it no longer, or again. The toast takes it back. */
  async offer(idea: Idea, on: boolean): Promise<void> {
    this.#leave(idea);
    await this.#planner.change(() => this.#planner.api.setIdeaState(idea.id, on ? "offered" : "hidden"));
  }

  /** Takes out one of their own, or gives one of the library its words again. The toast takes it back. */
  async remove(idea: Idea): Promise<void> {
    if (idea.own) this.#leave(idea);
    await this.#planner.change(() => this.#planner.api.removeIdea(idea.id));
  }

  /** Begins an idea of their own, or changes one. */
  write(idea?: Idea): void {
    const here = this.#planner.here;
    this.problem = undefined;
    this.own = {
      id: idea?.id ?? null,
      title: idea?.title ?? this.#words.trim(),
      detail: idea?.detail ?? "",
      minutes: String(idea?.minutes ?? 60),
      cost: idea?.cost ?? "free",
      price: idea?.price ?? "",
      place: idea?.place ?? "out",
      energy: idea?.energy ?? 1,
      prepare: (idea?.prepare ?? []).join("\n"),
      wish: idea || here === "shared" ? null : here,
    };
  }

  /** Puts the form away, unsaved. */
  leave(): void {
    this.own = undefined;
    this.problem = undefined;
  }

  async save(): Promise<void> {
    const own = this.own;
    if (!own || this.busy) return;
    this.busy = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.saveIdea(formOf(own));
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      // What was searched for and not found is what was written.
      this.#words = "";
      this.#chosen = done.id;
      // It is listed before the form goes, and the keyboard is on it.
      await this.page.reload();
      this.own = undefined;
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.busy = false;
    }
  }

  /** Whether the same again, unchanged, could work. */
  get mayTryAgain(): boolean {
    return this.problem !== undefined && answerTo(this.problem).again;
  }

  /** While it is closed it need not know: it asks when it is opened. */
  heard(topics: readonly Topic[]): void {
    if (this.wanted) this.page.heard(topics);
  }

  /** What stands beside one that goes is chosen instead. */
  #leave(idea: Idea): void {
    const at = this.rows.findIndex(({ id }) => id === idea.id);
    this.#chosen = (this.rows[at + 1] ?? this.rows[at - 1])?.id ?? "";
  }

  #filter(wanted = this.wanted): IdeaFilter {
    const opening = wanted && "start" in wanted ? wanted : undefined;
    return {
      ...this.#filters,
      key: wanted && "key" in wanted ? wanted.key : "",
      opening: opening?.start ?? "",
      opening_minutes: opening?.minutes ?? 0,
      words: this.#words,
      hidden: this.hidden,
    };
  }
}

function formOf({ minutes, prepare, ...own }: OwnIdea): IdeaForm {
  return {
    ...own,
    minutes: /^\d{1,4}$/.test(minutes.trim()) ? Number(minutes) : 0,
    prepare: prepare.split("\n").filter((line) => line.trim()),
  };
}
