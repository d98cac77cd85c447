/** A calendar file of somebody else's: what it would change, what is ticked, and its being written. */
import { SvelteSet } from "svelte/reactivity";
import type {
  Half,
  Imported,
  ImportAs,
  ImportForm,
  ImportPreview,
  ImportProgress,
  ImportRow,
  ImportWhat,
  Problem,
  TickBase,
} from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";

export class ImportDialog {
  /** Which of its pages is shown; none while it is closed. */
  stage = $state<"list" | "writing" | "done">();
  takeAs = $state<ImportAs>("first");
  names = $state(false);
  watch = $state(false);
  preview = $state.raw<ImportPreview>();
  /** What is shown of it. */
  only = $state<ImportWhat>();
  progress = $state.raw<ImportProgress>({ done: 0, of: 0 });
  imported = $state.raw<Imported>();
  /** Why it was not looked at, or not written. */
  problem = $state.raw<Problem>();
  #base = $state<TickBase>("usual");
  readonly #flipped = new SvelteSet<string>();
  /** The newest question: an older one's answer comes too late. */
  #asked = 0;
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  /** Has somebody choose a file, and shows what it would change: as whose busy time, where that is known. */
  async choose(takeAs?: Half): Promise<void> {
    const name = await this.#planner.attempt(() => this.#planner.api.chooseCalendar());
    if (name) await this.#show(takeAs);
  }

  /** Shows the file that was opened with the window. */
  async openChosen(): Promise<void> {
    // What is being written goes on; a list that lies open gives way to the new one.
    if (this.stage === "writing") return;
    const name = await this.#planner.attempt(() => this.#planner.api.chosenCalendar());
    if (name) await this.#show();
  }

  async takeThemAs(takeAs: ImportAs): Promise<void> {
    this.takeAs = takeAs;
    await this.#look(true);
  }

  async keepNames(names: boolean): Promise<void> {
    this.names = names;
    await this.#look(false);
  }

  /** What is shown of the list, by sort. */
  rowsOf(what: ImportWhat): ImportRow[] {
    return this.preview?.rows.filter((row) => row.what === what) ?? [];
  }

  isTicked(row: ImportRow): boolean {
    const from = this.#base === "usual" ? row.ticked : this.#base === "all";
    return from !== this.#flipped.has(row.id);
  }

  toggle(row: ImportRow): void {
    if (!this.#flipped.delete(row.id)) this.#flipped.add(row.id);
  }

  /** Ticks all there is, or nothing. */
  tickAll(all: boolean): void {
    this.#base = all ? "all" : "none";
    this.#flipped.clear();
  }

  /** How many are ticked, those that are not shown with them. */
  get ticked(): number {
    if (!this.preview) return 0;
    const { added, changed, gone, ticked } = this.preview.counts;
    const flipped = this.#flipped.size;
    if (this.#base === "none") return flipped;
    if (this.#base === "all") return added + changed + gone - flipped;
    const off = this.preview.rows.filter((row) => row.ticked && this.#flipped.has(row.id)).length;
    return ticked - off + (flipped - off);
  }

  async save(): Promise<void> {
    if (this.stage !== "list" || this.ticked === 0) return;
    this.problem = undefined;
    this.progress = { done: 0, of: 0 };
    this.stage = "writing";
    try {
      const imported = await this.#planner.api.importCalendar(this.#form());
      if (imported) {
        this.imported = imported;
        this.stage = "done";
      } else {
        this.stage = "list";
      }
    } catch (thrown) {
      this.problem = problemOf(thrown);
      this.stage = "list";
    }
  }

  /** Closes it; what is being written is broken off first, and leaves nothing behind. */
  close(): void {
    if (this.stage === "writing") {
      void this.#planner.attempt(() => this.#planner.api.cancelImport());
      return;
    }
    this.stage = undefined;
    this.preview = undefined;
    void this.#planner.attempt(() => this.#planner.api.closeCalendar());
  }

  /** Takes back what was written, and closes. */
  async undo(): Promise<void> {
    this.close();
    await this.#planner.undo();
  }

  /** Shows the date that it lies over. */
  showOver(): void {
    const key = this.imported?.over?.key;
    this.close();
    if (key) this.#planner.go({ to: "calendar", key, moving: false });
  }

  heard(progress: ImportProgress): void {
    if (this.stage === "writing") this.progress = progress;
  }

  async #show(takeAs?: Half): Promise<void> {
    this.takeAs = takeAs ?? (this.#planner.here === "second" ? "second" : "first");
    this.names = false;
    this.watch = false;
    this.imported = undefined;
    if (await this.#look(true)) {
      // As it was the last time.
      this.watch = this.preview?.watched ?? false;
      if (this.preview?.names) await this.keepNames(true);
      this.stage = "list";
    }
  }

  /** Asks what it would change; anew, nothing is ticked otherwise than it comes. */
  async #look(anew: boolean): Promise<boolean> {
    const asked = ++this.#asked;
    if (anew) {
      this.#base = "usual";
      this.#flipped.clear();
      this.only = undefined;
    }
    this.problem = undefined;
    try {
      const preview = await this.#planner.api.previewImport(this.#form());
      if (asked === this.#asked) this.preview = preview;
      return true;
    } catch (thrown) {
      if (asked !== this.#asked) return false;
      if (this.stage) this.problem = problemOf(thrown);
      else this.#planner.toasts.fail(problemOf(thrown));
      return false;
    }
  }

  #form(): ImportForm {
    const busy = this.takeAs !== "dates";
    return {
      take_as: this.takeAs,
      names: busy && this.names,
      watch: busy && this.watch,
      ticks: { base: this.#base, flipped: [...this.#flipped] },
    };
  }
}
