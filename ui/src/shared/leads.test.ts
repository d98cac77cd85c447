import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import type { Lead, LeadChoice } from "../ipc/api";
import Leads from "./Leads.svelte";

const EVENING: Lead = { days_before: 1, at: "19:00" };
const NINETY: Lead = { before_minutes: 90 };
const CHOICES: LeadChoice[] = [
  { lead: EVENING, words: "Evening before, 7 pm" },
  { lead: NINETY, words: "90 min before" },
  { lead: { before_minutes: 30 }, words: "30 min before" },
  { lead: { days_before: 7, at: "19:00" }, words: "7 days before, 7 pm" },
];

/** The chips, as the page keeps them: what was chosen comes back as what is on. */
async function chips(leads: Lead[]) {
  const onchange = vi.fn((to: Lead[]) => rerender({ leads: to }));
  const { rerender } = render(Leads, { leads, choices: CHOICES, clock: "12", labelledby: "x", onchange });
  return onchange;
}

const row = () =>
  [...document.querySelectorAll(".chip")].map(
    (it) => `${it.getAttribute("aria-pressed") === "true" ? "on" : "off"} ${it.textContent?.trim()}`,
  );
const chip = (name: string) => screen.getByRole("button", { name });
const press = (key: string, on: Element = document.activeElement!) => fireEvent.keyDown(on, { key });

async function another() {
  await fireEvent.click(chip("Add"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Another…" }));
}

test("a reminder is turned off and on again in its place", async () => {
  const onchange = await chips([NINETY, { before_minutes: 30 }]);
  expect(row(), "the two usual ones are always in sight").toEqual([
    "off Evening before, 7 pm",
    "on 90 min before",
    "on 30 min before",
  ]);
  await fireEvent.click(chip("30 min before"));
  expect(onchange).toHaveBeenLastCalledWith([NINETY]);
  expect(row().at(-1), "it waits where it was").toBe("off 30 min before");
  await fireEvent.click(chip("30 min before"));
  expect(onchange).toHaveBeenLastCalledWith([NINETY, { before_minutes: 30 }]);
});

test("what is added finds its place, furthest ahead first, and is not offered again", async () => {
  await chips([EVENING]);
  await fireEvent.click(chip("Add"));
  await fireEvent.click(screen.getByRole("menuitem", { name: "7 days before, 7 pm" }));
  expect(row()).toEqual(["on 7 days before, 7 pm", "on Evening before, 7 pm", "off 90 min before"]);
  await fireEvent.click(chip("Add"));
  expect(screen.getAllByRole("menuitem").map((it) => it.textContent?.trim())).toEqual([
    "30 min before",
    "Another…",
  ]);
});

test("one of their own is typed, and becomes a chip", async () => {
  const onchange = await chips([EVENING]);
  await another();
  const many = screen.getByLabelText("How many");
  expect(document.activeElement, "typing goes straight into the line").toBe(many);
  await fireEvent.input(many, { target: { value: "45" } });
  await press("Enter");
  expect(onchange).toHaveBeenLastCalledWith([EVENING, { before_minutes: 45 }]);
  expect(row().at(-1)).toBe("on 45 min before");
  expect(document.activeElement?.textContent?.trim(), "and the focus is back").toBe("Add");
});

test("one of their own can name a day and an hour", async () => {
  const onchange = await chips([]);
  await another();
  await fireEvent.change(screen.getByLabelText("Of what"), { target: { value: "days" } });
  await fireEvent.change(screen.getByLabelText("At what time"), { target: { value: "18:30" } });
  await fireEvent.click(chip("Add it"));
  expect(onchange).toHaveBeenLastCalledWith([{ days_before: 3, at: "18:30" }]);
  await another();
  await fireEvent.change(screen.getByLabelText("Of what"), { target: { value: "day" } });
  expect(screen.queryByLabelText("How many"), "that day is no number of days").toBeNull();
  await fireEvent.change(screen.getByLabelText("At what time"), { target: { value: "08:00" } });
  await fireEvent.click(chip("Add it"));
  expect(onchange.mock.lastCall?.[0]).toContainEqual({ days_before: 0, at: "08:00" });
  expect(row()).toContain("on On the day, 8 am");
});

test("more than four weeks before is said to be too far, and what was typed stays", async () => {
  const onchange = await chips([EVENING]);
  await another();
  const many = screen.getByLabelText("How many") as HTMLInputElement;
  await fireEvent.change(screen.getByLabelText("Of what"), { target: { value: "days" } });
  for (const days of ["29", "0", "2.5", ""]) {
    await fireEvent.input(many, { target: { value: days } });
    await press("Enter", many);
    expect(screen.getByRole("alert").textContent, `“${days}” days`).toContain("four weeks at most");
    expect(many.getAttribute("aria-invalid")).toBe("true");
  }
  await fireEvent.input(many, { target: { value: "28" } });
  expect(screen.queryByRole("alert"), "typing on takes the words away").toBeNull();
  expect(onchange).not.toHaveBeenCalled();
  await press("Enter", many);
  expect(onchange).toHaveBeenCalledOnce();
});

test("Escape leaves the line without adding anything", async () => {
  const onchange = await chips([EVENING]);
  await another();
  await press("Escape");
  expect(screen.queryByLabelText("How many")).toBeNull();
  expect(onchange).not.toHaveBeenCalled();
});

test("one that is there already is not there twice", async () => {
  const onchange = await chips([EVENING, NINETY]);
  await another();
  await fireEvent.input(screen.getByLabelText("How many"), { target: { value: "90" } });
  await press("Enter");
  expect(onchange).not.toHaveBeenCalled();
  expect(row()).toEqual(["on Evening before, 7 pm", "on 90 min before"]);
});
