import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const SUPPER = "thursdays@2026-10-15T19:00";

const day = (date: string) => screen.getByTestId(`day-${date}`);
const supperOn = (date: string) => day(date).querySelector(`[data-key^="thursdays@"]`);
const ends = () => screen.findByTestId("panel-end");
const panel = () => screen.getByRole("complementary", { name: "Thursday 15 October" });

async function thursday() {
  const opened = await open();
  await press("2", ctrl);
  await fireEvent.click(await screen.findByTestId("day-2026-10-15"));
  await ends();
  return opened;
}

test("a standing date ends before this one after asking in the same place, and Undo brings all of it back", async () => {
  const { fake } = await thursday();
  expect((await ends()).textContent).toContain("Not any more from here");
  await fireEvent.click(await ends());
  expect((await ends()).textContent, "it is asked about first").toContain("End it before this one");
  expect(fake.calls.filter((call) => call.startsWith("skip"))).toEqual([]);
  await fireEvent.click(await ends());
  await until(() => expect(fake.calls).toContain(`skip ${SUPPER} following`));
  await until(() => expect(supperOn("2026-10-22"), "nor those after it").toBeNull());
  expect(supperOn("2026-10-01"), "what was stays").toBeTruthy();
  await fireEvent.click(screen.getByTestId("toast-undo"));
  await until(() => expect(supperOn("2026-10-22")).toBeTruthy());
});

test("turning away from the question leaves the series as it is", async () => {
  const { fake } = await thursday();
  await fireEvent.click(await ends());
  await fireEvent.blur(await ends());
  expect((await ends()).textContent).toContain("Not any more from here");
  await fireEvent.click(await ends());
  expect(
    fake.calls.filter((call) => call.startsWith("skip")),
    "the question is asked anew",
  ).toEqual([]);
});

test("Skip is still one click, for this one alone", async () => {
  await thursday();
  await fireEvent.click(screen.getByTestId("panel-skip"));
  await until(() => expect(supperOn("2026-10-15")).toBeNull());
  expect(supperOn("2026-10-22")).toBeTruthy();
});

test("what had the keyboard goes with the answer: the day keeps it, and Esc still leads back", async () => {
  await thursday();
  const skip = screen.getByTestId("panel-skip");
  skip.focus();
  await fireEvent.click(skip);
  await until(() => expect(supperOn("2026-10-15")).toBeNull());
  await until(() => expect(document.activeElement, "not the page behind").toBe(panel()));
  await press("z", ctrl);
  const again = await ends();
  expect(document.activeElement, "and taking it back leaves it there").toBe(panel());
  again.focus();
  await fireEvent.click(again);
  await fireEvent.click(again);
  await until(() => expect(supperOn("2026-10-22")).toBeNull());
  await until(() => expect(document.activeElement, "after its end as well").toBe(panel()));
  await press("Escape", {}, panel());
  await until(() => expect(document.activeElement).toBe(day("2026-10-15")));
});

test("a click elsewhere keeps the keyboard when the day changes behind it", async () => {
  await thursday();
  day("2026-10-15").focus();
  await fireEvent.click(screen.getByTestId("panel-skip"));
  await until(() => expect(supperOn("2026-10-15")).toBeNull());
  expect(document.activeElement).toBe(day("2026-10-15"));
});

test("what is kept for the evening stands beside its day, follows what is kept, and leads to the card", async () => {
  const { planner } = await thursday();
  expect(await screen.findByText("Kept for the evening")).toBeTruthy();
  expect(screen.getAllByTestId("day-starter")).toHaveLength(4);
  await planner.api.unkeepCard("days-2");
  await until(() => expect(screen.getAllByTestId("day-starter")).toHaveLength(3));
  await fireEvent.click(screen.getAllByTestId("day-starter")[0]!);
  await until(() => expect(planner.section).toBe("talk"));
});
