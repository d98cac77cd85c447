/**
 * A world in memory that changes step by step, as the planner's does: each step can be taken back, and whoever
 * listens hears of it.
 */
import type { Code, Done, Go, Topic } from "../api";
import { Refused } from "../api";
import type { World } from "./world";

export class Remembering {
  /** Every call so far, `tick noodles first`. */
  readonly calls: string[] = [];
  /** The next change fails with this. */
  refuseNext: Code | undefined;
  protected world: World;
  #past: World[] = [];
  #future: World[] = [];
  #count = 0;
  #changed = new Set<(topics: Topic[]) => void>();
  #go = new Set<(where: Go) => void>();

  constructor(world: World) {
    this.world = world;
  }

  changed(heard: (topics: Topic[]) => void) {
    this.#changed.add(heard);
    return () => void this.#changed.delete(heard);
  }

  go(heard: (where: Go) => void) {
    this.#go.add(heard);
    return () => void this.#go.delete(heard);
  }

  /** As if a notification had been opened. */
  send(where: Go) {
    this.#go.forEach((heard) => heard(where));
  }

  async undo(): Promise<Done> {
    this.note("undo");
    const before = this.#past.pop();
    if (!before) throw refused("nothing_to_undo", "Nothing to take back.");
    this.#future.push(this.world);
    this.world = before;
    this.tell(["slots", "gestures", "ideas", "talk", "settings", "reminders"]);
    return { said: "Taken back", id: "" };
  }

  async redo(): Promise<Done> {
    this.note("redo");
    const after = this.#future.pop();
    if (!after) throw refused("nothing_to_undo", "Nothing to bring back.");
    this.#past.push(this.world);
    this.world = after;
    this.tell(["slots", "gestures", "ideas", "talk", "settings", "reminders"]);
    return { said: "Brought back", id: "" };
  }

  protected async change(
    call: string,
    topics: Topic[],
    make: (world: World) => [said: string, id: string],
  ): Promise<Done> {
    this.note(call);
    this.refuseIfAsked();
    const world = structuredClone(this.world);
    const [said, id] = make(world);
    this.#past.push(this.world);
    this.#future = [];
    this.world = world;
    this.tell(topics);
    return { said, id };
  }

  protected refuseIfAsked() {
    if (this.refuseNext) {
      const code = this.refuseNext;
      this.refuseNext = undefined;
      throw refused(
        code,
        "Couldn’t save. The disk is full.",
        "Your last change is still on screen. Free some space, then try again.",
      );
    }
  }

  protected tell(topics: Topic[]) {
    this.#changed.forEach((heard) => heard(topics));
  }

  /** A name nothing has yet, `tick-3`. */
  protected fresh(what: string): string {
    return `${what}-${++this.#count}`;
  }

  protected note(call: string) {
    this.calls.push(call);
  }
}

/**
 * What an area of the planner is added to, as in `withGestures(withPlans(Remembering))`. Each answers its part of
 * `Api` from a file of its own. TypeScript takes nothing but `any[]` where a class is added to.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Base = new (...given: any[]) => Remembering;

/** What is thrown where a change cannot be. */
export function refused(code: Code, message: string, hint = ""): Refused {
  return new Refused({ code, message, hint });
}
