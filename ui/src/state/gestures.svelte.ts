/** Small things: ticking them, and the one line that may follow. */
import type { Gesture, Half } from "../ipc/api";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

/** The open line under a tick just made. */
export interface OpenNote {
  gesture: string;
  tick: string;
  by: Half;
}

export class Gestures {
  readonly page;
  note = $state.raw<OpenNote>();
  /** What is being written. It stays when saving fails. */
  line = $state("");
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(() => planner.api.gestures(), ["gestures", "settings", "clock"]);
  }

  /** Fills somebody's half, or empties it again. */
  async toggle(gesture: Gesture, by: Half): Promise<void> {
    const made = gesture.ticks.findLast((tick) => tick.by === by);
    if (made) {
      await this.#planner.change(() => this.#planner.api.untick(made.id));
      if (this.note?.tick === made.id) this.note = undefined;
      return;
    }
    const done = await this.#planner.change(() => this.#planner.api.tick(gesture.id, by));
    if (!done) return;
    this.note = { gesture: gesture.id, tick: done.id, by };
    this.line = "";
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
    if (!note) return;
    if (await this.#planner.change(() => this.#planner.api.untick(note.tick))) this.note = undefined;
  }
}
