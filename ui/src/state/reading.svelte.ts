/** A sentence being typed, and what the planner reads in it so far. */
import type { Reading } from "../ipc/api";
import { problemOf } from "../ipc/errors";

/** Long enough to skip a reading between two quick keystrokes, short enough to feel like none. */
const PAUSE_MS = 60;

export class LiveReading {
  /** What the last answer was about. While typing it may lag behind `text` by one answer. */
  reading = $state.raw<Reading>();
  #text = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(private readonly read: (text: string) => Promise<Reading>) {}

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    clearTimeout(this.#timer);
    this.#turn += 1;
    if (text.trim() === "") this.reading = undefined;
    else this.#timer = setTimeout(() => void this.#ask(), PAUSE_MS);
  }

  /** Whether the sentence as it stands means something. */
  get meant(): boolean {
    return this.reading?.draft != null;
  }

  /** Starts over with a text, read at once. */
  async begin(text: string): Promise<void> {
    this.text = text;
    clearTimeout(this.#timer);
    if (text.trim() !== "") await this.#ask();
  }

  async #ask(): Promise<void> {
    const turn = ++this.#turn;
    const reading = await this.read(this.#text).catch((thrown: unknown): Reading => ({
      spans: [],
      draft: null,
      words: "",
      tail: "",
      next: "",
      instants: [],
      notes: [],
      problem: problemOf(thrown),
    }));
    if (turn === this.#turn) this.reading = reading;
  }
}
