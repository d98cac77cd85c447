/** “Is it working?” in the planner in memory: dunst on Noor's computer, which slept for two days. */
import type { LastReminder, ReminderCheck, Tried } from "../api";
import type { Base } from "./remembering";

const late = (due: string, said: string, how: string, note = ""): LastReminder => ({
  due,
  said,
  how,
  note,
  late: true,
});
const fine = (due: string, said: string, how: string, note = ""): LastReminder => ({
  ...late(due, said, how, note),
  late: false,
});

const AWAY = "Asleep. It is in While you were away.";

/** The page as the mock-ups have it; `startsAtLogin` is the one thing on it that can be changed there. */
export function checked(startsAtLogin: boolean): ReminderCheck {
  return {
    ok: true,
    verdict: "Reminders are working.",
    because: "This computer slept for two days, so four came late or not at all.",
    sample: ["Tuesday, 2:36 pm", "Just a test"],
    shows: "A program called dunst, version 1.9.2, runs this desktop’s notifications.",
    program: "dunst",
    abilities: [
      { can: true, text: "Shows the day and the time" },
      { can: true, text: "Has buttons: Fine, Snooze, 1 hour, Open" },
      { can: true, text: "Says which one you pressed" },
      { can: true, text: "Takes one back when a date moves" },
      { can: false, text: "Doesn’t keep them after a restart, so they go to While you were away" },
      { can: false, text: "Makes no sound, and none is asked for" },
    ],
    next: [
      { when: "Today, 5:30 pm", says: "One small thing", about: "Make the ginger noodles" },
      { when: "Tomorrow, 4 pm", says: "Wednesday, 5:30 pm. In 90 minutes", about: "Dr Osei" },
      { when: "Tomorrow, 7 pm", says: "Thursday, 7 pm. Tomorrow", about: "Supper at Lupo" },
      { when: "Thursday, 5:30 pm", says: "Thursday, 7 pm. In 90 minutes", about: "Supper at Lupo" },
      { when: "Friday, 9 am", says: "Thursday, 7 pm. Did it happen?", about: "Supper at Lupo" },
    ],
    last: [
      late("Today, 8 am", "One small thing", "An hour late", "The computer was asleep until 9:10."),
      late("Yesterday, 7 pm", "Tuesday, 1 pm. Tomorrow", "Not shown", AWAY),
      late("Sunday, 9 am", "Saturday, 1 pm. Did it happen?", "Not shown", AWAY),
      fine("Saturday, 11:30 am", "Saturday, 1 pm. In 90 minutes", "On time. You said Fine."),
      fine("Friday, 7 pm", "Saturday, 1 pm. Tomorrow", "On time"),
      fine("Thu 8, 5:30 pm", "Thursday, 7 pm. In 90 minutes", "On time. You moved it."),
      late(
        "Wed 7, 7 pm",
        "Thursday, 7 pm. Tomorrow",
        "Two minutes late",
        "The desktop’s notifications were restarting.",
      ),
      fine("Fri 2, 10:45 pm", "One small thing", "Held until 7 am", "It fell in the quiet hours."),
    ],
    stops: [
      {
        code: "asleep",
        hit: true,
        title: "This computer asleep or off",
        text: "Nothing can show then. What was missed comes when it wakes, until 30 minutes after the start.",
        command: "",
        state: "Happened, Saturday to today",
      },
      {
        code: "login",
        hit: !startsAtLogin,
        title: "Not starting at login",
        text: "After a restart, nothing comes until Standing Date is opened.",
        command: "",
        state: "",
      },
      {
        code: "disturb",
        hit: false,
        title: "Do not disturb",
        text: "dunst can be told to hold everything. It is off now. To end it: dunstctl set-paused false",
        command: "dunstctl set-paused false",
        state: "",
      },
      {
        code: "closing",
        hit: false,
        title: "Closing the window",
        text: "This desktop has a tray, so closing only hides it. Quit does stop reminders.",
        command: "",
        state: "Fine as it is",
      },
    ],
  };
}

/** The same where no date and no reminder has ever been, and nothing shows notifications. */
export function checkedBare(startsAtLogin: boolean): ReminderCheck {
  const { stops } = checked(startsAtLogin);
  return {
    ok: false,
    verdict: "Reminders can’t be shown.",
    because: "No program here runs the desktop’s notifications.",
    sample: ["Tuesday, 2:36 pm", "Just a test"],
    shows: "No program here runs the desktop’s notifications.",
    program: "",
    abilities: [],
    next: [],
    last: [],
    stops: stops.filter(({ code }) => code === "login" || code === "closing"),
  };
}

/** A test that was shown, and after that the one of it on which Fine was pressed. */
export const TRIED: { shown: Tried; pressed: Tried; failed: Tried } = {
  shown: { shown: true, result: "Shown at 2:36 pm", more: ", in under a second." },
  pressed: {
    shown: true,
    result: "Shown at 2:36 pm",
    more: ", in under a second. You pressed Fine, and it was heard.",
  },
  failed: { shown: false, result: "Not shown.", more: " The desktop’s notifications don’t answer." },
};

/** Answers whether reminders work. */
export function withCheck<B extends Base>(Remembered: B) {
  return class extends Remembered {
    #tried = new Set<(tried: Tried) => void>();

    async checkReminders() {
      this.note("check_reminders");
      const { starts_at_login } = this.world.settings;
      return (this.world.slots.length > 0 ? checked : checkedBare)(starts_at_login ?? false);
    }

    async tryReminder() {
      this.note("try_reminder");
      setTimeout(() => this.tellTried(this.world.slots.length > 0 ? TRIED.shown : TRIED.failed), 300);
    }

    tried(heard: (tried: Tried) => void) {
      this.#tried.add(heard);
      return () => void this.#tried.delete(heard);
    }

    /** As if the desktop had said what became of the test. */
    tellTried(tried: Tried) {
      this.#tried.forEach((heard) => heard(tried));
    }
  };
}
