import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const SUPPER = "thursdays@2026-10-15T19:00";
const shift = { shiftKey: true };

async function month() {
  const opened = await open();
  await press("2", ctrl);
  await screen.findByTestId("day-2026-10-15");
  return opened;
}

const day = (date: string) => screen.getByTestId(`day-${date}`);
const here = (key: string, more: KeyboardEventInit = {}) => press(key, more, document.activeElement!);
const placed = (calls: string[]) => calls.filter((call) => call.startsWith("place "));
const at = (clientX: number, clientY: number) => ({ clientX, clientY, button: 0, pointerType: "mouse" });

test("a date is dragged to another day and keeps its hour", async () => {
  const { fake } = await month();
  const mark = day("2026-10-15").querySelector(`[data-key="${SUPPER}"]`)!;
  let under: Element | null = null;
  document.elementFromPoint = () => under;
  await fireEvent.pointerDown(mark, at(10, 10));
  under = day("2026-10-17");
  await fireEvent.pointerMove(window, at(200, 10));
  await until(() =>
    expect(screen.getByTestId("held").textContent).toContain("Saturday 17 October, 7 to 9 pm"),
  );
  expect(day("2026-10-17").querySelector("[data-held]"), "it stands where it would be").toBeTruthy();
  await fireEvent.pointerUp(window, at(200, 10));
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-17T19:00 null null`]));
  await until(() => expect(document.activeElement).toBe(day("2026-10-17")));
});

test("dropped outside of every day it stays where it was last held, and Escape puts it back", async () => {
  const { fake } = await month();
  const mark = day("2026-10-15").querySelector(`[data-key="${SUPPER}"]`)!;
  document.elementFromPoint = () => null;
  await fireEvent.pointerDown(mark, at(10, 10));
  await fireEvent.pointerMove(window, at(200, 10));
  await until(() => expect(screen.getByTestId("held")).toBeTruthy());
  await press("Escape");
  await until(() => expect(screen.queryByTestId("held")).toBeNull());
  expect(placed(fake.calls)).toEqual([]);
});

test("with Shift the arrows carry a date to another day, and Enter leaves it there", async () => {
  const { fake } = await month();
  day("2026-10-15").focus();
  await here("ArrowRight", shift);
  await until(() => expect(document.activeElement).toBe(day("2026-10-16")));
  await here("ArrowDown");
  await until(() =>
    expect(screen.getByTestId("held-aloud").textContent).toBe("Friday 23 October, 7 to 9 pm"),
  );
  await here("Enter");
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-23T19:00 null null`]));
});

test("Escape puts a carried date back, and the keyboard with it", async () => {
  const { fake } = await month();
  day("2026-10-15").focus();
  await here("ArrowRight", shift);
  await until(() => expect(document.activeElement).toBe(day("2026-10-16")));
  await here("Escape");
  await until(() => expect(document.activeElement).toBe(day("2026-10-15")));
  expect(placed(fake.calls)).toEqual([]);
});

test("a double click on a day begins a date there, but not behind us", async () => {
  const { fake } = await month();
  const opened = vi.spyOn(fake, "editor");
  await fireEvent.dblClick(day("2026-10-12"));
  expect(opened).not.toHaveBeenCalled();
  await fireEvent.dblClick(day("2026-10-20"));
  expect(((await screen.findByTestId("sentence")) as HTMLInputElement).value).toBe("20 October ");
});
