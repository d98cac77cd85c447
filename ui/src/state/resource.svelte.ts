/**
 * Something of the planner's that is shown: loaded once, and again when a topic it declared has changed.
 *
 * Nothing is guessed in between. What is on screen stays until the new answer is there, and an answer overtaken by a
 * later question is dropped.
 */
import type { Problem, Topic } from "../ipc/api";
import { problemOf } from "../ipc/errors";

export class Resource<T> {
  value = $state.raw<T>();
  problem = $state.raw<Problem>();
  #asked = 0;

  constructor(
    private readonly load: () => Promise<T>,
    readonly topics: readonly Topic[],
  ) {}

  /** Whether anybody has wanted it yet: what was never shown is not loaded because something changed. */
  get wanted(): boolean {
    return this.#asked > 0;
  }

  /** Fills it with an answer that came along with another one. */
  fill(value: T): void {
    this.#asked += 1;
    this.value = value;
    this.problem = undefined;
  }

  async reload(): Promise<void> {
    const turn = ++this.#asked;
    try {
      const value = await this.load();
      if (turn !== this.#asked) return;
      this.value = value;
      this.problem = undefined;
    } catch (thrown) {
      if (turn === this.#asked) this.problem = problemOf(thrown);
    }
  }

  /** Loads again if it is shown and one of these is its topic. */
  heard(topics: readonly Topic[]): void {
    if (this.wanted && topics.some((topic) => this.topics.includes(topic))) void this.reload();
  }
}
