import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { Refused } from "./ipc/api";
import { ctrl, open, press, until } from "./opened";

test("the window reports when Today stands and when it has been painted", async () => {
  const { fake } = await open();
  expect((await screen.findByTestId("plate-when")).textContent).toBe("Thursday, 7 pm");
  await until(() => expect(fake.calls).toContain("ready painted"));
  expect(fake.calls.indexOf("ready mounted")).toBeLessThan(fake.calls.indexOf("ready painted"));
});

test("the dial has a line for each day until the date", async () => {
  await open();
  await screen.findByTestId("plate-when");
  expect([...document.querySelectorAll(".dial text")].map((it) => it.textContent)).toEqual([
    "Today",
    "Wed",
    "Thu",
  ]);
});

test("Ctrl and a number go to the section that has it, and absent ones do nothing", async () => {
  await open();
  await press("3", ctrl);
  await screen.findByText("What you’ve each said you like.");
  await press("5", ctrl);
  expect(screen.getByText("What you’ve each said you like."), "there is no fifth section yet").toBeTruthy();
  expect(document.querySelectorAll("nav.side [data-testid]"), "no dead entries").toHaveLength(5);
  await press(",", ctrl);
  await screen.findByText("The file is encrypted. Its key is on this computer, beside it.");
});

test("Ctrl Z takes back the last change, and Ctrl Shift Z does it again", async () => {
  const { fake } = await open();
  await fireEvent.click(await screen.findByTestId("plate-skip"));
  await until(() => expect(screen.getByTestId("plate-when").textContent).toBe("Thursday, 7 pm"));
  await until(() => expect(document.querySelector(".when b")?.textContent).toBe("in 9 days"));
  await press("z", ctrl);
  await until(() => expect(document.querySelector(".when b")?.textContent).toBe("in 2 days"));
  await press("Z", { ctrlKey: true, shiftKey: true });
  await until(() => expect(document.querySelector(".when b")?.textContent).toBe("in 9 days"));
  expect(fake.calls).toContain("redo");
});

test("Ctrl Z while typing a name leaves the planner alone", async () => {
  const { fake } = await open();
  await press(",", ctrl);
  const name = await screen.findByLabelText("Left half’s name");
  await press("z", ctrl, name);
  await press("?", {}, name);
  expect(fake.calls).not.toContain("undo");
  expect(screen.queryByText("Keys"), "and no letter of a name opens anything").toBeNull();
});

test("a sentence typed becomes a date in the month", async () => {
  const { fake } = await open("empty");
  await fireEvent.click(await screen.findByTestId("new-slot"));
  const line = await screen.findByTestId("sentence");
  await fireEvent.input(line, { target: { value: "Thursdays 7pm, 2 hours" } });
  await until(() => expect(screen.getByTestId("reading").textContent).toContain("Every Thursday, 7 to 9 pm"));
  expect(document.querySelector(".app")?.hasAttribute("inert"), "the page behind is out of reach").toBe(true);
  await press("Enter", ctrl, line);
  await until(() => expect(screen.queryByTestId("sentence")).toBeNull());
  expect(fake.calls).toContain("save_slot Thursdays 7pm, 2 hours");
  await until(() => expect(screen.getByTestId("plate-when").textContent).toBe("Thursday, 7 pm"));
  await press("2", ctrl);
  const cell = await screen.findByTestId("day-2026-10-15");
  expect(cell.querySelector("[data-testid=event]")?.textContent).toContain("7 pm");
});

test("a sentence without an hour is answered calmly, and stays", async () => {
  await open();
  await press("n", ctrl);
  const line = (await screen.findByTestId("sentence")) as HTMLInputElement;
  await fireEvent.input(line, { target: { value: "Thursdays" } });
  await until(() => expect(screen.getByTestId("reading").textContent).toContain("at what time?"));
  await fireEvent.click(screen.getByTestId("save-slot"));
  await screen.findByTestId("problem");
  expect(line.value).toBe("Thursdays");
});

