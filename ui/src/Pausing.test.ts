import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "./opened";

/** Opens the sheet from Settings. */
async function pausing(scene: "mockups" | "paused" = "mockups") {
  const opened = await open(scene);
  await press(",", ctrl);
  await fireEvent.click(await screen.findByTestId("settings-pause"));
  await screen.findByRole("dialog", { name: "Pause reminders" });
  return opened;
}

test("a pause is said below the plate, and wins over what came while nobody was there", async () => {
  const { fake } = await open("away");
  await screen.findByTestId("away-line");
  await fake.pauseReminders({ how: "week" });
  const line = await screen.findByTestId("paused-line");
  expect(line.textContent).toContain("Paused until Tuesday 20 October.");
  expect(line.textContent).toContain("Nothing piles up.");
  expect(screen.queryByTestId("away-line"), "one line, not two").toBeNull();
  await until(() => expect(document.querySelector(".facts")?.textContent).toContain("Thu 5:30 pm, paused"));
});

test("starting again takes one press, and can be taken back", async () => {
  const { fake } = await open("paused");
  await fireEvent.click(await screen.findByTestId("resume"));
  await until(() => expect(screen.queryByTestId("paused-line")).toBeNull());
  expect(fake.calls).toContain("resume_reminders");
  await fireEvent.click(screen.getByTestId("toast-undo"));
  await screen.findByTestId("paused-line");
});

test("the shortest pause is chosen already, so that Ctrl Enter is enough", async () => {
  const { fake } = await pausing();
  const tomorrow = screen.getByRole("radio", { name: "Until tomorrow, 7 am" });
  await until(() => expect(document.activeElement).toBe(tomorrow));
  expect(tomorrow.getAttribute("aria-checked")).toBe("true");
  await press("Enter", ctrl, tomorrow);
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(fake.calls).toContain('pause_reminders {"how":"tomorrow"}');
  await until(() => expect(screen.getByTestId("settings-pause").textContent?.trim()).toBe("Change"));
});

test("the tray’s “For certain days” opens the sheet on Today, with days to choose", async () => {
  const { fake } = await open();
  await press("2", ctrl);
  await screen.findByTestId("day-2026-10-15");
  fake.send({ to: "pause", key: null, moving: false });
  await screen.findByRole("dialog", { name: "Pause reminders" });
  await screen.findByTestId("pause-from");
  expect(screen.getByTestId("pause-range").getAttribute("aria-checked")).toBe("true");
  expect(screen.getByTestId("nav-today").getAttribute("aria-current")).toBe("page");
});

test("arrows go through the three lengths, and only a range asks for days", async () => {
  await pausing();
  expect(screen.queryByTestId("pause-from")).toBeNull();
  await press("ArrowDown", {}, screen.getByTestId("pause-tomorrow"));
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("pause-week")));
  await press("ArrowDown", {}, screen.getByTestId("pause-week"));
  const from = await screen.findByTestId("pause-from");
  expect(from.textContent, "it begins today unless they say otherwise").toContain("Tuesday 13 October");
  for (const role of ["radio", "gridcell"]) {
    const stops = document.querySelectorAll(`[role=dialog] [role=${role}][tabindex='0']`);
    expect(stops, "one tab stop").toHaveLength(1);
  }
});

test("a holiday is paused from its first day to its last, chosen in the month", async () => {
  const { fake } = await pausing();
  await fireEvent.click(screen.getByTestId("pause-range"));
  await fireEvent.click(await screen.findByTestId("pause-day-2026-10-24"));
  const to = screen.getByTestId("pause-to");
  expect(to.getAttribute("aria-pressed"), "the last day is asked for next").toBe("true");
  expect(to.textContent, "and is the first one until then").toContain("Saturday 24 October");
  await fireEvent.click(screen.getByTestId("pause-day-2026-11-01"));
  expect(to.textContent).toContain("Sunday 1 November");
  expect(screen.getAllByRole("gridcell", { selected: true })).toHaveLength(9);
  await fireEvent.click(screen.getByTestId("save-pause"));
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(fake.calls).toContain('pause_reminders {"how":"range","from":"2026-10-24","to":"2026-11-01"}');
});

