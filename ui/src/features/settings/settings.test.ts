import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { FakePlanner, type Scene } from "../../ipc/fake";
import { TRIED } from "../../ipc/fake/check";
import { Planner } from "../../state/planner.svelte";

/** Waits until it holds; the limit is for a busy machine only. */
const until = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 10_000 });

let fake: FakePlanner;

beforeEach(() => void (fake = new FakePlanner()));

/** The window on Settings. */
async function settings(scene: Scene = "mockups") {
  fake = new FakePlanner(scene);
  const planner = new Planner(fake);
  render(App, { planner });
  await until(() => expect(planner.started).toBe(true));
  await fireEvent.keyDown(document.body, { key: ",", ctrlKey: true });
  await screen.findByTestId("check");
  return planner;
}

/** “Is it working?”. */
async function check(scene: Scene = "mockups") {
  const planner = await settings(scene);
  await fireEvent.click(screen.getByTestId("check"));
  await screen.findByTestId("show-test");
  return planner;
}

const group = (name: string) => within(screen.getByRole("group", { name }));
const row = (name: string) =>
  group(name)
    .getAllByRole("button", { pressed: true })
    .map((it) => it.textContent?.trim());

test("“Is it working?” stands under Reminders and says so where a person reads first", async () => {
  await check();
  expect(screen.getByTestId("check").getAttribute("aria-current")).toBe("true");
  expect(document.querySelectorAll("nav.sn [aria-current]"), "one current place").toHaveLength(1);
  expect(document.querySelector(".sc h2")?.textContent).toBe(
    "Reminders are working. This computer slept for two days, so four came late or not at all.",
  );
  expect([...document.querySelectorAll(".sc b")].map((it) => it.textContent)).toContain("dunst");
  expect(screen.queryByText("Quiet hours"), "the sections have made room").toBeNull();
  await fireEvent.click(screen.getByRole("button", { name: "Reminders" }));
  await screen.findByText("Quiet hours");
});

test("Settings begin with their sections again the next time", async () => {
  const planner = await settings();
  await fireEvent.keyDown(document.body, { key: "1", ctrlKey: true });
  planner.check.open();
  await screen.findByTestId("show-test");
  await fireEvent.keyDown(document.body, { key: "1", ctrlKey: true });
  await screen.findByTestId("plate-when");
  await fireEvent.keyDown(document.body, { key: ",", ctrlKey: true });
  await screen.findByText("Quiet hours");
});

test("where nothing can be shown, the banner leads to what is the matter", async () => {
  await settings();
  vi.spyOn(fake, "notices").mockResolvedValue([
    { code: "reminders_trouble", text: "The desktop’s notifications have stopped answering." },
  ]);
  await fireEvent.keyDown(document.body, { key: "1", ctrlKey: true });
  await fake.resumeReminders();
  await fireEvent.click(await screen.findByRole("button", { name: "Is it working?" }));
  await screen.findByTestId("show-test");
});

test("a test says that it was shown, and then what was pressed", async () => {
  await check();
  const said = screen.getByTestId("tried");
  expect(said.getAttribute("role"), "heard by somebody who cannot see it change").toBe("status");
  vi.spyOn(fake, "tryReminder").mockResolvedValue(undefined);
  await fireEvent.click(screen.getByTestId("show-test"));
  expect(said.textContent?.trim()).toBe("Asking the desktop…");
  expect(screen.getByTestId("show-test").getAttribute("aria-disabled")).toBe("true");
  fake.tellTried(TRIED.shown);
  await until(() => expect(said.textContent?.trim()).toBe("Shown at 2:36 pm, in under a second."));
  expect(screen.getByTestId("show-test").getAttribute("aria-disabled")).toBe("false");
  fake.tellTried(TRIED.pressed);
  await until(() => expect(said.textContent).toContain("You pressed Fine, and it was heard."));
});

test("a test that was not shown says why in plain words", async () => {
  await check("empty");
  await fireEvent.click(screen.getByTestId("show-test"));
  await until(() =>
    expect(screen.getByTestId("tried").textContent?.trim()).toBe(
      "Not shown. The desktop’s notifications don’t answer.",
    ),
  );
});

