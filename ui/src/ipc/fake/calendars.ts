/** Noor's work calendar, as a file and as busy time: the rows of the mock-up. */
import type {
  CalendarLayer,
  ExportChoice,
  Imported,
  ImportForm,
  ImportPreview,
  ImportRow,
  ImportWhat,
} from "../api";

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
