/** When the two in memory are both free: the hours of the mock-ups. */
import type { FindForm, HeadsUp, Openings, SlotForm } from "../api";
import type { Base } from "./remembering";

const opening = (day: string, at: string, said: string, why: string, sentence: string) => ({
  start_local: `${day}T${at}`,
  to: `${day}T${at}`,
  minutes: 90,
  said,
  why,
  sentence,
});

export const OPENINGS: Openings = {
  heading: "You’re both free at these times this week.",
  openings: [
    opening("2026-10-17", "13:00", "Saturday, 1 pm", "lunch instead", "17 October 2026 1pm, 90 min"),
    opening("2026-10-18", "20:00", "Sunday, 8 pm", "after the check-in", "18 October 2026 8pm, 90 min"),
  ],
};

/** Noor is busy on the last Thursday of the month. Moved out of the way, or left, it is clear. */
export function headsUpOf(form: SlotForm): HeadsUp | null {
  const evening = "2026-10-29T19:00";
  if (
    !/^thursdays/i.test(form.sentence) ||
    form.left ||
    form.moves?.some((move) => move.original === evening)
  )
    return null;
  return {
    halves: { first: true, second: false },
    lead: "Noor is busy on 29 October",
    text: "Noor is busy on 29 October, 6:30 to 8 pm.",
    next: "The next eleven are clear.",
    fixes: [
      {
        said: "Start at 8:15 that week",
        original: evening,
        to: "2026-10-29T20:15",
        taken: "29 October begins at 8:15 pm.",
        sentence: "",
      },
      {
        said: "Use Friday 30th",
        original: evening,
        to: "2026-10-30T19:00",
        taken: "29 October goes to Friday 30 October, 7 pm.",
        sentence: "",
      },
    ],
  };
}

/** Answers when both are free, and what is in the way. */
export function withOpenings<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async openings(key: string) {
      this.note(`openings ${key}`);
      return OPENINGS;
    }

    async findTime(form: FindForm) {
      this.note(`find_time ${form.kind ?? ""} ${form.minutes ?? ""}`);
      return OPENINGS;
    }

    async headsUp(form: SlotForm) {
      this.note(`heads_up ${form.sentence}`);
      return headsUpOf(form);
    }

    async leaveClash(key: string) {
      return this.change(`leave_clash ${key}`, ["settings"], () => ["Left as it is", key]);
    }
  };
}
