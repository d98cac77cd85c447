import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "./opened";

const chosen = () =>
  document.querySelector("[data-testid=year] [aria-selected=true]")?.getAttribute("data-date");

/** The calendar, by its letters. */
async function show(letter: "a" | "y") {
  const opened = await open();
  await press("2", ctrl);
  await screen.findByTestId("day-2026-10-15");
  await press(letter);
  // Whoever used a letter goes on with the keyboard: the view takes the focus.
  await until(() => expect(document.activeElement?.closest("#calendar-view [data-date]")).toBeTruthy());
  return opened;
}

test("a year has one tab stop, and keys walk it by day, week and month", async () => {
  await show("y");
  await screen.findByTestId("year");
  expect(document.querySelectorAll("[data-testid=year] [role=gridcell]"), "every day once").toHaveLength(365);
  expect(document.querySelectorAll("[data-testid=year] [tabindex='0']"), "one tab stop").toHaveLength(1);
  expect(chosen(), "the day that was chosen in the month").toBe("2026-10-15");
  for (const [key, to] of [
    ["ArrowRight", "2026-10-16"],
    ["ArrowDown", "2026-10-23"],
    ["Home", "2026-10-19"],
    ["End", "2026-10-25"],
    ["PageUp", "2026-09-25"],
    ["ArrowUp", "2026-09-18"],
    ["ArrowLeft", "2026-09-17"],
    ["t", "2026-10-13"],
  ] as const) {
    await press(key, {}, document.activeElement!);
    await until(() => expect(document.activeElement?.getAttribute("data-date"), key).toBe(to));
  }
});

test("past its last day a year goes on in the next one", async () => {
  const { planner } = await show("y");
  await screen.findByTestId("year");
  planner.calendar.year.choose("2026-12-31");
  await press("ArrowRight", {}, screen.getByTestId("year-2026-12-31"));
  await until(() => expect(document.activeElement?.getAttribute("data-date")).toBe("2027-01-01"));
  await press("ArrowUp", {}, document.activeElement!);
  await until(() => expect(document.activeElement?.getAttribute("data-date")).toBe("2026-12-25"));
  await press("PageDown", {}, document.activeElement!);
  await until(() => expect(document.activeElement?.getAttribute("data-date")).toBe("2027-01-25"));
});

test("a day of the year opens in the month", async () => {
  await show("y");
  await press("Enter", {}, await screen.findByTestId("year-2026-10-15"));
  const cell = await screen.findByTestId("day-2026-10-15");
  expect(cell.getAttribute("aria-selected")).toBe("true");
});

test("what was kept, moved and planned has its own mark and its own words", async () => {
  await show("y");
  const mark = (date: string) =>
    screen.getByTestId(`year-${date}`).querySelector("[data-mark]")?.getAttribute("data-mark");
  await screen.findByTestId("year");
  expect(mark("2026-10-01")).toBe("kept");
  expect(mark("2026-10-10")).toBe("moved");
  expect(mark("2026-10-15")).toBe("planned");
  expect(mark("2026-10-17"), "a red-letter day keeps its numeral").toBeUndefined();
  expect(screen.getByTestId("year-2026-10-17").getAttribute("aria-label")).toContain("Eleven years");
});

test("the year can be read as a table", async () => {
  await show("y");
  await fireEvent.click(await screen.findByLabelText("More"));
  await fireEvent.click(await screen.findByText("Show as a table"));
  const table = await screen.findByTestId("year-table");
  expect(table.textContent).toContain("Thursday 15 October");
  expect(
    table.querySelectorAll("tbody th[scope=row]").length,
    "a row for each day with something",
  ).toBeGreaterThan(3);
});

test("the agenda lists days with something on them, and its keys open, edit and move", async () => {
  await show("a");
  const thursday = await screen.findByTestId("agenda-2026-10-15");
  expect(screen.queryByTestId("agenda-2026-10-16"), "an empty day is no entry").toBeNull();
  expect((await screen.findByTestId("agenda-2026-10-17")).textContent).toContain("Eleven years");
  expect(document.querySelectorAll("[role=option][tabindex='0']"), "one tab stop").toHaveLength(1);
  thursday.focus();
  await press("ArrowDown", {}, thursday);
  await until(() => expect(document.activeElement?.getAttribute("data-date")).toBe("2026-10-17"));
  await press("ArrowUp", {}, document.activeElement!);
  await until(() => expect(document.activeElement?.getAttribute("data-date")).toBe("2026-10-15"));
  await press("e", {}, document.activeElement!);
  await screen.findByTestId("sentence");
  await press("Escape", {}, screen.getByTestId("sentence"));
  await until(() => expect(screen.queryByTestId("sentence")).toBeNull());
});

test("the agenda is turned a page at a time", async () => {
  const { fake } = await show("a");
  await fireEvent.click(await screen.findByTestId("agenda-later"));
  await until(() => expect(fake.calls).toContain("agenda 2026-12-08"));
  await screen.findByTestId("agenda-2026-12-10");
  await fireEvent.click(screen.getByTestId("agenda-earlier"));
  await screen.findByTestId("agenda-2026-10-15");
});

test("a day to remember is written on its day, and stands in the month", async () => {
  const { fake } = await open();
  await press("2", ctrl);
  await fireEvent.click(await screen.findByTestId("day-2026-10-20"));
  await fireEvent.click(await screen.findByTestId("panel-remember"));
  const date = (await screen.findByTestId("red-date")) as HTMLInputElement;
  expect(date.value, "the day is there already").toBe("20 October");
  await fireEvent.input(screen.getByTestId("red-words"), { target: { value: "Noor’s birthday" } });
  await until(() => expect(screen.getByTestId("red-reading").textContent).toContain("Tuesday 20 October"));
  await until(() =>
    expect(screen.getByRole("radio", { name: "Birthday" }).getAttribute("aria-checked")).toBe("true"),
  );
  await press("Enter", ctrl, date);
  await until(() => expect(screen.queryByTestId("red-date"), "the sheet is closed").toBeNull());
  expect(fake.calls).toContain("save_red_letter 20 October");
  const cell = screen.getByTestId("day-2026-10-20");
  await until(() => expect(cell.textContent).toContain("Noor’s birthday"));
});

test("what cannot be read is said, and nothing typed is lost", async () => {
  const { planner } = await open();
  void planner.redLetter.open();
  const date = (await screen.findByTestId("red-date")) as HTMLInputElement;
  await fireEvent.input(date, { target: { value: "some day" } });
  await until(() =>
    expect(screen.getByTestId("red-reading").textContent).toContain("This is not a day: some day"),
  );
  await fireEvent.click(screen.getByTestId("red-save"));
  await screen.findByTestId("problem");
  expect(date.value).toBe("some day");
});

test("a day that is there is changed, and removed with a way back", async () => {
  await open();
  await press("2", ctrl);
  await fireEvent.click(await screen.findByTestId("day-2026-10-17"));
  await fireEvent.click(await screen.findByTestId("panel-red"));
  expect(((await screen.findByTestId("red-words")) as HTMLInputElement).value).toBe("The day we met");
  expect(screen.getAllByTestId("red-one"), "the others stand below").toHaveLength(1);
  await fireEvent.click(screen.getByTestId("red-remove"));
  const cell = screen.getByTestId("day-2026-10-17");
  await until(() => expect(cell.textContent).not.toContain("Eleven years"));
  await press("z", ctrl);
  await until(() => expect(cell.textContent).toContain("Eleven years"));
});