test("what is coming and what came stand in tables, lateness in words", async () => {
  await check();
  const next = within(screen.getByRole("table", { name: "The next five" }));
  expect(next.getAllByRole("row")).toHaveLength(1 + 5);
  next.getByRole("cell", { name: "Thursday, 7 pm. Tomorrow" });
  const last = within(screen.getByRole("table", { name: "The last ten" }));
  const late = last.getByText("Two minutes late");
  expect(late.textContent, "and why").toContain("The desktop’s notifications were restarting.");
  last.getByText("On time. You said Fine.");
});

test("a couple without a date reads that nothing is ahead, not an empty table", async () => {
  await check("empty");
  expect(screen.queryByRole("table")).toBeNull();
  screen.getByText("Nothing is ahead. A date with reminders puts them here.");
  screen.getByText("No reminders yet. When one has been shown, it stands here.");
});

test("start at login is mended where the page says that it would stop reminders", async () => {
  await check();
  const starts = screen.getByRole("switch", { name: "Start at login" });
  expect(starts.getAttribute("aria-checked")).toBe("false");
  const asked = fake.calls.filter((call) => call === "check_reminders").length;
  await fireEvent.click(starts);
  await until(() => expect(starts.getAttribute("aria-checked")).toBe("true"));
  await until(() =>
    expect(
      fake.calls.filter((call) => call === "check_reminders").length,
      "what would stop them is found out anew",
    ).toBeGreaterThan(asked),
  );
});

test("the command that mends it is copied, and the button says so", async () => {
  const writeText = vi.fn().mockResolvedValue(undefined);
  vi.stubGlobal("navigator", { ...navigator, clipboard: { writeText } });
  await check();
  const copy = screen.getByRole("button", { name: "Copy: dunstctl set-paused false" });
  await fireEvent.click(copy);
  expect(writeText).toHaveBeenCalledExactlyOnceWith("dunstctl set-paused false");
  await until(() => expect(copy.textContent?.trim()).toBe("Copied"));
  vi.unstubAllGlobals();
});

test("a command stands in its sentence, or is led up to", async () => {
  await settings();
  const found = await fake.checkReminders();
  const disturb = found.stops.find(({ code }) => code === "disturb")!;
  const said = () =>
    document.querySelector("code")?.closest("small")?.textContent?.replace(/\s+/g, " ").trim();
  const answers = vi.spyOn(fake, "checkReminders").mockResolvedValue(found);
  await fireEvent.click(screen.getByTestId("check"));
  await until(() =>
    expect(said()).toBe(
      "dunst can be told to hold everything. It is off now. To end it: dunstctl set-paused false",
    ),
  );
  const held = { ...disturb, text: "dunst is told to hold everything at the moment." };
  answers.mockResolvedValue({ ...found, stops: [held] });
  fake.tellTried(TRIED.shown);
  await until(() =>
    expect(said()).toBe(
      "dunst is told to hold everything at the moment. This ends it: dunstctl set-paused false",
    ),
  );
});

test("where the clipboard is kept from us, the command is selected for Ctrl C", async () => {
  vi.stubGlobal("navigator", {
    ...navigator,
    clipboard: { writeText: () => Promise.reject(new Error("no")) },
  });
  await check();
  await fireEvent.click(screen.getByRole("button", { name: "Copy: dunstctl set-paused false" }));
  await screen.findByText("Selected. Ctrl C copies it.");
  expect(getSelection()?.toString()).toBe("dunstctl set-paused false");
  vi.unstubAllGlobals();
});

test("what all dates start with is changed for every kind at once", async () => {
  await settings();
  expect(row("Dates")).toEqual(["Evening before, 7 pm", "90 min before"]);
  await fireEvent.click(group("Dates").getByRole("button", { name: "90 min before" }));
  await until(() => expect(row("Dates")).toEqual(["Evening before, 7 pm"]));
  await fireEvent.click(screen.getByRole("button", { name: "By kind of time" }));
  expect(row("Walk")).toEqual(["Evening before, 7 pm"]);
  screen.getByText("What a new one starts with. Each can have its own.");
});

test("a kind with its own reminders is named, and keeps them when the others change", async () => {
  await settings();
  await fireEvent.click(screen.getByRole("button", { name: "By kind of time" }));
  await fireEvent.click(group("Lunch").getByRole("button", { name: "Evening before, 7 pm" }));
  await screen.findByText("Lunch has its own.");
  await fireEvent.click(group("Walk").getByRole("button", { name: "90 min before" }));
  await screen.findByText("Lunch and Walk have their own.");
  await fireEvent.click(group("Dates").getByRole("button", { name: "90 min before" }));
  await until(() => expect(row("Date")).toEqual(["Evening before, 7 pm"]));
  expect(row("Lunch"), "a lunch is still announced 90 minutes before").toEqual(["90 min before"]);
  await screen.findByText("Lunch has its own.");
});

