/** The sheet with the plan of one date. Nothing of it is saved before Save, and then all of it in one step. */
import type { ChosenIdea, DatePlan, Half, IdeaForPlan, Lead, Problem, Topic, Who } from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";

/** A line of who does what, while it is edited. */
export interface PartLine {
  /** Tells the lines apart on screen. */
  line: number;
  id: string | null;
  who: Who;
  words: string;
}

/** Something to get ready, while it is edited. */
export interface PreparationLine {
  line: number;
  id: string | null;
  words: string;
  remark: string;
  lead: Lead | null;
  doneBy: Half | null;
}

export class PlanSheet {
  /** What the sheet was opened with; nothing while it is closed. */
  plan = $state.raw<DatePlan>();
  title = $state("");
  place = $state("");
  note = $state("");
  budget = $state("");
  idea = $state("");
  /** The same where it is one of those on offer. */
  chosen = $state.raw<ChosenIdea | null>(null);
  surprise = $state(false);
  parts = $state<PartLine[]>([]);
  preparations = $state<PreparationLine[]>([]);
  /** Why saving did not work. Everything typed is still there. */
  problem = $state.raw<Problem>();
  saving = $state(false);
  readonly #planner: Planner;
  #lines = 0;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  async open(key: string): Promise<void> {
    const plan = await this.#planner.attempt(() => this.#planner.api.datePlan(key));
    if (!plan) return;
    const { title, place, note, budget, idea, chosen } = plan;
    Object.assign(this, { title, place, note, budget, idea, chosen, surprise: plan.surprise.on });
    this.parts = plan.parts.map(({ id, who, words }) => ({ line: ++this.#lines, id, who, words }));
    this.preparations = plan.preparations.map(({ id, words, remark, lead, done_by }) => ({
      line: ++this.#lines,
      id,
      words,
      remark,
      lead,
      doneBy: done_by,
    }));
    this.problem = undefined;
    this.saving = false;
    this.plan = plan;
  }

  close(): void {
    this.plan = undefined;
    if (this.#planner.ideas.key) this.#planner.ideas.close();
  }

  /** Puts an idea into the sheet, with what it wants got ready. A name that they gave the date themselves stays. */
  take({ chosen, title, preparations }: IdeaForPlan): void {
    const name = this.title.trim();
    if (!name || name === this.chosen?.title) this.title = chosen.title;
    else if (name === this.plan?.goes_by) this.title = title;
    this.#forget(chosen.prepare);
    this.chosen = chosen;
    this.idea = chosen.title;
    for (const { words, lead } of preparations) {
      const known = this.preparations.some((it) => it.words.toLowerCase() === words.toLowerCase());
      if (known) continue;
      this.preparations.push({
        line: ++this.#lines,
        id: null,
        words,
        remark: "",
        lead,
        doneBy: null,
      });
    }
  }

  /** Takes the idea out again, and what it had brought. */
  dropIdea(): void {
    this.#forget([]);
    this.chosen = null;
    this.idea = "";
  }

  /** Somebody ticked something off elsewhere while the sheet is open: it is ticked here too, unless it was touched. */
  async heard(topics: readonly Topic[]): Promise<void> {
    const was = this.plan;
    if (!was || this.saving || !topics.includes("slots")) return;
    const is = await this.#planner.api.datePlan(was.key).catch(() => undefined);
    if (!is || this.plan !== was) return;
    for (const line of this.preparations) {
      const of = (plan: DatePlan) => plan.preparations.find(({ id }) => id === line.id)?.done_by;
      const now = of(is);
      if (line.doneBy === of(was) && now !== undefined) line.doneBy = now;
    }
    this.plan = is;
  }

  /** Adds an empty line of who does what; answers which. */
  addPart(who: Who): number {
    this.parts.push({ line: ++this.#lines, id: null, who, words: "" });
    return this.#lines;
  }

  removePart(line: number): void {
    this.parts = this.parts.filter((part) => part.line !== line);
  }

  /** Adds something to get ready; answers which line it is. */
  addPreparation(words: string, lead: Lead | null): number {
    this.preparations.push({ line: ++this.#lines, id: null, words, remark: "", lead, doneBy: null });
    return this.#lines;
  }

  removePreparation(line: number): void {
    this.preparations = this.preparations.filter((it) => it.line !== line);
  }

  /** What the idea so far had brought goes, unless somebody has seen to it or it is wanted all the same. */
  #forget(wanted: string[]): void {
    const brought = this.chosen?.prepare ?? [];
    this.preparations = this.preparations.filter(
      ({ words, doneBy }) => doneBy !== null || !brought.includes(words) || wanted.includes(words),
    );
  }

  async save(): Promise<boolean> {
    const plan = this.plan;
    // What is kept from whoever is here is not theirs to save.
    if (!plan || plan.hidden || this.saving) return false;
    this.saving = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.saveDatePlan({
        key: plan.key,
        title: this.title,
        place: this.place,
        note: this.note,
        budget: this.budget,
        idea: this.idea,
        idea_id: this.chosen?.id ?? null,
        surprise: this.surprise,
        parts: $state.snapshot(this.parts).map(({ id, who, words }) => ({ id, who, words })),
        preparations: $state
          .snapshot(this.preparations)
          .map(({ id, words, remark, lead, doneBy }) => ({ id, words, remark, lead, done_by: doneBy })),
      });
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    } finally {
      this.saving = false;
    }
  }

  /** Whether anything on the sheet is not as it was opened. */
  get touched(): boolean {
    const plan = this.plan;
    if (!plan) return false;
    const lines = (all: { id: string | null; words: string }[]) =>
      JSON.stringify(all.map(({ id, words }) => [id, words]));
    return (
      [this.title, this.place, this.note, this.budget, this.idea, this.surprise].join("\n") !==
        [plan.title, plan.place, plan.note, plan.budget, plan.idea, plan.surprise.on].join("\n") ||
      lines(this.parts) !== lines(plan.parts) ||
      lines(this.preparations) !== lines(plan.preparations)
    );
  }

  /** Whether saving again, unchanged, could work. */
  get mayTryAgain(): boolean {
    return this.problem !== undefined && answerTo(this.problem).again;
  }

  /** Ticks something off, or takes that back, outside the sheet: at once. */
  async toggle(id: string, done: boolean, by: Half): Promise<void> {
    await this.#planner.change(() =>
      done ? this.#planner.api.untickPreparation(id) : this.#planner.api.tickPreparation(id, by),
    );
  }
}
