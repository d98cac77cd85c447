import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { Refused } from "./ipc/api";
import { ctrl, open, press, until } from "./opened";

const LUNCH = "Lunch on the quay, did it happen?";
const LUNCH_KEY = "thursdays@2026-10-08T19:00";

/** Opens the sheet from the line on Today, and waits for the focus in it. */
async function look() {
  const opened = await open("away");
  const from = await screen.findByTestId("look");
  from.focus();
  await fireEvent.click(from);
  const sheet = await screen.findByRole("dialog", { name: "While you were away" });
  return { ...opened, sheet };
}

const lines = () => screen.queryAllByTestId("inbox-item");
const titles = () => lines().map((it) => it.querySelector("b")?.textContent);
const line = (title: string) => lines().find((it) => it.textContent?.includes(title))!;
const button = (title: string, name: string) => within(line(title)).getByRole("button", { name });

test("Today says in one line how many reminders nobody saw, and nothing where there are none", async () => {
  const { fake } = await open("away");
  expect((await screen.findByTestId("away-line")).textContent).toContain(
    "While you were away, four reminders came late or went unseen.",
  );
  expect(document.querySelector(".plate")?.className, "the plate gives up the room for it").toContain("low");
  const entries = [...document.querySelectorAll(".side button > span")].map((it) => it.textContent).join(" ");
  expect(entries, "never a count in the sidebar").not.toMatch(/four|[0-9]/);
  await fake.clearInbox();
  await until(() => expect(screen.queryByTestId("away-line")).toBeNull());
  expect(document.querySelector(".plate")?.className).not.toContain("low");
});

test("the sheet lists what came late by the day it was due, newest first, and says why", async () => {
  const { sheet } = await look();
  expect([...sheet.querySelectorAll("h3")].map((it) => it.textContent)).toEqual([
    "Today Tuesday 13",
    "Yesterday Monday 12",
    "Sunday 11 October",
  ]);
  expect(titles()).toEqual(["Make the ginger noodles", "Dr Osei", LUNCH, "Supper at Lupo"]);
  expect(sheet.textContent).toContain("This computer was asleep, so these came late or not at all.");
  expect(sheet.textContent).toContain("Leave what you like. None of this is counted.");
  expect(document.querySelector(".app")?.hasAttribute("inert"), "the page behind is out of reach").toBe(true);
});

test("whether lunch happened has three answers that weigh the same, each naming what it is about", async () => {
  await look();
  const answers = [...line(LUNCH).querySelectorAll("button")];
  expect(answers.map((it) => it.textContent?.trim())).toEqual(["Yes", "Move it", "Let it go"]);
  expect(
    new Set(answers.map((it) => it.className.replace(/s-\S+/g, "").trim())).size,
    "no answer is dressed up",
  ).toBe(1);
  for (const answer of answers) {
    const about = document.getElementById(answer.getAttribute("aria-describedby") ?? "");
    expect(about?.textContent, "a button heard alone says what it is about").toBe(LUNCH);
  }
});

test("lunch that happened leaves the list, the next one has the focus, and undo brings it back", async () => {
  const { fake } = await look();
  await fireEvent.click(button(LUNCH, "Yes"));
  await until(() => expect(titles()).not.toContain(LUNCH));
  expect(fake.calls).toContain(`answer_reminder follow_up ${LUNCH_KEY} kept`);
  await until(() => expect(document.activeElement).toBe(button("Supper at Lupo", "Fine")));
  expect(screen.getByTestId("toast").textContent).toContain("Kept");

  await fireEvent.click(screen.getByTestId("toast-undo"));
  await until(() => expect(titles(), "in its old place").toContain(LUNCH));
  expect(titles().indexOf(LUNCH)).toBe(2);
});

test("the last line answered gives the focus to the one before it, and the very last to Close", async () => {
  await look();
  await fireEvent.click(button("Supper at Lupo", "Fine"));
  await until(() => expect(document.activeElement).toBe(button(LUNCH, "Yes")));
  await fireEvent.click(button(LUNCH, "Let it go"));
  await fireEvent.click(button("Dr Osei", "Fine"));
  await fireEvent.click(button("Make the ginger noodles", "Not today"));
  await until(() => expect(lines()).toHaveLength(0));
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("inbox-close")));
  screen.getByText("Nothing is waiting");
  expect(screen.queryByTestId("inbox-clear"), "there is nothing to clear").toBeNull();
});

test("what cannot be taken back offers no undo", async () => {
  await look();
  await fireEvent.click(button("Supper at Lupo", "1 hour"));
  await until(() => expect(screen.getByTestId("toast").textContent).toContain("Comes again"));
  expect(screen.queryByTestId("toast-undo"), "it would take back something else").toBeNull();
});

test("an answer that could not be saved leaves the line where it was, and can be given again", async () => {
  const { fake } = await look();
  fake.refuseNext = "disk_full";
  await fireEvent.click(button(LUNCH, "Yes"));
  await screen.findByText(/The disk is full/);
  expect(titles()).toContain(LUNCH);
  await fireEvent.click(screen.getByText("Try again"));
  await until(() => expect(titles()).not.toContain(LUNCH));
});

test("moving lunch closes the sheet and asks for its new time, on its day in the calendar", async () => {
  await import("./features/calendar/CalendarPage.svelte");
  await look();
  await fireEvent.click(button(LUNCH, "Move it"));
  await screen.findByTestId("sentence");
  expect(screen.queryByRole("dialog", { name: "While you were away" }), "one sheet at a time").toBeNull();
  await until(() =>
    expect(screen.getByTestId("day-2026-10-10").getAttribute("aria-selected"), "where it was last").toBe(
      "true",
    ),
  );
  await press("Escape", {}, screen.getByTestId("sentence"));
  await until(() => expect(screen.queryByTestId("sentence")).toBeNull());
  await until(() =>
    expect(document.activeElement?.closest("aside"), "and the day has the focus").not.toBeNull(),
  );
});

