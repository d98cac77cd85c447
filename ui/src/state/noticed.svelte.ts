/** What one of them noticed the other do, kept ready to say thank you for. */
import type { Noticed as Item, ToNotice, Topic } from "../ipc/api";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

export class Noticed {
  readonly list: Resource<Item[]>;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.list = new Resource(() => planner.api.noticed(null), ["gestures", "settings", "clock"]);
  }

  heard(topics: readonly Topic[]): void {
    this.list.heard(topics);
  }

  /** Those for which thanks are still to come. */
  get open(): Item[] {
    return this.list.value?.filter((it) => it.thanked === "") ?? [];
  }

  /** Keeps what the other did. */
  async notice(it: ToNotice): Promise<void> {
    await this.#planner.change(() => this.#planner.api.notice(it.tick, null));
  }

  async add(words: string): Promise<boolean> {
    return (await this.#planner.change(() => this.#planner.api.addNoticed(words, null, null))) !== undefined;
  }

  async remove(it: Item): Promise<void> {
    await this.#planner.change(() => this.#planner.api.removeNoticed(it.id, null));
  }

  async thank(it: Item): Promise<void> {
    await this.#planner.change(() => this.#planner.api.thank(it.id, null));
  }
}
