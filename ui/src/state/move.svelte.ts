/** Moving one date: a sentence, read while it is typed. */
import type { Item, Problem } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { LiveReading } from "./reading.svelte";

export class MoveSheet {
  /** The date being moved; nothing while the sheet is closed. */
  item = $state.raw<Item>();
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
  }

  close(): void {
    this.item = undefined;
  }

  async save(): Promise<void> {
    const item = this.item;
    if (!item || this.moving) return;
    this.moving = true;
    this.problem = undefined;
    try {
      const done = await this.#planner.api.moveTo(item.key, this.sentence.text);
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      this.close();
    } catch (thrown) {
      this.problem = problemOf(thrown);
    } finally {
      this.moving = false;
    }
  }
}