test("arrow keys walk through the month, and Enter on an empty day begins a date on it", async () => {
  await open();
  await press("2", ctrl);
  const cell = await screen.findByTestId("day-2026-10-15");
  await until(() => expect(cell.getAttribute("aria-selected")).toBe("true"));
  expect(document.querySelectorAll("[role=gridcell][tabindex='0']"), "one tab stop").toHaveLength(1);
  await press("ArrowRight", {}, cell);
  const next = screen.getByTestId("day-2026-10-16");
  await until(() => expect(document.activeElement).toBe(next));
  await press("ArrowDown", {}, next);
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("day-2026-10-23")));
  await press("Home", {}, document.activeElement!);
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("day-2026-10-19")));
  await press("t", {}, document.activeElement!);
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("day-2026-10-13")));
  await press("PageDown", {}, document.activeElement!);
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("day-2026-11-13")));
  await press("Enter", {}, document.activeElement!);
  expect(((await screen.findByTestId("sentence")) as HTMLInputElement).value).toBe("13 November ");
});

test("Enter on a day with a date goes into it, and Escape comes back", async () => {
  await open();
  await press("2", ctrl);
  const cell = await screen.findByTestId("day-2026-10-15");
  const plan = await screen.findByTestId("panel-plan");
  cell.focus();
  await press("Enter", {}, cell);
  await until(() => expect(document.activeElement).toBe(plan));
  await press("Escape", {}, plan);
  await until(() => expect(document.activeElement).toBe(cell));
});

test("a moved date leaves a trace on its old day and stands on its new one", async () => {
  await open();
  await press("2", ctrl);
  const left = await screen.findByTestId("day-2026-10-08");
  expect(left.textContent).toContain("to Sat 10");
  expect(left.querySelector("[data-testid=event]"), "it is not there any more").toBeNull();
  const there = screen.getByTestId("day-2026-10-10").querySelector("[data-testid=event]");
  expect(there?.getAttribute("data-key")).toBe("thursdays@2026-10-08T19:00");
});

test("a date that was let go is not shown as missed, and can be put back", async () => {
  const { fake } = await open("life-happened");
  await fireEvent.click(await screen.findByTestId("plate-let-go"));
  await press("2", ctrl);
  const cell = await screen.findByTestId("day-2026-10-08");
  expect(cell.querySelector("[data-testid=event]"), "the day looks like any other").toBeNull();
  await fireEvent.click(cell);
  await fireEvent.click(await screen.findByTestId("panel-restore"));
  await until(() => expect(cell.querySelector("[data-testid=event]")).not.toBeNull());
  expect(fake.calls).toContain("restore thursdays@2026-10-08T19:00");
});

test("a date is moved by saying when", async () => {
  const { fake } = await open();
  await fireEvent.click(await screen.findByTestId("plate-move"));
  const line = await screen.findByTestId("sentence");
  await fireEvent.input(line, { target: { value: "Saturday 1pm" } });
  await until(() =>
    expect(screen.getByTestId("reading").textContent).toContain("Saturday 17 October, 1 to 3 pm"),
  );
  await press("Enter", {}, line);
  await until(() =>
    expect(screen.getByTestId("toast").textContent).toContain("Moved to Saturday 17 October"),
  );
  expect(fake.calls.some((call) => call.startsWith("say thursdays@2026-10-15T19:00"))).toBe(true);
});

test("the morning after, the plate asks once and its three answers weigh the same", async () => {
  await open("life-happened");
  expect((await screen.findByTestId("plate-when")).textContent).toBe("Life happened. Move it?");
  const answers = [...document.querySelectorAll(".plate .acts .btn")];
  expect(answers.map((it) => it.textContent?.trim())).toEqual([
    "Another time…",
    "Let this one go",
    "It did happen",
  ]);
  expect(
    new Set(answers.map((it) => it.className.replace(/s-\S+/g, "").trim())).size,
    "no answer is dressed up",
  ).toBe(1);
  await fireEvent.click(screen.getByTestId("plate-keep"));
  await until(() => expect(screen.getByTestId("plate-when").textContent).toBe("Thursday, 7 pm"));
});

test("a date that fell through goes to an hour that is open to both, in one click or with one key", async () => {
  const { fake } = await open("life-happened");
  await screen.findByTestId("plate-when");
  const offered = screen.getAllByTestId("opening");
  expect(offered.map((it) => it.getAttribute("aria-label"))).toEqual([
    "Use Saturday, 1 pm, lunch instead",
    "Use Sunday, 8 pm, after the check-in",
  ]);
  await press("1");
  await until(() => expect(screen.getByTestId("toast").textContent).toContain("Moved to"));
  expect(fake.calls.some((call) => call.startsWith("move_to") || call.includes("2026-10-17T13:00"))).toBe(
    true,
  );
});

