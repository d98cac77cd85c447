import { expect, test } from "vitest";
import { FakePlanner } from "../ipc/fake";
import { Planner } from "./planner.svelte";

async function october() {
  const calendar = new Planner(new FakePlanner()).calendar;
  await calendar.open();
  return calendar;
}

test("the calendar opens on the next date the couple has", async () => {
  const calendar = await october();
  expect(calendar.page.value?.month).toBe("2026-10");
  expect(calendar.chosen, "Wednesday's session is not theirs, Thursday is").toBe("2026-10-15");
});

test("stepping off the end of a grid lands on the next day, whether the grids overlap or only touch", async () => {
  const calendar = await october();
  calendar.choose("2026-11-01"); // the last cell of October's grid, a Sunday, also in November's
  await calendar.moveBy(1);
  expect(calendar.page.value?.month).toBe("2026-11");
  expect(calendar.chosen).toBe("2026-11-02");

  await calendar.showDate("2027-02-28"); // February 2027 fills four whole weeks: nothing of March is in it
  await calendar.moveBy(1);
  expect(calendar.chosen).toBe("2027-03-01");
  await calendar.moveBy(-1);
  expect(calendar.chosen, "and back again").toBe("2027-02-28");
});

test("a week up from the first row and a week down from the last are a week away", async () => {
  const calendar = await october();
  calendar.choose("2026-10-01");
  await calendar.moveBy(-7);
  expect(calendar.chosen).toBe("2026-09-24");
  await calendar.showDate("2026-10-31");
  await calendar.moveBy(7);
  expect(calendar.chosen).toBe("2026-11-07");
});

test("turning the page keeps the day of the month, or takes the last there is", async () => {
  const calendar = await october();
  calendar.choose("2026-10-31");
  await calendar.step("next");
  expect(calendar.chosen, "November has thirty days").toBe("2026-11-30");
  await calendar.goToday();
  expect(calendar.chosen).toBe("2026-10-13");
});

test("a date opened from a reminder is shown on the day it moved to", async () => {
  const calendar = await october();
  await calendar.showOccurrence("thursdays@2026-10-08T19:00");
  expect(calendar.chosen, "it went to Saturday").toBe("2026-10-10");
  expect(calendar.panelOpen).toBe(true);
});
