/**
 * The help page. It can be opened from anywhere and is gone at once; that it was open is kept nowhere.
 */
import type { HelpPage, HelpPart } from "../ipc/api";
import type { Planner } from "./planner.svelte";

export class Help {
  /** All of it, once somebody came near it. */
  page = $state.raw<HelpPage>();
  /** The part that lies open. */
  shown = $state.raw<HelpPart>();
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** It never changes while the program runs: asked for once. */
  async load(): Promise<void> {
    this.page ??= await this.#planner.attempt(() => this.#planner.api.helpPage());
  }

  /** Opens a part; of one that is not named the one for whoever is afraid. */
  async open(part = "safety"): Promise<void> {
    await this.load();
    this.shown = this.page?.parts.find(({ id }) => id === part);
  }

  close(): void {
    this.shown = undefined;
  }
}
