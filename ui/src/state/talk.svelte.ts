/**
 * The table with the cards: which deck is chosen, which card lies on it, how deep it goes tonight; and what was kept and
 * talked about.
 *
 * What is drawn is drawn by the planner. Here is only what lies on the table of this window.
 */
import type { Card, Deck, Topic } from "../ipc/api";
import { Apart } from "./apart.svelte";
import type { Planner } from "./planner.svelte";
import { Questions } from "./questions.svelte";
import { Resource } from "./resource.svelte";
import { SittingTable } from "./sitting.svelte";

/** The cards, those that are kept, or what was talked about. */
export type TalkView = "cards" | "kept" | "said";

/** Long enough to skip a search between two quick keystrokes, short enough to feel like none. */
const PAUSE_MS = 120;

export class Talk {
  readonly page;
  /** What was talked about, and cards with the words that are looked for. */
  readonly found;
  readonly questions: Questions;
  readonly sitting: SittingTable;
  readonly apart: Apart;
  view = $state<TalkView>("cards");
  /** What the last draw had to say. */
  says = $state("");
  /** How often a card came to lie here: each one lifts and settles. */
  turn = $state(0);
  /** The line under something talked about: which of those, and what is being written. It stays when saving fails. */
  note = $state<string>();
  line = $state("");
  /** The card on Today that was talked about, while its line may follow. */
  tonight = $state.raw<{ card: Card; talk: string }>();
  /** Sentences for a hard beginning are open. */
  beginning = $state(false);
  #words = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = $state<number>();
  #chosen = $state<string>();
  #lying = $state.raw<Card>();
  /** The card just talked about, and what it said of earlier times. */
  #finished = $state.raw<{ card: string; before: string }>();
  #busy = false;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(
      () => planner.api.talk(this.#asked ?? null),
      ["talk", "slots", "settings", "clock"],
    );
    this.found = new Resource(() => planner.api.talkSearch(this.#words), ["talk", "settings", "clock"]);
    this.questions = new Questions(planner);
    this.sitting = new SittingTable(planner);
    this.apart = new Apart(planner);
  }

  /** Something of talk's lies over the page. */
  get over(): boolean {
    return Boolean(this.questions.sheet ?? this.sitting.shown ?? this.apart.card);
  }

  /** The deck that is chosen; the first one until somebody chooses. */
  get deck(): Deck | undefined {
    const decks = this.page.value?.decks ?? [];
    const chosen = this.#chosen ?? this.#lying?.deck;
    return decks.find(({ id }) => id === chosen) ?? decks.find(({ open }) => open) ?? decks[0];
  }

  /** The card on the table. */
  get card(): Card | undefined {
    return this.#lying ?? this.deck?.open ?? undefined;
  }

  /** Whether the card on the table is one of what to bring to a counselling session. */
  get aroundSession(): boolean {
    return this.card?.deck === "before-a-session";
  }

  /** Whether the card on the table was talked about just now. */
  get finished(): boolean {
    const card = this.card;
    return card?.id === this.#finished?.card && card?.talked !== this.#finished?.before;
  }

  /** The card of Today that was talked about just now, while its line may follow. */
  get justTonight(): Card | undefined {
    return this.note && this.note === this.tonight?.talk ? this.tonight.card : undefined;
  }

  /** How deep it goes tonight. */
  get depth(): number {
    const page = this.page.value;
    return Math.min(this.#asked ?? page?.depth ?? 2, page?.deepest ?? 3);
  }

  set depth(depth: number) {
    this.#asked = depth;
    this.says = "";
    if (this.#lying && this.#lying.depth > depth) this.#clear();
    void this.page.reload();
  }

  get words(): string {
    return this.#words;
  }

  set words(words: string) {
    this.#words = words;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.found.reload(), PAUSE_MS);
  }

  choose(deck: string): void {
    if (this.deck?.id === deck) return;
    this.#chosen = deck;
    this.#clear();
    this.turn += 1;
  }

  async draw(): Promise<void> {
    const { deck, depth } = this;
    if (!deck || this.#busy) return;
    this.#busy = true;
    const drew = await this.#planner.attempt(() => this.#planner.api.draw(deck.id, depth));
    this.#busy = false;
    if (!drew) return;
    this.#chosen = deck.id;
    this.#clear();
    this.#lying = drew.starter ?? undefined;
    this.says = drew.says;
    this.turn += 1;
  }

  /** Not this one, this time round: the next one comes at once. */
  async skip(): Promise<void> {
    const card = this.card;
    if (!card || this.#busy) return;
    if (!this.finished && !(await this.#planner.change(() => this.#planner.api.skipCard(card.id)))) return;
    await this.draw();
  }

  /** Keeps the card for the next date, or lets go of it. It stays on the table. */
  async keep(card = this.card): Promise<void> {
    if (!card) return;
    if (card.id === this.card?.id) this.#lying = card;
    const { api } = this.#planner;
    await this.#planner.change(() => (card.kept ? api.unkeepCard(card.id) : api.keepCard(card.id)));
  }

  /** We talked about this. One line may follow. */
  async talked(): Promise<void> {
    const card = this.card;
    if (!card || this.finished || this.#busy) return;
    this.#lying = card;
    this.#busy = true;
    const done = await this.#planner.change(() => this.#planner.api.talked(card.id, "", null));
    this.#busy = false;
    if (!done) return;
    this.#finished = { card: card.id, before: card.talked };
    this.#lying = { ...card, kept: false, talked: done.said };
    this.openNote(done.id, "");
  }

  /** The same of the card on Today. It stands there until its line is kept or left. */
  async talkedTonight(card: Card): Promise<void> {
    const done = await this.#planner.change(() => this.#planner.api.talked(card.id, "", null));
    if (!done) return;
    this.tonight = { card, talk: done.id };
    this.openNote(done.id, "");
  }

  /** Another card of the same deck for Today. The one that stood there may only have waited to be drawn. */
  async anotherTonight(card: Card): Promise<void> {
    const draw = () => this.#planner.attempt(() => this.#planner.api.draw(card.deck, null));
    if ((await draw())?.starter?.id === card.id) await draw();
  }

  openNote(talk: string, line: string): void {
    this.note = talk;
    this.line = line;
  }

  /** Keeps the line. An empty one closes the row and changes nothing. */
  async keepNote(): Promise<void> {
    const note = this.note;
    if (!note) return;
    const line = this.line.trim();
    if (line !== "" && !(await this.#planner.change(() => this.#planner.api.noteTalked(note, line)))) return;
    this.note = undefined;
  }

  async undoNote(): Promise<void> {
    if (this.note && (await this.untalk(this.note))) this.#finished = undefined;
  }

  /** It was not talked about after all. */
  async untalk(talk: string): Promise<boolean> {
    if (!(await this.#planner.change(() => this.#planner.api.untalk(talk)))) return false;
    if (this.note === talk) this.note = undefined;
    return true;
  }

  /** Puts one card on the table, from wherever it was seen. */
  async show(starter: string): Promise<void> {
    const card = await this.#planner.attempt(() => this.#planner.api.card(starter));
    if (!card) return;
    this.#planner.section = "talk";
    this.view = "cards";
    this.#clear();
    this.#chosen = card.deck;
    this.#lying = card;
    this.turn += 1;
  }

  look(view: TalkView): void {
    this.view = view;
    this.note = undefined;
    if (view === "said") void this.found.reload();
  }

  heard(topics: readonly Topic[]): void {
    this.page.heard(topics);
    if (this.view === "said") this.found.heard(topics);
    if (topics.includes("talk") || topics.includes("settings")) void this.#again();
    this.apart.heard(topics);
  }

  #clear(): void {
    this.#lying = undefined;
    this.#finished = undefined;
    this.note = undefined;
    this.says = "";
  }

  /** Asks what became of the card on the table. One that is not there any more is taken off it. */
  async #again(): Promise<void> {
    const lying = this.#lying;
    if (!lying) return;
    const card = await this.#planner.api.card(lying.id).catch(() => undefined);
    if (this.#lying?.id !== lying.id) return;
    if (card) this.#lying = card;
    else this.#clear();
  }
}
