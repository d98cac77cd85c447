/** The sheet that makes or changes a standing date. */
import type {
  Editor,
  Every,
  Exception,
  Fix,
  KindForm,
  Lead,
  Planner as WhoPlans,
  Problem,
  Rewrite,
  Scope,
  SlotForm,
  Topic,
} from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Heads } from "./heads.svelte";
import { keepKind, removeKind } from "./kinds";
import { LiveReading } from "./reading.svelte";

export class SlotSheet {
  /** What the sheet was opened with; nothing while it is closed. */
  editor = $state.raw<Editor>();
  readonly sentence: LiveReading;
  /** What the date would meet. */
  readonly heads: Heads;
  /** The kind the couple chose; until then the sentence suggests one. */
  chosenKind = $state<string | null>(null);
  label = $state("");
  /** The reminders the couple chose; until then those of the kind hold. */
  chosenLeads = $state.raw<Lead[] | null>(null);
  planner = $state<WhoPlans>("turns_first");
  /** `null`: as the kind has it. */
  anchor = $state<string | null>(null);
  /** Where it may go when it falls through: `SA 15:00`, or nowhere. */
  backup = $state("");
  /** The evening it was opened on; nothing where it is about the series as such. */
  key = $state<string | null>(null);
  /** How far a change reaches from that evening. */
  scope = $state<Scope>("all");
  /** Why saving did not work. Everything typed is still there. */
  problem = $state.raw<Problem>();
  saving = $state(false);
  readonly kind: string = $derived.by(() => this.chosenKind ?? this.sentence.reading?.draft?.kind ?? "date");
  readonly leads: Lead[] = $derived.by(
    () =>
      this.chosenLeads ??
      this.editor?.kind_defaults.find(({ kind }) => kind === this.kind)?.leads ??
      this.editor?.defaults ??
      [],
  );
  /** Whether it is time for the two of them alone: somebody plans it, and it may fall through. */
  readonly theirs: boolean = $derived.by(() => this.kind !== "outside_help" && this.kind !== "check_in");
  /** What choosing a kind made of the sentence, so that choosing another takes it off again. */
  #added: { before: string; after: string } | undefined;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.sentence = new LiveReading((text) => planner.api.readSentence(text));
    this.heads = new Heads(planner);
  }

  /** Opens on a slot, of one of its evenings where that is given, or on a new one with the beginning of a sentence. */
  async open(slot: string | null, beginning = "", key: string | null = null): Promise<void> {
    const editor = await this.#planner.attempt(() => this.#planner.api.editor(key ?? slot));
    if (!editor) return;
    const made = editor.slot;
    this.key = editor.scopes.length > 0 ? key : null;
    this.scope = "all";
    this.chosenKind = made?.kind ?? null;
    this.label = made?.label ?? "";
    this.chosenLeads = made?.leads ?? null;
    this.planner = made?.planner ?? "turns_first";
    this.anchor = made?.anchor ?? null;
    this.backup = made?.backup ?? "";
    this.#added = undefined;
    this.problem = undefined;
    this.saving = false;
    this.heads.begin();
    this.editor = editor;
    await this.sentence.begin(made?.sentence ?? beginning);
  }

  /** Starts over without a sheet, for the first sentence: everything else is as a new slot has it. */
  begin(): void {
    this.close();
    this.key = null;
    this.scope = "all";
    this.chosenKind = null;
    this.label = "";
    this.chosenLeads = null;
    this.planner = "turns_first";
    this.anchor = null;
    this.backup = "";
    this.#added = undefined;
    this.problem = undefined;
    void this.sentence.begin("");
  }

  close(): void {
    this.editor = undefined;
  }

  /** What there is to choose from may have changed elsewhere, or been taken back. What is being typed stays. */
  heard(topics: Topic[]): void {
    if (this.editor && topics.includes("settings")) void this.#reopen();
  }

  /** What would be saved, as it stands. */
  form(): SlotForm {
    return {
      id: this.editor?.slot?.id ?? null,
      scope: this.key ? this.scope : null,
      key: this.key,
      sentence: this.sentence.text,
      title: null,
      kind: this.kind,
      label: this.kind === "private" ? this.label.trim() : "",
      // Without a sheet none were shown to choose from: the planner's own defaults are meant.
      leads: this.editor ? this.leads : null,
      // Nobody plans an hour with a third person, which is theirs to hold, or a check-in.
      planner: this.theirs ? this.planner : "unset",
      anchor: this.anchor,
      backup: this.theirs ? this.backup : "",
      moves: this.heads.moves,
      left: this.heads.left,
    };
  }

  /** Chooses a kind, and its usual length where the sentence says none. What was typed by hand is left alone. */
  async chooseKind(kind: string): Promise<void> {
    this.chosenKind = kind;
    const text = this.sentence.text;
    const before = this.#added?.after === text ? this.#added.before : text;
    const after = await this.#rewritten(before, { how: "kind", kind });
    if (after === undefined || this.sentence.text !== text || this.chosenKind !== kind) return;
    this.#added = after === before ? undefined : { before, after };
    if (after !== text) await this.sentence.begin(after);
  }

  /** Says the sentence anew in another rhythm. */
  async repeat(every: Every, count: number): Promise<void> {
    const text = this.sentence.text;
    const anew = await this.#rewritten(text, { how: "repeats", every, count });
    if (anew !== undefined && this.sentence.text === text) await this.sentence.begin(anew);
  }

  /** Keeps a kind of their own and chooses it. Answers why it could not be, or nothing. */
  async keepKind(form: KindForm): Promise<Problem | undefined> {
    const kept = await keepKind(this.#planner, form);
    if ("problem" in kept) return kept.problem;
    await this.#reopen();
    await this.chooseKind(kept.kind);
    return undefined;
  }

  async removeKind(kind: string): Promise<boolean> {
    if (!(await removeKind(this.#planner, kind))) return false;
    if (this.chosenKind === kind) this.chosenKind = "date";
    await this.#reopen();
    return true;
  }

  #rewritten(text: string, how: Rewrite): Promise<string | undefined> {
    return this.#planner.attempt(() => this.#planner.api.rewriteSentence(text, how));
  }

  /** Asks again what there is to choose from. What is being typed stays. */
  async #reopen(): Promise<void> {
    if (!this.editor) return;
    const slot = this.key ?? this.editor.slot?.id ?? null;
    const fresh = await this.#planner.attempt(() => this.#planner.api.editor(slot));
    if (!fresh || !this.editor) return;
    this.editor = fresh;
    const there = fresh.kinds.kinds.some(({ kind }) => kind === this.chosenKind);
    if (this.chosenKind !== null && !there) this.chosenKind = "date";
  }

  /** Takes a way out of what the date would meet. */
  takeFix(fix: Fix): void {
    if (fix.sentence === "") this.heads.take(fix);
    else this.sentence.text = fix.sentence;
  }

  async save(): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.saveSlot(this.form());
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

  /** Whether saving again, unchanged, could work. */
  get mayTryAgain(): boolean {
    return this.problem !== undefined && answerTo(this.problem).again;
  }

  async remove(): Promise<void> {
    const slot = this.editor?.slot;
    if (slot && (await this.#planner.change(() => this.#planner.api.removeSlot(slot.id)))) this.close();
  }

  /** Takes back a skip or a move of one of its dates, or takes away one that was set. What is being typed stays. */
  async putBack({ key, set }: Exception): Promise<void> {
    const { api } = this.#planner;
    if (await this.#planner.change(() => (set ? api.skip(key) : api.restore(key)))) await this.#reopen();
  }
}
