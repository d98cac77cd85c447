/** Moving one date: a sentence, read while it is typed. */
import type { Item, Opening, Openings, Problem, Scope, ScopeChoice } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { LiveReading } from "./reading.svelte";

export class MoveSheet {
  /** The date being moved; nothing while the sheet is closed. */
  item = $state.raw<Item>();
  /** Where it might go; nothing until that is known. */
  openings = $state.raw<Openings>();
  readonly sentence: LiveReading;
  /** How far it may reach, for the place that is read; nothing for a date that has no others. */
  choices = $state.raw<ScopeChoice[]>([]);
  scope = $state<Scope>("this");
  problem = $state.raw<Problem>();
  moving = $state(false);
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.sentence = new LiveReading((text) => planner.api.readMove(this.item?.key ?? "", text));
  }

  open(item: Item): void {
    this.item = item;
    this.problem = undefined;
    this.moving = false;
    this.choices = [];
    this.scope = "this";
    void this.sentence.begin("");
    void this.#look(item);
  }

  close(): void {
    this.item = undefined;
  }

  async save(): Promise<void> {
    await this.#move(this.sentence.text, this.scope);
  }

  /** Asks how far it may reach at the place that is read now. What cannot be said any more is not meant any more. */
  async reach(start: string | undefined): Promise<void> {
    const item = this.item;
    const found =
      item && start
        ? await this.#planner.api.readPlace(item.key, start, null).catch(() => undefined)
        : undefined;
    if (this.item !== item || this.sentence.reading?.draft?.start_local !== start) return;
    this.choices = found?.choices ?? [];
    if (!this.choices.some(({ scope }) => scope === this.scope)) this.scope = "this";
  }

  /** Moves it to an hour that is open to both. */
  async use(opening: Opening): Promise<void> {
    await this.#move(opening.to, "this");
  }

  /** A look that fails offers nothing: the sentence does as well. */
  async #look(item: Item): Promise<void> {
    this.openings = undefined;
    const found = await this.#planner.api.openings(item.key).catch(() => undefined);
    if (this.item === item) this.openings = found;
  }

  async #move(to: string, scope: Scope): Promise<void> {
    const item = this.item;
    if (!item || this.moving) return;
    this.moving = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.moveTo(item.key, to, scope);
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.moving = false;
    }
  }
}
