/** Noor's work calendar, as a file and as busy time: the rows of the mock-up. */
import type {
  CalendarLayer,
  ExportChoice,
  ExportForm,
  ImportForm,
  ImportPreview,
  ImportProgress,
  ImportRow,
  ImportWhat,
  Imported,
} from "../api";
import type { Base } from "./remembering";

const row = (
  id: string,
  what: ImportWhat,
  when: string,
  title: string,
  detail = "",
  length = "",
  over = false,
): ImportRow => ({
  id,
  uid: id,
  what,
  when,
  title,
  detail,
  length,
  over,
  ticked: what !== "refused" && what !== "unchanged",
});

const ROWS: ImportRow[] = [
  row("r0", "refused", "Mon 2 Nov", "Stand-up", "It ends before it begins: 3 pm to 2 pm. Nothing to keep."),
  row(
    "r1",
    "refused",
    "Fri 13 Nov",
    "Wrap-up",
    "Its time zone, “Office 3”, is one this computer doesn’t know.",
  ),
  row("e0", "changed", "Wed 21 Oct, 9 am", "Planning round", "Was 9 to 10 am. Now 9 to 11 am.", "2 hours"),
  row(
    "e1",
    "changed",
    "Thu 29 Oct, 6:30 pm",
    "Late handover",
    "Was 5 to 6:30 pm. Now 6:30 to 8 pm, over your date.",
    "90 min",
    true,
  ),
  row("e2", "changed", "Tue 3 Nov, 1 pm", "Budget", "Moved from Monday.", "1 hour"),
  row("e3", "added", "Fri 16 Oct, 10 am", "Interview", "", "30 min"),
  row(
    "e4",
    "added",
    "Tue 20 Oct, 9:15 am",
    "Stand-up",
    "Every Tuesday, 9:15 to 9:30 am, until 21 December",
    "15 min",
  ),
  row("e5", "added", "Sat 14 Nov", "On call", "", "all day"),
  row("g0", "gone", "Fri 23 Oct, 9 am", "No name", "No longer in the file.", "1 hour"),
  row("e6", "unchanged", "Mon 19 Oct, 2 pm", "Review", "", "1 hour"),
];

/** What that file would change. */
export function previewOf(form: ImportForm): ImportPreview {
  const busy = form.take_as !== "dates";
  return {
    file: "noor-work.ics",
    summary: "90 entries from October to January",
    hint: !busy
      ? "These become dates of your own, with their reminders."
      : form.names
        ? "Hours and names are kept, and told wherever they stand in the way of a date."
        : "Only the hours are kept. The names are shown here so you can choose, then dropped.",
    writing: busy
      ? `Writing ${form.take_as === "first" ? "Noor" : "Jules"}’s busy time`
      : "Writing your dates",
    free: "1 entry is marked as free and left out.",
    counts: { all: 90, added: 23, changed: 3, unchanged: 62, refused: 2, gone: 1, ticked: 27 },
    rows: ROWS,
    again: true,
    names: false,
    watched: false,
  };
}

/** What taking it in answers. */
export function importedBy(form: ImportForm): Imported {
  const name = form.take_as === "second" ? "Jules" : "Noor";
  const busy = form.take_as !== "dates";
  return {
    said: busy ? `${name}’s busy time read from noor-work.ics` : "23 dates read from noor-work.ics",
    title: busy ? `${name}’s busy time is in` : "Your dates are in",
    text: busy ? "The week view shows it in the left lane, without names." : "",
    layer: busy ? "work" : null,
    added: 23,
    changed: 3,
    unchanged: 62,
    gone: 1,
    left_out: form.ticks.flipped.length,
    refused: [],
    over: busy
      ? {
          key: "supper@2026-10-29T19:00",
          lead: "It lies over one date, Thursday 29 October",
          hours: "6:30 to 8 pm",
        }
      : null,
  };
}

/** The two calendars of the week in the mock-ups. */
export const LAYERS: CalendarLayer[] = [
  {
    id: "noor",
    name: "noor-work.ics",
    half: "first",
    whose: "Noor’s busy time, 87 entries",
    read: "Read today, 9:02 am.",
    read_at: "2026-10-13T09:02:00+01:00",
    entries: 87,
    names: false,
    file: "/media/usb/Calendars/noor-work.ics",
    trouble: "",
  },
  {
    id: "jules",
    name: "studio.ics",
    half: "second",
    whose: "Jules’s busy time, 12 entries",
    read: "Read 2 October.",
    read_at: "2026-10-02T18:20:00+01:00",
    entries: 12,
    names: false,
    file: null,
    trouble: "",
  },
];

