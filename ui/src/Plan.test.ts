/** The plan of a date: its sheet, what stands of it elsewhere, and what is kept from whom. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "./opened";

const KEY = "thursdays@2026-10-15T19:00";
const dialog = () => within(screen.getByRole("dialog"));

async function sheet(here?: "first" | "second" | "shared") {
  const { fake, planner } = await open();
  if (here) await fake.saveSettings({ here });
  await until(() => expect(planner.here).toBe(here ?? "first"));
  await planner.plan.open(KEY);
  await until(() => expect(screen.getByRole("dialog")).toBeTruthy());
  return { fake, planner };
}

const field = (name: string) => dialog().getByLabelText<HTMLInputElement>(name);

test("the plate on Today opens the plan of its date, with the title on the plate", async () => {
  await open();
  await fireEvent.click(screen.getByTestId("plate-plan"));
  await until(() => expect(field("What it is").value).toBe("Supper at Lupo"));
  expect(field("Where").value).toBe("Lupo, 14 Tollgate Street, the table by the window");
  expect(field("A note").value).toBe("Then the long way home by the canal.");
  expect(dialog().getByText("Only this Thursday. The others stay as they are.")).toBeTruthy();
  expect(document.activeElement).toBe(field("What it is"));
});

test("everything typed is saved by Ctrl Enter, and taken back in one step", async () => {
  const { fake, planner } = await sheet();
  await fireEvent.input(field("What it is"), { target: { value: "Soup at home" } });
  await fireEvent.input(field("Budget"), { target: { value: "£12" } });
  await fireEvent.click(dialog().getByTestId("plan-part-both"));
  await until(() => expect(document.activeElement).toBe(dialog().getAllByLabelText("What Both does").at(-1)));
  await fireEvent.input(document.activeElement!, { target: { value: "leave the dishes" } });
  await press("Enter", ctrl, document.activeElement!);
  await until(() => expect(planner.plan.plan).toBeUndefined());
  const plan = await fake.datePlan(KEY);
  expect([plan.title, plan.budget, plan.parts.at(-1)?.words]).toEqual([
    "Soup at home",
    "£12",
    "leave the dishes",
  ]);
  await fireEvent.click(await screen.findByText("Undo"));
  await until(async () => expect((await fake.datePlan(KEY)).title).toBe("Supper at Lupo"));
  expect((await fake.datePlan(KEY)).parts).toHaveLength(3);
});

test("what could not be saved stays on the sheet, and says why", async () => {
  const { fake, planner } = await sheet();
  await fireEvent.input(field("What it is"), { target: { value: "Soup at home" } });
  fake.refuseNext = "disk_full";
  await fireEvent.click(dialog().getByTestId("save-plan"));
  await dialog().findByText("Couldn’t save. The disk is full.");
  expect(field("What it is").value).toBe("Soup at home");
  expect(planner.plan.plan).toBeDefined();
});

test("something to get ready comes with its reminder, or as they say it", async () => {
  const { fake } = await sheet();
  await fireEvent.click(dialog().getByTestId("plan-prepare"));
  await fireEvent.click(dialog().getByText("A table"));
  await fireEvent.click(dialog().getByTestId("plan-prepare"));
  await fireEvent.click(dialog().getByTestId("plan-prepare-own"));
  await until(() =>
    expect(document.activeElement).toBe(dialog().getAllByLabelText("Something to get ready").at(-1)),
  );
  await fireEvent.input(document.activeElement!, { target: { value: "Ask about the dog" } });
  await fireEvent.change(dialog().getByLabelText("Remind: Ask about the dog"), { target: { value: "0" } });
  await fireEvent.click(dialog().getByTestId("save-plan"));
  await until(async () => expect((await fake.datePlan(KEY)).preparations).toHaveLength(5));
  const made = (await fake.datePlan(KEY)).preparations.slice(3);
  expect(made.map(({ words, lead }) => [words, lead])).toEqual([
    ["A table", { days_before: 2, at: "09:00" }],
    ["Ask about the dog", { before_minutes: 90 }],
  ]);
});

test("what else there is to get ready comes in groups, with the keyboard on the first of it", async () => {
  const { planner } = await sheet();
  await fireEvent.click(dialog().getByTestId("plan-prepare"));
  expect(dialog().queryByText("For the mood")).toBeNull();
  await fireEvent.click(dialog().getByTestId("plan-prepare-more"));
  await until(() => expect(document.activeElement?.textContent).toBe("Look at the forecast"));
  expect(dialog().getByText("For the mood")).toBeTruthy();
  await fireEvent.click(dialog().getByText("A playlist of an hour"));
  await until(() =>
    expect(planner.plan.preparations.at(-1)).toMatchObject({
      words: "A playlist of an hour",
      lead: { days_before: 1, at: "09:00" },
    }),
  );
  expect(dialog().queryByText("For the mood"), "they are put away again").toBeNull();
});

test("Esc closes the sheet also when what had the keyboard is gone", async () => {
  const { planner } = await sheet();
  await fireEvent.click(dialog().getByTestId("plan-prepare"));
  await until(() => expect(document.activeElement?.className).toContain("chip"));
  (document.activeElement as HTMLElement).blur();
  await press("Escape", {}, document.body);
  await until(() => expect(planner.plan.plan).toBeUndefined());
});

test("a tick on the sheet waits for Save, one in the day panel does not", async () => {
  const { fake, planner } = await sheet();
  const [, table] = dialog().getAllByTestId("plan-tick");
  await fireEvent.click(table!);
  expect((await fake.datePlan(KEY)).preparations[1]!.done_by).toBeNull();
  planner.plan.close();
  planner.showDay("2026-10-15");
  const ticks = await screen.findAllByTestId("tick-preparation");
  await fireEvent.click(ticks[1]!);
  await until(async () => expect((await fake.datePlan(KEY)).preparations[1]!.done_by).toBe("first"));
  await fireEvent.click(await screen.findByText("Undo"));
  await until(async () => expect((await fake.datePlan(KEY)).preparations[1]!.done_by).toBeNull());
});

test("what is ticked off in a terminal meanwhile stays ticked when the sheet is saved", async () => {
  const { fake } = await sheet();
  await fireEvent.input(field("Budget"), { target: { value: "£12" } });
  await fake.tickPreparation("candles", "second");
  await until(() =>
    expect(dialog().getAllByTestId("plan-tick")[2]!.getAttribute("aria-checked")).toBe("true"),
  );
  expect(field("Budget").value).toBe("£12");
  await fireEvent.click(dialog().getByTestId("save-plan"));
  await until(async () => expect((await fake.datePlan(KEY)).budget).toBe("£12"));
  expect((await fake.datePlan(KEY)).preparations[2]!.done_by).toBe("second");
});

test("who plans keeps it from the other, and sees what the other sees", async () => {
  const { fake } = await sheet("second");
  await fireEvent.click(dialog().getByRole("switch"));
  expect(dialog().getByTestId("plan-seen").textContent).toContain("sees to bedtime, and Ana’s key");
  expect(dialog().getByTestId("plan-seen").textContent).not.toContain("finds the way home");
  await fireEvent.click(dialog().getByTestId("save-plan"));
  await until(async () => expect((await fake.datePlan(KEY)).surprise.on).toBe(true));
});

test("the other opens a sheet that says who keeps it, and nothing to save", async () => {
  const { fake, planner } = await open();
  await fake.saveSettings({ here: "second" });
  await fake.saveDatePlan({ ...formOf(await fake.datePlan(KEY)), surprise: true });
  await fake.saveSettings({ here: "first" });
  await planner.plan.open(KEY);
  await screen.findByText("Jules keeps it a surprise until Thursday.");
  expect(dialog().queryByTestId("save-plan")).toBeNull();
  expect(dialog().getByText("sees to bedtime, and Ana’s key")).toBeTruthy();
  expect(dialog().queryByText("books, and finds the way home")).toBeNull();
});

test("on a shared computer the switch says who is to say so first", async () => {
  await sheet("shared");
  expect(dialog().getByRole<HTMLButtonElement>("switch").disabled).toBe(true);
  expect(dialog().getByText("Say who is here to keep it from the other.")).toBeTruthy();
});

test("a reminder of the plan opens it", async () => {
  const { fake, planner } = await open();
  fake.send({ to: "plan", key: KEY, moving: false });
  await until(() => expect(planner.plan.plan?.key).toBe(KEY));
  expect(planner.section).toBe("calendar");
});

function formOf(plan: Awaited<ReturnType<import("./ipc/fake").FakePlanner["datePlan"]>>) {
  const { key, title, place, note, budget, idea, chosen, surprise } = plan;
  return {
    key,
    title,
    place,
    note,
    budget,
    idea,
    idea_id: chosen?.id ?? null,
    surprise: surprise.on,
    parts: plan.parts,
    preparations: plan.preparations,
  };
}