test("what a date would meet is said while it is made, and a way out moves that evening alone", async () => {
  const { fake } = await open();
  await press("n", ctrl);
  const line = await screen.findByTestId("sentence");
  await fireEvent.input(line, { target: { value: "Thursdays 7pm, 2 hours" } });
  const up = await screen.findByTestId("heads-up");
  expect(up.textContent).toContain("Noor is busy on 29 October, 6:30 to 8 pm. The next eleven are clear.");
  await fireEvent.click(screen.getAllByTestId("heads-up-fix")[0]!);
  await until(() => expect(screen.queryByTestId("heads-up")).toBeNull());
  await fireEvent.click(screen.getByTestId("save-slot"));
  await until(() => expect(fake.calls.some((call) => call.startsWith("save_slot"))).toBe(true));
});

test("a time that is found stands on the plate as a sentence", async () => {
  await open();
  await press("n", ctrl);
  await fireEvent.click(await screen.findByTestId("find-time"));
  const hours = await screen.findAllByTestId("found-hour");
  await fireEvent.click(hours[0]!);
  const line = screen.getByTestId("sentence");
  expect((line as HTMLInputElement).value).toContain("17 October 2026 1pm");
});

test("ticking opens one line, and the line is kept", async () => {
  const { fake } = await open();
  await press("3", ctrl);
  await fireEvent.click(await screen.findByTestId("tick-noodles"), { detail: 1 });
  const note = await screen.findByTestId("note");
  await fireEvent.input(note, { target: { value: "Second helpings." } });
  await fireEvent.click(screen.getByTestId("keep-note"));
  await until(() => expect(screen.queryByTestId("note")).toBeNull());
  expect(fake.calls.some((call) => call.startsWith("note_tick") && call.endsWith("Second helpings."))).toBe(
    true,
  );
  await fireEvent.click(document.querySelector('[data-date="2026-10-13"]')!);
  await until(() => expect(screen.queryByText("Second helpings."), "the day says so too").not.toBeNull());
});

test("a line that could not be saved stays where it was written", async () => {
  const { fake } = await open();
  await press("3", ctrl);
  await fireEvent.click(await screen.findByTestId("tick-noodles"), { detail: 1 });
  const note = (await screen.findByTestId("note")) as HTMLInputElement;
  await fireEvent.input(note, { target: { value: "Extra chilli next time." } });
  fake.refuseNext = "disk_full";
  await fireEvent.click(screen.getByTestId("keep-note"));
  await screen.findByText(/The disk is full/);
  expect(note.isConnected && note.value).toBe("Extra chilli next time.");
});

test("the first run asks for two names, whose computer it is, and one sentence", async () => {
  const { fake, planner } = await open("first-run");
  const begin = (await screen.findByTestId("begin")) as HTMLButtonElement;
  expect(begin.disabled, "it takes two").toBe(true);
  await fireEvent.input(screen.getByTestId("name-first"), { target: { value: "Noor" } });
  await fireEvent.input(screen.getByTestId("name-second"), { target: { value: "Jules" } });
  await fireEvent.click(screen.getByRole("radio", { name: "Noor’s" }));
  await fireEvent.click(begin);
  const line = await screen.findByTestId("sentence");
  expect(fake.calls).toContain("save_people Noor Jules first");
  await fireEvent.input(line, { target: { value: "Thursdays 7pm, 2 hours" } });
  await until(() => expect((screen.getByTestId("save-slot") as HTMLButtonElement).disabled).toBe(false));
  await fireEvent.click(screen.getByTestId("save-slot"));
  expect((await screen.findByTestId("plate-when")).textContent).toBe("Thursday, 7 pm");
  expect(planner.people).toEqual({ first: "Noor", second: "Jules" });
});

test("the first sentence can wait", async () => {
  await open("first-run");
  await fireEvent.input(await screen.findByTestId("name-first"), { target: { value: "Noor" } });
  await fireEvent.input(screen.getByTestId("name-second"), { target: { value: "Jules" } });
  await fireEvent.click(screen.getByTestId("begin"));
  await fireEvent.click(await screen.findByTestId("begin-later"));
  await screen.findByText("No standing date yet");
});