test("the days are chosen by keys as in the calendar, also in the next month", async () => {
  const { fake } = await pausing();
  await fireEvent.click(screen.getByTestId("pause-range"));
  const today = await screen.findByTestId("pause-day-2026-10-13");
  expect(today.tabIndex).toBe(0);
  await press("ArrowDown", {}, today);
  const week = screen.getByTestId("pause-day-2026-10-20");
  await until(() => expect(document.activeElement).toBe(week));
  await fireEvent.click(week);
  await press("PageDown", {}, week);
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("pause-day-2026-11-20")));
  await fireEvent.click(screen.getByTestId("pause-day-2026-11-20"));
  await press("Enter", ctrl, screen.getByTestId("pause-day-2026-11-20"));
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(fake.calls).toContain('pause_reminders {"how":"range","from":"2026-10-20","to":"2026-11-20"}');
});

test("days behind today cannot be chosen, and a last day before the first begins anew there", async () => {
  await pausing();
  await fireEvent.click(screen.getByTestId("pause-range"));
  const from = await screen.findByTestId("pause-from");
  const yesterday = screen.getByTestId("pause-day-2026-10-12");
  expect(yesterday.getAttribute("aria-disabled")).toBe("true");
  await fireEvent.click(yesterday);
  expect(from.textContent).toContain("Tuesday 13 October");
  await fireEvent.click(screen.getByTestId("pause-day-2026-10-24"));
  await fireEvent.click(screen.getByTestId("pause-day-2026-10-20"));
  expect(from.textContent).toContain("Tuesday 20 October");
  expect(screen.getByTestId("pause-to").textContent).toContain("Tuesday 20 October");
  await fireEvent.click(from);
  await fireEvent.click(screen.getByTestId("pause-day-2026-10-15"));
  expect(from.textContent, "the first day can be asked for again").toContain("Thursday 15 October");
  expect(screen.getByTestId("pause-to").textContent).toContain("Tuesday 20 October");
});

test("what cannot be paused is said, and what was chosen stays", async () => {
  const { fake } = await pausing();
  await fireEvent.click(screen.getByTestId("pause-range"));
  await fireEvent.click(await screen.findByTestId("pause-day-2026-10-24"));
  fake.refuseNext = "invalid";
  await fireEvent.click(screen.getByTestId("save-pause"));
  await screen.findByTestId("problem");
  expect(screen.getByTestId("pause-from").textContent).toContain("Saturday 24 October");
  await fireEvent.click(screen.getByTestId("pause-week"));
  expect(screen.queryByTestId("problem"), "it was about the days").toBeNull();
});

test("pauses that are on and ahead stand in the sheet, and each can be taken away", async () => {
  const { fake } = await pausing("paused");
  await fake.pauseReminders({ how: "range", from: "2026-12-24", to: "2026-12-27" });
  await until(() => expect(screen.getAllByTestId("pause")).toHaveLength(2));
  expect(screen.getAllByTestId("pause")[0]?.textContent).toContain("on now");
  await fireEvent.click(
    screen.getByRole("button", { name: "Remove: Thursday 24 December to Sunday 27 December" }),
  );
  await until(() => expect(screen.getAllByTestId("pause")).toHaveLength(1));
  await until(() =>
    expect(document.activeElement, "the focus is not lost with it").toBe(screen.getByTestId("save-pause")),
  );
  await fireEvent.click(screen.getByText("End it now"));
  await until(() => expect(screen.queryByTestId("pause")).toBeNull());
  expect(screen.getByRole("dialog", { name: "Pause reminders" }), "another can still be made").toBeTruthy();
});

test("Settings say until when it is paused, and start again from there", async () => {
  await open("paused");
  await press(",", ctrl);
  await screen.findByText("Paused until Monday 19 October.");
  await fireEvent.click(await screen.findByText("Start again now"));
  await until(() => expect(screen.getByTestId("settings-pause").textContent?.trim()).toBe("Pause…"));
});
