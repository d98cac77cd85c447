/** Moving one date: a sentence, read while it is typed. */
import type { Item, Opening, Openings, Problem } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { LiveReading } from "./reading.svelte";

export class MoveSheet {
  /** The date being moved; nothing while the sheet is closed. */
  item = $state.raw<Item>();
  /** Where it might go; nothing until that is known. */
  openings = $state.raw<Openings>();
  readonly sentence: LiveReading;
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
    void this.sentence.begin("");
    void this.#look(item);
  }

  close(): void {
    this.item = undefined;
  }

  async save(): Promise<void> {
    await this.#move(this.sentence.text);
  }

  /** Moves it to an hour that is open to both. */
  async use(opening: Opening): Promise<void> {
    await this.#move(opening.to);
  }

  /** A look that fails offers nothing: the sentence does as well. */
  async #look(item: Item): Promise<void> {
    this.openings = undefined;
    const found = await this.#planner.api.openings(item.key).catch(() => undefined);
    if (this.item === item) this.openings = found;
  }

  async #move(to: string): Promise<void> {
    const item = this.item;
    if (!item || this.moving) return;
    this.moving = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.moveTo(item.key, to);
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.moving = false;
    }
  }
}
