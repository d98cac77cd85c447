/** The editor of a standing date in the planner in memory: what it is opened with, and what it keeps. */
import type { LeadChoice, Rewrite, ScopeChoice, SlotForm } from "../api";
import { Refused } from "../api";
import { TODAY, clock, fromDays, monthShort, parseIso } from "./civil";
import { readingOf, sentenceOf, slotOf } from "./dates";
import { BACKUP_DAYS, kindsOf, rewritten } from "./kinds";
import { refused, type Base } from "./remembering";
import { read, shortDay } from "./sentence";
import { DEFAULTS, type Kept, type World } from "./world";

/** The leads that can be chosen. */
export const LEADS: LeadChoice[] = [
  { lead: { days_before: 1, at: "19:00" }, words: "Evening before, 7 pm" },
  { lead: { before_minutes: 90 }, words: "90 min before" },
  { lead: { before_minutes: 30 }, words: "30 min before" },
  { lead: { before_minutes: 120 }, words: "2 hours before" },
  { lead: { days_before: 0, at: "09:00" }, words: "On the day, 9 am" },
  { lead: { days_before: 2, at: "18:30" }, words: "2 days before, 6:30 pm" },
];

const SCOPES: ScopeChoice[] = [
  { scope: "this", title: "Only this one", says: "The others stay as they are." },
  { scope: "following", title: "This one and those after it", says: "Those before it stay as they are." },
  { scope: "all", title: "All from now on", says: "What was stays as it was." },
];

/** Answers the editor, and keeps what it is given. */
export function withEditor<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async editor(idOrKey: string | null) {
      const slot = idOrKey?.split("@")[0] ?? null;
      this.note(`editor ${slot}`);
      const kept = this.world.slots.find((it) => it.id === slot);
      if (slot && !kept) throw refused("not_found", "That date is not there any more.");
      return {
        slot: kept ? slotOf(kept) : null,
        scopes: kept?.every ? SCOPES : [],
        exceptions: Object.entries(this.world.said)
          .filter(
            ([key, said]) =>
              key.startsWith(`${slot}@`) && (said.status === "skipped" || said.day !== undefined),
          )
          .filter(([key]) => parseIso(key.split("@")[1]!.slice(0, 10)) >= TODAY)
          .map(([key, said]) => {
            const day = parseIso(key.split("@")[1]!.slice(0, 10));
            return {
              key,
              set: false,
              day: `${fromDays(day).d} ${monthShort(fromDays(day).m)}`,
              text:
                said.status === "skipped"
                  ? "Skipped"
                  : `Moved to ${shortDay(said.day!)} ${monthShort(fromDays(said.day!).m)}, ${clock(said.at!)}`,
            };
          }),
        kinds: kindsOf(this.world.kinds),
        backup_days: BACKUP_DAYS,
        leads: LEADS,
        defaults: this.world.settings.leads,
        kind_defaults: kindLeadsOf(this.world),
        zone: "Europe/London",
      };
    }

    async readSentence(text: string) {
      this.note(`read_sentence ${text}`);
      return read(text, TODAY).reading;
    }

    async rewriteSentence(text: string, how: Rewrite) {
      this.note(`rewrite_sentence ${text} ${how.how}`);
      return rewritten(text, read(text, TODAY).reading.draft, how, this.world.kinds);
    }

    async saveSlot(form: SlotForm) {
      return this.change(`save_slot ${form.sentence}`, ["slots"], (world) => {
        const old = world.slots.find((slot) => slot.id === form.id);
        const unchanged = old && form.sentence === sentenceOf(old);
        const got = read(form.sentence, TODAY);
        if (!unchanged && !got.read) throw new Refused(got.reading.problem!);
        if (form.kind === "private" && !form.label) {
          throw refused("invalid", "Private time needs a label of your own.");
        }
        const times = unchanged ? old : { ...got.read!, every: got.read!.weekly ? got.read!.every : 0 };
        const id = old?.id ?? this.fresh("slot");
        const kept: Kept = {
          id,
          title: unchanged ? old.title : (form.title ?? got.read!.title),
          label: form.label,
          kind: form.kind ?? "date",
          every: times.every,
          day: times.day,
          at: times.at,
          minutes: times.minutes,
          leads: form.leads ?? DEFAULTS,
          planner: form.planner,
          anchor: form.anchor ?? "floating",
          backup: form.backup ?? "",
        };
        world.slots = [...world.slots.filter((slot) => slot.id !== id), kept];
        return [`${readingOf(kept)}, kept`, id];
      });
    }

    async removeSlot(id: string) {
      return this.change(`remove_slot ${id}`, ["slots"], (world) => {
        world.slots = world.slots.filter((slot) => slot.id !== id);
        return ["Removed", id];
      });
    }
  };
}

/** Each kind of time with the leads it begins with. */
export function kindLeadsOf(world: World) {
  const { kindLeads, settings } = world;
  const usual = (kind: string) => (kind === "check_in" ? [{ before_minutes: 0 }] : settings.leads);
  return kindsOf(world.kinds).kinds.map(({ kind }) => ({
    kind,
    leads: kindLeads[kind] ?? usual(kind),
  }));
}