test("a date that cannot be moved any more is only shown", async () => {
  const { fake } = await open("away");
  await fake.skip("thursdays@2026-10-22T19:00");
  fake.send({ to: "calendar", key: "thursdays@2026-10-22T19:00", moving: true });
  await until(() => expect(screen.getByTestId("day-2026-10-22").getAttribute("aria-selected")).toBe("true"));
  expect(screen.queryByTestId("sentence")).toBeNull();
});

test("older ones are counted, and shown when asked for", async () => {
  const { fake, sheet } = await look();
  expect(sheet.textContent).toContain("2 older, from before");
  await fireEvent.click(screen.getByTestId("inbox-older"));
  await until(() => expect(titles()).toContain("The cinema"));
  expect(fake.calls).toContain("inbox true");
  expect(screen.queryByTestId("inbox-older"), "there are no others").toBeNull();
  await until(() =>
    expect(line("Dr Osei").closest("section")).not.toBe(document.activeElement?.closest("section")),
  );
  expect(
    document.activeElement?.closest("section")?.textContent,
    "the first of them has the focus",
  ).toContain("4 October");
});

test("the list can be cleared at once, and that is all that happens", async () => {
  const { fake } = await look();
  await fireEvent.click(screen.getByTestId("inbox-clear"));
  await until(() => expect(lines()).toHaveLength(0));
  expect(document.activeElement).toBe(screen.getByTestId("inbox-close"));
  expect(screen.getByTestId("toast").textContent).toContain("The list is clear");
  expect(screen.queryByTestId("toast-undo"), "nothing was changed that could come back").toBeNull();
  expect(
    fake.calls.some((call) => call.startsWith("say ")),
    "no date was said anything of",
  ).toBe(false);
});

test("Escape closes the sheet, and whoever opened it with the keyboard stands where they were", async () => {
  const { sheet } = await look();
  await press("Escape", {}, sheet);
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("look")));
});

test("when the line on Today is gone with its sheet, the page has the focus", async () => {
  await look();
  await fireEvent.click(screen.getByTestId("inbox-clear"));
  await until(() => expect(screen.queryByTestId("look")).toBeNull());
  await fireEvent.click(screen.getByTestId("inbox-close"));
  await until(() => expect(document.activeElement).toBe(document.querySelector("main")));
});

test("a summary on the desktop opens the list, on Today, from wherever the window was", async () => {
  const { fake, planner } = await open("away");
  await press("3", ctrl);
  fake.send({ to: "inbox", key: null, moving: false });
  await screen.findByRole("dialog", { name: "While you were away" });
  expect(planner.section).toBe("today");
});

test("opening a date from a notification puts the list away, not the sentence being typed", async () => {
  const { fake, planner } = await look();
  fake.send({ to: "calendar", key: "thursdays@2026-10-22T19:00", moving: false });
  await until(() => expect(planner.inbox.shown).toBe(false));
  await press("n", ctrl);
  const typed = (await screen.findByTestId("sentence")) as HTMLInputElement;
  await fireEvent.input(typed, { target: { value: "Fridays 8pm" } });
  fake.send({ to: "inbox", key: null, moving: false });
  await until(() => expect(planner.inbox.shown).toBe(true));
  expect((screen.getByTestId("sentence") as HTMLInputElement).value, "it waits behind").toBe("Fridays 8pm");
});

test("that the desktop shows nothing is said once, on every page, and goes by itself", async () => {
  const { fake } = await open();
  await screen.findByTestId("plate-when");
  const alert = document.querySelector("main > [role=alert]")!;
  expect(alert.textContent?.trim(), "the place for it stands before it is needed").toBe("");
  fake.trouble(true);
  const said = await screen.findByTestId("trouble");
  expect(alert.contains(said)).toBe(true);
  for (const page of ["2", "3"]) {
    await press(page, ctrl);
    expect(screen.getByTestId("trouble"), "the same words, not said again").toBe(said);
  }
  await fake.tick("noodles", "first");
  fake.trouble(true);
  await until(() => expect(fake.calls.filter((call) => call === "notices").length).toBeGreaterThan(1));
  expect(screen.getByTestId("trouble"), "nor when it is asked for again").toBe(said);
  fake.trouble(false);
  await until(() => expect(screen.queryByTestId("trouble")).toBeNull());
});

test("that another program reminds is said quietly", async () => {
  const { fake } = await open();
  vi.spyOn(fake, "notices").mockResolvedValue([
    { code: "reminders_elsewhere", text: "Reminders come from a terminal." },
  ]);
  fake.trouble(false);
  const said = await screen.findByText("Reminders come from a terminal.");
  expect(said.closest("[role=status]")).not.toBeNull();
  expect(said.closest("[role=alert]")).toBeNull();
});

test("a question that fails leaves what stands", async () => {
  const { fake } = await open();
  fake.trouble(true);
  await screen.findByTestId("trouble");
  vi.spyOn(fake, "notices").mockRejectedValue(
    new Refused({ code: "busy", message: "Another program has the planner.", hint: "" }),
  );
  await fake.clearInbox();
  await until(() => expect(fake.calls).toContain("clear_inbox"));
  expect(screen.getByTestId("trouble")).toBeTruthy();
});
