import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { FakePlanner } from "../../ipc/fake";
import { Planner } from "../../state/planner.svelte";

/** Waits until it holds; the limit is for a busy machine only. */
const until = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 10_000 });

let fake: FakePlanner;

beforeEach(() => void (fake = new FakePlanner()));

/** The editor, on a new date or on one that is there. */
async function editor(slot: string | null = null, beginning = "") {
  const planner = new Planner(fake);
  render(App, { planner });
  // As `opened` does: the pages hear what changed.
  planner.listen();
  await until(() => expect(planner.started).toBe(true));
  await planner.slot.open(slot, beginning);
  await screen.findByTestId("sentence");
  return planner;
}

const sentence = () => screen.getByTestId<HTMLInputElement>("sentence");
const checked = () =>
  within(screen.getByRole("radiogroup", { name: "Kind of time" })).getByRole("radio", { checked: true });

async function pick(menu: string, option: string) {
  await fireEvent.click(screen.getByRole("button", { name: menu }));
  await fireEvent.click(await screen.findByRole("menuitemradio", { name: option }));
}

test("a kind brings its usual length along, and another kind takes it off again", async () => {
  await editor(null, "Thursdays 1pm");
  await fireEvent.click(screen.getByTestId("kind-lunch"));
  await until(() => expect(sentence().value).toBe("Thursdays 1pm, 60 min"));
  await fireEvent.click(screen.getByTestId("kind-evening_out"));
  await until(() => expect(sentence().value).toBe("Thursdays 1pm, 120 min"));
  await fireEvent.click(screen.getByTestId("kind-private"));
  await until(() => expect(sentence().value).toBe("Thursdays 1pm"));
});

test("a length that was typed is left alone by every kind", async () => {
  await editor(null, "Thursdays 1pm, 2 hours");
  await fireEvent.click(screen.getByTestId("kind-lunch"));
  await until(() => expect(checked().textContent).toContain("Lunch"));
  expect(sentence().value).toBe("Thursdays 1pm, 2 hours");
});

test("the check-in has its usual hour, nobody plans it, and it falls through to nowhere", async () => {
  const planner = await editor();
  await fireEvent.click(screen.getByTestId("kind-check_in"));
  await until(() => expect(sentence().value).toBe("Sundays 7:30pm, 15 min"));
  expect(screen.queryByText("Who plans")).toBeNull();
  expect(screen.queryByText("If it falls through")).toBeNull();
  expect(planner.slot.form().planner, "whoever was chosen before").toBe("unset");
  expect(planner.slot.leads, "at its hour, and not the evening before").toEqual([{ before_minutes: 0 }]);
});

test("kinds are chosen with the arrows, and the one that is chosen has the focus", async () => {
  await editor(null, "Thursdays 7pm");
  checked().focus();
  await fireEvent.keyDown(checked(), { key: "ArrowRight" });
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("kind-lunch")));
  expect(checked()).toBe(document.activeElement);
  await fireEvent.keyDown(checked(), { key: "ArrowLeft" });
  await fireEvent.keyDown(checked(), { key: "ArrowLeft" });
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("kind-check_in")));
});

test("a kind of their own is made in the editor, chosen at once, and saved with the date", async () => {
  const planner = await editor(null, "Saturdays 10am");
  await fireEvent.click(screen.getByTestId("kind-add"));
  const name = screen.getByTestId("kind-name");
  await until(() => expect(document.activeElement).toBe(name));
  await fireEvent.keyDown(name, { key: "Enter" });
  await screen.findByText("A kind of time needs a name.");
  await fireEvent.input(name, { target: { value: "Climbing" } });
  await fireEvent.input(screen.getByTestId("kind-minutes"), { target: { value: "150" } });
  await fireEvent.click(screen.getByRole("radio", { name: "Mountain" }));
  await fireEvent.keyDown(name, { key: "Enter" });
  await until(() => expect(checked().textContent).toContain("Climbing"));
  await until(() => expect(sentence().value).toBe("Saturdays 10am, 150 min"));
  expect(screen.queryByTestId("kind-name"), "the form is gone").toBeNull();
  expect(document.activeElement, "and the focus is back in the row").toBe(checked());
  await fireEvent.keyDown(sentence(), { key: "Enter", ctrlKey: true });
  await until(() => expect(planner.slot.editor).toBeUndefined());
  const agenda = await planner.api.month("2026-10");
  const items = agenda.weeks.flat().flatMap((day) => day.items);
  expect(items.filter((it) => it.kind_name === "Climbing").length).toBeGreaterThan(0);
});

test("Escape leaves a kind that is being made, not the sheet around it", async () => {
  const planner = await editor(null, "Saturdays 10am");
  await fireEvent.click(screen.getByTestId("kind-add"));
  await fireEvent.keyDown(screen.getByTestId("kind-name"), { key: "Escape" });
  await until(() => expect(screen.queryByTestId("kind-name")).toBeNull());
  expect(planner.slot.editor).toBeDefined();
});

