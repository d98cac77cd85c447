/** The settings of the planner in memory, and whose it is. */
import type { Api, Settings } from "../api";
import { pausedUntil } from "./away";
import { LEADS, kindLeadsOf } from "./editor";
import { kindsOf } from "./kinds";
import { refused, type Base } from "./remembering";

/** Answers the settings, and keeps them. */
export function withSettings<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async settings(): Promise<Settings> {
      this.note("settings");
      return {
        ...this.world.settings,
        people: this.world.people ?? { first: "", second: "" },
        choices: LEADS,
        kind_leads: kindLeadsOf(this.world),
        kinds: kindsOf(this.world.kinds),
        sample: this.world.settings.discreet
          ? ["Thursday, 7 pm", "Tomorrow"]
          : ["Supper at Lupo at 7", "Tomorrow"],
        paused: pausedUntil(this.world.pauses),
      };
    }

    async saveSettings({
      people,
      both,
      discreet,
      kind_leads,
      gesture_nudge,
      ...form
    }: Parameters<Api["saveSettings"]>[0]) {
      await this.change("save_settings", ["settings"], (world) => {
        if (discreet === false && !both) throw refused("invalid", "That needs you both.");
        const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value != null));
        Object.assign(world.settings, given, discreet == null ? {} : { discreet });
        if (people) world.people = people;
        for (const { kind, leads } of kind_leads ?? []) world.kindLeads[kind] = leads;
        if (gesture_nudge != null) world.settings.gesture_nudge = gesture_nudge || null;
        return ["Saved", ""];
      });
      return this.settings();
    }

    async savePeople(people: Settings["people"], here: Settings["here"]) {
      return this.change(`save_people ${people.first} ${people.second} ${here}`, ["settings"], (world) => {
        if (!people.first.trim() || !people.second.trim()) throw refused("invalid", "Both names are needed.");
        world.people = people;
        world.settings.here = here;
        return [`${people.first} and ${people.second}`, ""];
      });
    }

    async setStartAtLogin(on: boolean) {
      this.world.settings.starts_at_login = on;
      return this.settings();
    }

    /** How it is opened, without a change anybody could undo. */
    dress(dark: boolean, shared: boolean, textPermille = 1000) {
      this.world.settings.appearance = { theme: dark ? "dark" : "light", text_permille: textPermille };
      if (shared) this.world.settings.here = "shared";
    }
  };
}
