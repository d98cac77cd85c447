import { fireEvent, screen } from "@testing-library/svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const SUPPER = "thursdays@2026-10-15T19:00";
const shift = { shiftKey: true };

/** The week of the couple's next date, with the keyboard on it. */
async function week() {
  const opened = await open();
  await press("2", ctrl);
  await screen.findByTestId("day-2026-10-15");
  await press("w");
  await until(() => expect(document.activeElement).toBe(hour(15, 19)));
  return opened;
}

const hour = (day: number, at: number) => screen.getByTestId(`hour-2026-10-${day}-${at}`);
const here = (key: string, more: KeyboardEventInit = {}) => press(key, more, document.activeElement!);
const aloud = () => screen.getByTestId("held-aloud").textContent;
const placed = (calls: string[]) => calls.filter((call) => call.startsWith("place "));
const sentence = async () => ((await screen.findByTestId("sentence")) as HTMLInputElement).value;
const title = () => document.querySelector("h1")?.textContent;

test("W shows the week of the chosen day, with the keyboard on its date, and M the month again", async () => {
  const { fake } = await week();
  expect(title()).toBe("12–18 October");
  expect(fake.calls, "the week is asked for by the day").toContain("week 2026-10-15");
  expect(screen.getByTestId("view-week").getAttribute("aria-selected")).toBe("true");
  expect(hour(15, 19).getAttribute("aria-label")).toContain("7 to 9 pm Supper at Lupo");
  expect(hour(15, 15).getAttribute("aria-label"), "who is busy, and never why").toContain(
    "Noor is busy 9 am to 5:30 pm, Jules is busy 10 am to 4 pm",
  );
  await here("m");
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("day-2026-10-15")));
  expect(title()).toBe("October 2026");
});

test("the arrows walk through days and hours, and past the edge into the next week", async () => {
  await week();
  await here("ArrowRight");
  await here("ArrowDown");
  await until(() => expect(document.activeElement).toBe(hour(16, 20)));
  await here("Home");
  await until(() => expect(document.activeElement).toBe(hour(12, 20)));
  await here("End");
  await until(() => expect(document.activeElement).toBe(hour(18, 20)));
  await here("ArrowRight");
  await until(() => expect(document.activeElement).toBe(hour(19, 20)));
  expect(title(), "the page was turned").toBe("19–25 October");
  await here("PageUp");
  await until(() => expect(document.activeElement, "the same weekday a week before").toBe(hour(12, 20)));
  await here("t");
  await until(() => expect(document.activeElement).toBe(hour(13, 20)));
  expect(document.querySelectorAll("[role=gridcell][tabindex='0']"), "one tab stop").toHaveLength(1);
});

test("Enter on an empty hour begins a date there", async () => {
  await week();
  await here("ArrowRight");
  await until(() => expect(document.activeElement).toBe(hour(16, 19)));
  await here("Enter");
  expect(await sentence()).toBe("Friday 16 October 7 pm ");
});

test("a double click begins a date at the half hour under the hand", async () => {
  await week();
  vi.spyOn(hour(17, 14), "getBoundingClientRect").mockReturnValue(new DOMRect(0, 100, 90, 58));
  await fireEvent.dblClick(hour(17, 14), { clientX: 20, clientY: 140 });
  expect(await sentence()).toBe("Saturday 17 October 2:30 pm ");
});

test("Enter on a date opens its day, and Escape comes back to the hour", async () => {
  await week();
  await here("Enter");
  const edit = await screen.findByTestId("panel-edit");
  await until(() => expect(edit.closest("aside")?.contains(document.activeElement)).toBe(true));
  await here("Escape");
  await until(() => expect(document.activeElement).toBe(hour(15, 19)));
  expect(screen.getByText("Free together"), "the margin is what it was").toBeTruthy();
});

test("E edits the date and V moves it", async () => {
  const { fake } = await week();
  await here("v");
  await screen.findByText("Move Thursday, 7 pm");
  await here("Escape");
  await until(() => expect(document.activeElement).toBe(hour(15, 19)));
  await here("e");
  await screen.findByTestId("sentence");
  expect(fake.calls).toContain("editor thursdays");
});

test("with Shift the arrows carry a date, its new time is said, and Enter leaves it there", async () => {
  const { fake } = await week();
  await here("ArrowRight", shift);
  await until(() => expect(aloud()).toBe("Friday 16 October, 7 to 9 pm"));
  await here("ArrowDown", shift);
  await here("ArrowDown");
  await until(() => expect(aloud(), "a quarter of an hour each").toBe("Friday 16 October, 7:30 to 9:30 pm"));
  expect(placed(fake.calls), "nothing has changed yet").toEqual([]);
  await here("Enter");
  await until(() =>
    expect(placed(fake.calls), "as long as it was").toEqual([`place ${SUPPER} 2026-10-16T19:30 null null`]),
  );
  await until(() => expect(document.activeElement, "the keyboard went along").toBe(hour(16, 19)));
  await until(() => expect(screen.getByTestId("toast").textContent).toContain("Moved to"));
});

test("Escape puts a carried date back", async () => {
  const { fake } = await week();
  await here("ArrowRight", shift);
  await until(() => expect(document.querySelector("[data-held]")).toBeTruthy());
  await here("Escape");
  await until(() => expect(document.querySelector("[data-held]")).toBeNull());
  await here("Enter");
  await screen.findByTestId("panel-edit");
  expect(placed(fake.calls)).toEqual([]);
});

