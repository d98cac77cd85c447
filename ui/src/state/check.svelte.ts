/** "Is it working?": what shows the reminders, what is coming and what came, and a test. */
import type { Problem, Tried } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

/** The planner gives the desktop three seconds; with nothing heard for this long, nothing will be. */
const PATIENCE_MS = 10_000;

export class Check {
  /** Whether Settings show it in place of their sections. */
  shown = $state(false);
  readonly page;
  /** How far the last test got: shown or not, and then what was pressed. */
  tried = $state.raw<Tried>();
  /** A test was asked for, and nothing is known of it yet. */
  trying = $state(false);
  /** Nothing was heard of the test at all. */
  silent = $state(false);
  /** Why it could not even be asked for. */
  problem = $state.raw<Problem>();
  readonly #planner: Planner;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(
      () => planner.api.checkReminders(),
      ["slots", "gestures", "settings", "reminders", "clock"],
    );
  }

  /** Goes there, from wherever something does not work. */
  open(): void {
    this.shown = true;
    this.#planner.section = "settings";
  }

  /** Shows a test notification. What becomes of it is heard afterwards, perhaps twice. */
  async try(): Promise<void> {
    if (this.trying) return;
    this.trying = true;
    this.silent = false;
    this.tried = undefined;
    this.problem = undefined;
    this.#patience = setTimeout(() => {
      this.silent = true;
      this.#settled();
    }, PATIENCE_MS);
    try {
      await this.#planner.api.tryReminder();
    } catch (thrown) {
      this.problem = problemOf(thrown);
      this.#settled();
    }
  }

  /** The desktop has answered, or somebody pressed a button of the test. */
  heard(tried: Tried): void {
    this.tried = tried;
    this.silent = false;
    this.#settled();
  }

  #settled(): void {
    clearTimeout(this.#patience);
    this.trying = false;
    // What the desktop answered may have changed what is known of it.
    if (this.page.wanted) void this.page.reload();
  }
}
