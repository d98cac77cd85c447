/** Questions and decks of their own: writing one, changing it, and decks as files. */
import type { Card, Deck, DeckPreview, Done, Problem } from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";

/** The deck of their own that is always there. */
export const YOUR_OWN = "your-own";

export class Questions {
  /** What is open of them. */
  sheet = $state<"question" | "deck" | "import">();
  /** The one being changed; nothing while a new one is written. */
  of = $state<string>();
  problem = $state.raw<Problem>();
  saving = $state(false);
  /** The question. */
  text = $state("");
  deck = $state("");
  depth = $state(1);
  follow = $state(["", ""]);
  hint = $state("");
  /** The deck. */
  title = $state("");
  about = $state("");
  /** The file. */
  preview = $state.raw<DeckPreview>();
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Whether saving again may help. */
  get mayTryAgain(): boolean {
    return this.problem !== undefined && answerTo(this.problem).again;
  }

  /** Opens on a new question, or on one of theirs. */
  write(deck: string, depth: number, card?: Card): void {
    this.#open("question", card?.id);
    this.text = card?.text ?? "";
    this.deck = card?.deck ?? (deck || YOUR_OWN);
    this.depth = card?.depth ?? depth;
    this.follow = [card?.follow[0] ?? "", card?.follow[1] ?? ""];
    this.hint = card?.hint ?? "";
  }

  /** Opens on a new deck, or on one of theirs. */
  make(deck?: Deck): void {
    this.#open("deck", deck?.id);
    this.title = deck?.title ?? "";
    this.about = deck?.about ?? "";
  }

  /** Has somebody choose a file, and shows what is in it. */
  async choose(): Promise<void> {
    const preview = await this.#planner.attempt(() => this.#planner.api.previewDeck());
    if (!preview) return;
    this.preview = preview;
    this.#open("import");
  }

  async export(deck: string): Promise<void> {
    const done = await this.#planner.attempt(() => this.#planner.api.exportDeck(deck));
    if (done) this.#planner.toasts.say(done.said);
  }

  close(): void {
    this.sheet = undefined;
  }

  /** Saves what is open; the sheet stays, with everything typed, where that fails. Answers its id. */
  async save(): Promise<string | undefined> {
    const { api } = this.#planner;
    const id = this.of ?? null;
    switch (this.sheet) {
      case "question": {
        const { text, deck, depth, hint } = this;
        const follow = this.follow.map((it) => it.trim()).filter((it) => it !== "");
        if (text.trim() === "") return undefined;
        return this.#save(() => api.saveQuestion({ id, deck, text: text.trim(), depth, follow, hint }));
      }
      case "deck": {
        const { title, about } = this;
        if (title.trim() === "") return undefined;
        return this.#save(() => api.saveDeck({ id, title: title.trim(), about: about.trim() }));
      }
      case "import":
        if (!this.preview?.questions.length) return undefined;
        return this.#save(() => api.importDeck());
      default:
        return undefined;
    }
  }

  /** Removes what is being changed. The toast takes it back. */
  async remove(): Promise<void> {
    const { of, sheet } = this;
    const { api } = this.#planner;
    if (!of) return;
    const done = await this.#planner.change(() =>
      sheet === "deck" ? api.removeDeck(of) : api.removeQuestion(of),
    );
    if (done) this.close();
  }

  #open(sheet: "question" | "deck" | "import", of?: string): void {
    this.of = of;
    this.problem = undefined;
    this.saving = false;
    this.sheet = sheet;
  }

  async #save(ask: () => Promise<Done>): Promise<string | undefined> {
    if (this.saving) return undefined;
    this.saving = true;
    this.problem = undefined;
    try {
      const done = await ask();
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
      return done.id;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return undefined;
    } finally {
      this.saving = false;
    }
  }
}