test("names that could not be saved are still in their fields", async () => {
  const { fake } = await open("first-run");
  await fireEvent.input(await screen.findByTestId("name-first"), { target: { value: "Noor" } });
  await fireEvent.input(screen.getByTestId("name-second"), { target: { value: "Jules" } });
  fake.refuseNext = "read_only";
  await fireEvent.click(screen.getByTestId("begin"));
  await screen.findByTestId("problem");
  expect((screen.getByTestId("name-first") as HTMLInputElement).value).toBe("Noor");
});

test("a planner that does not open says why, and can be tried again", async () => {
  const { fake } = await open("refused");
  expect((await screen.findByRole("heading")).textContent).toBe(
    "The key beside the planner belongs to another planner.",
  );
  fake.calls.length = 0;
  await fireEvent.click(screen.getByText("Try again"));
  expect(fake.calls).toContain("start");
});

test("a page that cannot be read says why, and is read again when asked", async () => {
  const { fake } = await open();
  const month = vi
    .spyOn(fake, "month")
    .mockRejectedValueOnce(
      new Refused({ code: "busy", message: "Another program has the planner.", hint: "" }),
    );
  await press("2", ctrl);
  expect((await screen.findByTestId("problem")).textContent).toContain("Another program has the planner.");
  await fireEvent.click(screen.getByText("Try again"));
  await screen.findByTestId("day-2026-10-15");
  expect(month).toHaveBeenCalledTimes(2);
});

test("the arrows find the month from wherever nothing else wants them", async () => {
  await open();
  await press("2", ctrl);
  const cell = await screen.findByTestId("day-2026-10-15");
  await until(() => expect(cell.getAttribute("aria-selected")).toBe("true"));
  await press("ArrowDown");
  await until(() => expect(document.activeElement, "the first press only goes there").toBe(cell));
});

test("closing where no tray answers asks whether reminders go on", async () => {
  const { fake } = await open();
  fake.askToClose();
  await fireEvent.click(await screen.findByTestId("close-keep"));
  expect(fake.calls).toContain("close_choice true");
  expect(screen.queryByTestId("close-quit")).toBeNull();
});

test("a notification opens the calendar on its date", async () => {
  const { fake } = await open();
  await screen.findByTestId("plate-when");
  fake.send({ to: "calendar", key: "thursdays@2026-10-22T19:00", moving: false });
  await until(async () =>
    expect((await screen.findByTestId("day-2026-10-22")).getAttribute("aria-selected")).toBe("true"),
  );
});

test("notifications say more only when both halves agree", async () => {
  const { fake } = await open();
  await press(",", ctrl);
  await fireEvent.click(await screen.findByRole("switch", { name: "Discreet notifications" }));
  const more = (await screen.findByText("Show more")) as HTMLButtonElement;
  await fireEvent.click(screen.getByTestId("agree-first"));
  expect(more.disabled, "one of two is not both").toBe(true);
  await fireEvent.click(screen.getByTestId("agree-second"));
  await fireEvent.click(more);
  await screen.findByText("Supper at Lupo at 7");
  expect(fake.calls).toContain("save_settings");
});

test("who is here is said at the foot of the sidebar, and switched there", async () => {
  const { fake, planner } = await open();
  const who = await screen.findByRole("button", { name: "Who is here: Noor is here" });
  await fireEvent.click(who);
  const jules = screen.getByRole("menuitemradio", { name: "Jules’s" });
  await until(() => expect(document.activeElement?.textContent).toContain("Noor’s"));
  await press("ArrowDown", {}, document.activeElement!);
  expect(document.activeElement).toBe(jules);
  await fireEvent.click(jules);
  await until(() => expect(planner.here).toBe("second"));
  expect(fake.calls).toContain("save_settings");
  expect(screen.queryByRole("menu")).toBeNull();
});

test("larger text takes the narrow layout in a wide window", async () => {
  const { planner } = await open();
  planner.appearance = { theme: "dark", text_permille: 1250 };
  await until(() => expect(document.documentElement.hasAttribute("data-narrow")).toBe(true));
  expect(document.documentElement.style.fontSize).toBe("125%");
  expect(document.documentElement.dataset["theme"]).toBe("dark");
});