test("a kind of their own is renamed, and removed after asking twice", async () => {
  const planner = await editor(null, "Saturdays 10am");
  await planner.slot.keepKind({ kind: null, name: "Climbing", icon: "mountain", minutes: 90 });
  await fireEvent.click(await screen.findByTestId("kind-change"));
  await fireEvent.input(screen.getByTestId("kind-name"), { target: { value: "The wall" } });
  await fireEvent.click(screen.getByTestId("kind-save"));
  await until(() => expect(checked().textContent).toContain("The wall"));
  await fireEvent.click(await screen.findByTestId("kind-change"));
  await fireEvent.click(screen.getByTestId("kind-remove"));
  expect(screen.getByTestId("kind-remove").textContent).toContain("Its dates stay");
  await fireEvent.click(screen.getByTestId("kind-remove"));
  await until(() => expect(checked().textContent).toContain("Date"));
  expect(screen.queryByText("The wall")).toBeNull();
});

test("a kind that is taken back while it is chosen leaves a plain date", async () => {
  const planner = await editor(null, "Saturdays 10am, 2 hours");
  await planner.slot.keepKind({ kind: null, name: "Climbing", icon: "mountain", minutes: 90 });
  await until(() => expect(checked().textContent).toContain("Climbing"));
  await planner.undo();
  await until(() => expect(checked().textContent).toContain("Date"));
  expect(sentence().value, "what was typed stays").toBe("Saturdays 10am, 2 hours");
});

test("how often it comes is read from the sentence and said anew in it", async () => {
  await editor(null, "Thursdays 7pm, 2 hours");
  await until(() => expect(screen.getByTestId("repeats").textContent).toBe("Every week"));
  await pick("Repeats", "Every 2 weeks");
  await until(() => expect(sentence().value).toBe("every other Thursdays 7pm, 2 hours"));
  await until(() => expect(screen.getByTestId("repeats").textContent).toBe("Every 2 weeks"));
  await pick("Repeats", "Some times a week, on any day");
  await until(() => expect(screen.getByTestId("repeats").textContent).toBe("Twice a week, any day"));
  await pick("How many times", "3 times");
  await until(() => expect(screen.getByTestId("repeats").textContent).toBe("3 times a week, any day"));
});

test("as long as the sentence says no day, how often it comes cannot be chosen", async () => {
  await editor();
  screen.getByText("As soon as the sentence says when.");
  expect(screen.queryByTestId("repeats")).toBeNull();
});

test("a day to fall back on is chosen, changed and taken away", async () => {
  const planner = await editor("thursdays");
  expect(screen.getByTestId("backup-day").textContent).toBe("Look for a time then");
  await pick("The day it may go to", "Saturday");
  expect(planner.slot.form().backup).toBe("SA 15:00");
  await pick("The hour it may go to", "1 pm");
  expect(planner.slot.form().backup).toBe("SA 13:00");
  await planner.slot.save();
  await planner.slot.open("thursdays");
  await until(() => expect(screen.getByTestId("backup-hour").textContent).toBe("1 pm"));
  await pick("The day it may go to", "Look for a time then");
  expect(planner.slot.form().backup, "nowhere is said, and not left out").toBe("");
});

test("who is first in turns is swapped with one press", async () => {
  const planner = await editor();
  screen.getByText("Noor first, then Jules");
  await fireEvent.click(screen.getByRole("button", { name: "Swap" }));
  screen.getByText("Jules first, then Noor");
  expect(planner.slot.form().planner).toBe("turns_second");
});

test("what the week still wants is one quiet line on Today, and is set with one press", async () => {
  fake = new FakePlanner("wanting");
  const planner = new Planner(fake);
  render(App, { planner });
  planner.listen();
  const line = await screen.findByTestId("wanted");
  expect(line.textContent).toContain("One is set, one to go");
  await fireEvent.click(within(line).getByRole("button", { name: "Set Walk for Saturday, 1 pm" }));
  await screen.findByText("Set for Saturday 17 October, 1 pm");
  await until(() => expect(screen.queryByTestId("wanted"), "nothing is wanted any more").toBeNull());
});

test("a week in which nothing is wanted says nothing of it", async () => {
  const planner = new Planner(fake);
  render(App, { planner });
  await until(() => expect(planner.started).toBe(true));
  await until(() => expect(fake.calls.some((it) => it.startsWith("wanted"))).toBe(true));
  expect(screen.queryByRole("list", { name: "Still to find a day" })).toBeNull();
});

test("the margin of a week offers what that week still wants", async () => {
  fake = new FakePlanner("wanting");
  const planner = new Planner(fake);
  render(App, { planner });
  planner.listen();
  await until(() => expect(planner.started).toBe(true));
  await fireEvent.keyDown(document.body, { key: "2", ctrlKey: true });
  await screen.findByRole("grid");
  await fireEvent.keyDown(document.body, { key: "w" });
  await screen.findByText("Still to find a day");
  expect(screen.getByTestId("wanted").textContent).toContain("Walk");
});