test("plus and minus make a date longer and shorter by a quarter of an hour", async () => {
  const { fake } = await week();
  await here("+");
  await here("+");
  await here("-");
  await until(() => expect(aloud()).toBe("Thursday 15 October, 7 to 9:15 pm"));
  await here("Enter");
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-15T19:00 135 null`]));
});

test("a date carried past the end of the week turns the page", async () => {
  const { fake } = await week();
  for (let day = 16; day < 20; day++) {
    await here("ArrowRight", shift);
    await until(() => expect(document.querySelector("[data-held]")).toBeTruthy());
  }
  await until(() => expect(aloud()).toBe("Monday 19 October, 7 to 9 pm"));
  expect(title()).toBe("19–25 October");
  await press("Enter", {}, screen.getByRole("grid"));
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-19T19:00 null null`]));
});

test("where it cannot go, the planner’s words say so and it stays where it was", async () => {
  const { fake } = await week();
  for (let day = 14; day > 11; day--) await here("ArrowLeft", shift);
  await until(() => expect(aloud()).toBe("That is already over."));
  await here("Enter");
  await until(() => expect(screen.getByTestId("toast").textContent).toContain("That is already over."));
  expect(placed(fake.calls)).toEqual([]);
});

test("what is open to both is used with one click", async () => {
  await week();
  await fireEvent.click(screen.getAllByTestId("use-gap")[0]!);
  expect(await sentence()).toBe("Friday 16 October, 7 to 8:30 pm");
});

test("the present goes on every minute, without anybody asking", async () => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { fake } = await week();
  const asked = () => fake.calls.filter((call) => call.startsWith("week ")).length;
  const before = asked();
  vi.advanceTimersByTime(60_000);
  expect(asked(), "once a minute").toBe(before + 1);
  await here("m");
  await screen.findByTestId("day-2026-10-15");
  vi.advanceTimersByTime(120_000);
  expect(asked(), "and not any more when the week is gone").toBe(before + 1);
  vi.useRealTimers();
});

// By hand: seven columns of a hundred, a quarter of an hour for every ten.

beforeEach(() => {
  const measured = Element.prototype.getBoundingClientRect;
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function (this: Element) {
    if (this.classList.contains("columns")) return new DOMRect(0, 0, 700, 960);
    if (this.getAttribute("data-key") === SUPPER) return new DOMRect(305, 760, 90, 80);
    return measured.call(this);
  });
});

afterEach(() => vi.useRealTimers());

const supper = () => document.querySelector(`.columns [data-key="${SUPPER}"]`)!;
const at = (clientX: number, clientY: number) => ({ clientX, clientY, button: 0, pointerType: "mouse" });

test("a date is dragged to another day and hour, and its new time is beside the hand", async () => {
  const { fake } = await week();
  await fireEvent.pointerDown(supper(), at(350, 780));
  await fireEvent.pointerMove(window, at(351, 781));
  expect(document.querySelector("[data-held]"), "a shaky click is no drag").toBeNull();
  await fireEvent.pointerMove(window, at(550, 740));
  await until(() =>
    expect(screen.getByTestId("held").textContent).toContain("Saturday 17 October, 6 to 8 pm"),
  );
  await fireEvent.pointerUp(window, at(550, 740));
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-17T18:00 null null`]));
  await until(() => expect(document.querySelector("[data-held]")).toBeNull());
});

test("Escape puts a dragged date back, and the click that follows opens nothing", async () => {
  const { fake } = await week();
  await fireEvent.pointerDown(supper(), at(350, 780));
  await fireEvent.pointerMove(window, at(550, 740));
  await until(() => expect(document.querySelector("[data-held]")).toBeTruthy());
  await press("Escape");
  expect(document.querySelector("[data-held]")).toBeNull();
  await fireEvent.pointerUp(window, at(550, 740));
  await fireEvent.click(supper());
  await fireEvent.pointerMove(window, at(250, 740));
  expect(placed(fake.calls)).toEqual([]);
  expect(screen.queryByTestId("panel-edit")).toBeNull();
});

test("dragged by its lower edge a date becomes longer, and never shorter than a quarter of an hour", async () => {
  const { fake } = await week();
  const grip = supper().querySelector(".grip")!;
  await fireEvent.pointerDown(grip, at(350, 838));
  await fireEvent.pointerMove(window, at(350, 300));
  await until(() => expect(screen.getByTestId("held").textContent).toContain("7 to 7:15 pm"));
  await fireEvent.pointerMove(window, at(350, 881));
  await until(() => expect(screen.getByTestId("held").textContent).toContain("7 to 10 pm"));
  await fireEvent.pointerUp(window, at(350, 881));
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-15T19:00 180 null`]));
});

test("a click on a date opens its day", async () => {
  await week();
  await fireEvent.pointerDown(supper(), at(350, 780));
  await fireEvent.pointerUp(window, at(350, 780));
  await fireEvent.click(supper());
  await screen.findByTestId("panel-edit");
});

test("one that comes again asks how far it reaches, and taken back nothing happens", async () => {
  const { fake } = await week();
  const read = fake.readPlace.bind(fake);
  vi.spyOn(fake, "readPlace").mockImplementation(async (...asked) => ({
    ...(await read(...asked)),
    choices: [
      { scope: "this", title: "Only this one", says: "The others stay as they are." },
      { scope: "following", title: "This one and those after it", says: "Those before it stay as they are." },
    ],
  }));
  await here("ArrowRight", shift);
  await here("Enter");
  const only = await screen.findByTestId("reach-this");
  await until(() => expect(document.activeElement).toBe(only));
  await here("Escape");
  await until(() => expect(document.activeElement).toBe(hour(15, 19)));
  expect(placed(fake.calls)).toEqual([]);

  await here("ArrowRight", shift);
  await here("Enter");
  await fireEvent.click(await screen.findByTestId("reach-following"));
  await until(() => expect(placed(fake.calls)).toEqual([`place ${SUPPER} 2026-10-16T19:00 null following`]));
  await until(() => expect(document.activeElement).toBe(hour(16, 19)));
});