test("one small thing is suggested at half past five once asked for, and at another hour if they like", async () => {
  await settings();
  const nudge = screen.getByRole("switch", { name: "Small things" });
  expect(nudge.getAttribute("aria-checked"), "off until asked for").toBe("false");
  await fireEvent.click(nudge);
  await screen.findByText("One small thing, at 5:30 pm; never two days running");
  const at = screen.getByLabelText("When to suggest a small thing");
  await fireEvent.change(at, { target: { value: "08:00" } });
  await screen.findByText("One small thing, at 8 am; never two days running");
  await fireEvent.click(nudge);
  await until(() => expect(nudge.getAttribute("aria-checked")).toBe("false"));
  await fireEvent.click(nudge);
  await screen.findByText("One small thing, at 8 am; never two days running");
});

test("whether it happened is asked until they say not to", async () => {
  const planner = await settings();
  const ask = screen.getByRole("switch", { name: "Did it happen?" });
  expect(ask.getAttribute("aria-checked")).toBe("true");
  await fireEvent.click(ask);
  await until(() => expect(planner.settings.value?.follow_up).toBe(false));
});

test("a setting that could not be saved is shown as it was", async () => {
  await settings();
  fake.refuseNext = "disk_full";
  await fireEvent.click(group("Dates").getByRole("button", { name: "90 min before" }));
  await screen.findByText(/The disk is full/);
  expect(row("Dates")).toEqual(["Evening before, 7 pm", "90 min before"]);
});

test("a new date takes the reminders of its kind, until they are touched", async () => {
  const planner = await settings();
  await planner.api.saveSettings({
    both: false,
    kind_leads: [{ kind: "lunch", leads: [{ before_minutes: 30 }] }],
  });
  await fireEvent.keyDown(document.body, { key: "n", ctrlKey: true });
  await screen.findByTestId("sentence");
  expect(row("Reminders")).toEqual(["Evening before, 7 pm", "90 min before"]);
  await fireEvent.click(screen.getByTestId("kind-lunch"));
  expect(row("Reminders")).toEqual(["30 min before"]);
  await fireEvent.click(group("Reminders").getByRole("button", { name: "90 min before" }));
  await fireEvent.click(screen.getByTestId("kind-walk"));
  expect(row("Reminders"), "what they chose stays").toEqual(["90 min before", "30 min before"]);
});

test("another kind does not change the reminders of a date that is there", async () => {
  const planner = await settings();
  await planner.api.saveSettings({ both: false, kind_leads: [{ kind: "walk", leads: [] }] });
  await planner.slot.open("thursdays");
  await fireEvent.click(await screen.findByTestId("kind-walk"));
  expect(row("Reminders")).toEqual(["Evening before, 7 pm", "90 min before"]);
});

test("a reminder being typed is saved with the date, or left by Escape without closing it", async () => {
  const planner = await settings();
  await planner.slot.open("thursdays");
  await screen.findByTestId("sentence");
  const another = async () => {
    await fireEvent.click(group("Reminders").getByRole("button", { name: "Add" }));
    await fireEvent.click(screen.getByRole("menuitem", { name: "Another…" }));
    return screen.getByLabelText("How many");
  };
  await fireEvent.keyDown(await another(), { key: "Escape" });
  expect(screen.queryByLabelText("How many")).toBeNull();
  expect(planner.slot.editor, "the sheet is still there").toBeDefined();
  const many = await another();
  await fireEvent.input(many, { target: { value: "20" } });
  await fireEvent.keyDown(many, { key: "Enter", ctrlKey: true });
  await until(() => expect(planner.slot.editor).toBeUndefined());
  const { slot } = await planner.api.editor("thursdays");
  expect(slot?.leads).toContainEqual({ before_minutes: 20 });
});

test("a date without any reminder says what that means", async () => {
  const planner = await settings();
  await planner.slot.open("thursdays");
  await screen.findByTestId("sentence");
  for (const words of ["Evening before, 7 pm", "90 min before"])
    await fireEvent.click(group("Reminders").getByRole("button", { name: words }));
  screen.getByText("None. It will not make itself known.");
});
