/** What a week still wants: dates that come so many times on any day, and have not found all their days. */
import type { Opening, Topic, Wanted } from "../ipc/api";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

export class Wants {
  /** The day whose week is looked at, `2026-10-15`; `null` is today. */
  #of = $state<string | null>();
  readonly #page: Resource<{ of: string | null; wanted: Wanted[] }>;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.#page = new Resource(async () => {
      const of = this.#of ?? null;
      return { of, wanted: await planner.api.wanted(of) };
    }, ["slots", "calendars", "settings", "clock"]);
  }

  /** Looks at the week of a day. */
  show(of: string | null): void {
    if (this.#of === of) return;
    this.#of = of;
    void this.#page.reload();
  }

  /** Nothing of another week is shown while this one is asked for. */
  get list(): Wanted[] {
    const page = this.#page.value;
    return page && page.of === this.#of ? page.wanted : [];
  }

  /** Puts one evening of it there. */
  async place(wanted: Wanted, opening: Opening): Promise<void> {
    const { slot } = wanted;
    await this.#planner.change(() =>
      this.#planner.api.addOccurrence(slot, opening.start_local, opening.minutes),
    );
  }

  heard(topics: readonly Topic[]): void {
    this.#page.heard(topics);
  }
}
