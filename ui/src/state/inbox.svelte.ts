/** While you were away: what came late, was not shown, or still waits for an answer. */
import type { Answered, Inbox, InboxItem, Topic } from "../ipc/api";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

export class InboxSheet {
  /** Whether the sheet is open. */
  shown = $state(false);
  readonly page: Resource<Inbox>;
  readonly #planner: Planner;
  /** Whether those from before the last seven days are listed too. */
  #older = false;
  /** The reminder being answered: a second press on the same button says nothing new. */
  #answering = "";

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(
      () => planner.api.inbox(this.#older),
      ["reminders", "slots", "gestures", "settings", "clock"],
    );
  }

  /** Opens when there is something to show, so that nobody sees an empty sheet fill. */
  async open(): Promise<void> {
    const inbox = await this.#planner.attempt(() => this.#planner.api.inbox(false));
    if (!inbox) return;
    this.#older = false;
    this.page.fill(inbox);
    this.shown = true;
  }

  close(): void {
    this.shown = false;
  }

  async showOlder(): Promise<void> {
    this.#older = true;
    await this.page.reload();
  }

  /** Does what a button says; where that is a page, the sheet gives way to it. */
  async answer(item: InboxItem, action: string): Promise<void> {
    if (this.#answering === item.reminder) return;
    this.#answering = item.reminder;
    await this.#planner.attempt(async () =>
      this.#took(await this.#planner.api.answerReminder(item.reminder, action)),
    );
    this.#answering = "";
  }

  /** Takes all of it off the list. */
  async clear(): Promise<void> {
    await this.#planner.attempt(async () =>
      this.#planner.toasts.say((await this.#planner.api.clearInbox()).said),
    );
  }

  /** While it is closed it need not know: it asks when it is opened. */
  heard(topics: readonly Topic[]): void {
    if (this.shown) this.page.heard(topics);
  }

  #took({ said, undoable, to, key, moving }: Answered): void {
    if (said) this.#planner.toasts.say(said, undoable ? () => void this.#planner.undo() : undefined);
    if (to) this.#planner.go({ to, key: key || null, moving });
  }
}
