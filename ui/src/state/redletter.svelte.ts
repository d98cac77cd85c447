/** The sheet of days to remember: all of them, and one being written. */
import type { Problem, RedLetter, RedLetterForm, RedLetterReading, RedLetters, Topic } from "../ipc/api";
import { answerTo, problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

/** Long enough to skip a reading between two quick keystrokes, short enough to feel like none. */
const PAUSE_MS = 60;

export class RedLetterSheet {
  readonly page: Resource<RedLetters>;
  shown = $state(false);
  /** The day being changed; nothing while a new one is written. */
  of = $state.raw<RedLetter>();
  /** What the couple chose; until then the words suggest a sort. */
  chosenSort = $state<string | null>(null);
  /** What the form means so far. */
  reading = $state.raw<RedLetterReading>();
  problem = $state.raw<Problem>();
  saving = $state(false);
  #date = $state("");
  #words = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(() => planner.api.redLetters(), ["slots", "clock", "settings"]);
  }

  get date(): string {
    return this.#date;
  }

  set date(date: string) {
    this.#date = date;
    this.#later();
  }

  get words(): string {
    return this.#words;
  }

  set words(words: string) {
    this.#words = words;
    this.#later();
  }

  get sort(): string {
    return this.chosenSort ?? this.reading?.sort ?? "anniversary";
  }

  /** Whether saving again may help. */
  get mayTryAgain(): boolean {
    return this.problem !== undefined && answerTo(this.problem).again;
  }

  /** Opens on a new day, with its date begun where it is known; or on one there is, by its id. */
  async open(beginning = "", id?: string): Promise<void> {
    const page = await this.#planner.attempt(() => this.#planner.api.redLetters());
    if (!page) return;
    this.page.fill(page);
    this.begin(
      page.days.find((day) => day.id === id),
      beginning,
    );
    this.shown = true;
  }

  /** Fills the form with a day, or empties it for a new one. */
  begin(day?: RedLetter, beginning = ""): void {
    this.of = day;
    this.chosenSort = day?.sort ?? null;
    this.problem = undefined;
    this.saving = false;
    this.#words = day?.words ?? "";
    this.#date = day?.date ?? beginning;
    void this.#read();
  }

  close(): void {
    this.shown = false;
  }

  async save(): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.saveRedLetter(this.#form());
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.saving = false;
    }
  }

  /** Removes the one being changed. The toast takes it back. */
  async remove(): Promise<void> {
    const id = this.of?.id;
    if (id && (await this.#planner.change(() => this.#planner.api.removeRedLetter(id)))) this.close();
  }

  /** While it is closed it need not know: it asks when it is opened. */
  heard(topics: readonly Topic[]): void {
    if (this.shown) this.page.heard(topics);
  }

  #form(): RedLetterForm {
    return { id: this.of?.id ?? null, date: this.#date, words: this.#words, sort: this.chosenSort };
  }

  #later(): void {
    clearTimeout(this.#timer);
    this.problem = undefined;
    this.#timer = setTimeout(() => void this.#read(), PAUSE_MS);
  }

  async #read(): Promise<void> {
    const turn = ++this.#turn;
    clearTimeout(this.#timer);
    const reading = await this.#planner.api.readRedLetter(this.#form()).catch(() => undefined);
    if (turn === this.#turn) this.reading = reading;
  }
}