/** The dates that can be exported by themselves. */
export const CHOICES: ExportChoice[] = [
  { id: "supper", words: "Every Thursday, 7 to 9 pm" },
  { id: "session", words: "Dr Osei: Every other Wednesday, 5:30 to 6:30 pm" },
];

/** Takes calendar files in, and writes them. */
export function withCalendars<B extends Base>(Remembered: B) {
  return class extends Remembered {
    /** Set, the next import waits for `finishImport` before it is done. */
    slowly = false;
    #importing = new Set<(progress: ImportProgress) => void>();
    /** The calendar file that lies open. */
    #file: string | null = null;
    #finish: (() => void) | undefined;
    #broken = false;

    importing(heard: (progress: ImportProgress) => void) {
      this.#importing.add(heard);
      return () => void this.#importing.delete(heard);
    }

    /** As if a calendar file had been opened with the window. */
    openWith(name: string) {
      this.#file = name;
      this.send({ to: "import", key: null, moving: false });
    }

    /** As if the last entry had been written. */
    finishImport() {
      this.#finish?.();
    }

    async chooseCalendar() {
      this.note("choose_calendar");
      this.refuseIfAsked();
      this.#file = "noor-work.ics";
      return this.#file;
    }

    async chosenCalendar() {
      this.note("chosen_calendar");
      this.refuseIfAsked();
      return this.#file;
    }

    async closeCalendar() {
      this.note("close_calendar");
      this.#file = null;
    }

    async previewImport(form: ImportForm) {
      this.note(`preview_import ${form.take_as}${form.names ? " names" : ""}`);
      this.refuseIfAsked();
      return previewOf(form);
    }

    async importCalendar(form: ImportForm) {
      this.note(`import_calendar ${form.take_as} ${form.ticks.base} ${form.ticks.flipped.join(" ")}`.trim());
      this.#broken = false;
      this.#importing.forEach((heard) => heard({ done: 14, of: 26 }));
      if (this.slowly) await new Promise<void>((resolve) => (this.#finish = resolve));
      if (this.#broken) return null;
      const imported = importedBy(form);
      await this.change("imported", ["calendars"], () => [imported.said, imported.layer ?? ""]);
      this.#file = null;
      return imported;
    }

    async cancelImport() {
      this.note("cancel_import");
      this.#broken = true;
      this.#finish?.();
    }

    async layers() {
      this.note("layers");
      return this.world.layers;
    }

    async removeLayer(id: string) {
      return this.change(`remove_layer ${id}`, ["calendars"], (world) => {
        const layer = world.layers.find((it) => it.id === id);
        world.layers = world.layers.filter((it) => it !== layer);
        return [`${layer?.name} removed`, id];
      });
    }

    async keepLayerNames(id: string, names: boolean) {
      return this.change(`keep_layer_names ${id} ${names}`, ["calendars"], (world) => {
        world.layers = world.layers.map((it) => (it.id === id ? { ...it, names } : it));
        return [names ? "The names are kept" : "The names are dropped", id];
      });
    }

    async watchLayer(id: string, on: boolean) {
      return this.change(`watch_layer ${id} ${on}`, ["calendars"], (world) => {
        const file = on ? "/media/usb/studio.ics" : null;
        world.layers = world.layers.map((it) => (it.id === id ? { ...it, file } : it));
        return [on ? "Read again when it changes" : "No longer watched", id];
      });
    }

    async readLayer(id: string) {
      await this.change(`read_layer ${id}`, ["calendars"], () => ["Read again", id]);
      return importedBy({
        take_as: "first",
        names: false,
        watch: true,
        ticks: { base: "usual", flipped: [] },
      });
    }

    async exportChoices() {
      this.note("export_choices");
      return CHOICES;
    }

    async saveExport(form: ExportForm) {
      this.note(
        `save_export ${form.format} ${form.from ?? ""} ${form.to ?? ""} ${form.slot ?? ""} ${form.discreet}`,
      );
      this.refuseIfAsked();
      return { said: "dates.ics is written.", id: "" };
    }
  };
}
