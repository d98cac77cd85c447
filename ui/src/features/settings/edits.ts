import type { SettingsForm } from "../../ipc/api";
import type { Planner } from "../../state/planner.svelte";

/** Changing settings: each takes at once, and what the planner answers is what is shown. */
export class SettingsEdits {
  constructor(readonly planner: Planner) {}

  /** Answers whether it was saved. */
  async save(form: Partial<SettingsForm>): Promise<boolean> {
    const settings = await this.planner.attempt(() =>
      this.planner.api.saveSettings({ both: false, ...form }),
    );
    if (!settings) {
      // What was refused must not stay on screen as if it had been taken.
      void this.planner.settings.reload();
      return false;
    }
    this.planner.settings.fill(settings);
    this.planner.people = settings.people;
    this.planner.here = settings.here;
    this.planner.appearance = settings.appearance;
    return true;
  }

  async startAtLogin(on: boolean): Promise<void> {
    const settings = await this.planner.attempt(() => this.planner.api.setStartAtLogin(on));
    if (!settings) return;
    this.planner.settings.fill(settings);
    // What would stop reminders on this computer is another question now.
    if (this.planner.check.page.wanted) void this.planner.check.page.reload();
  }
}
