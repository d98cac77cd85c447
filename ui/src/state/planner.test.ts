import { beforeEach, expect, test, vi } from "vitest";
import { FakePlanner } from "../ipc/fake";
import { LiveReading } from "./reading.svelte";
import { Planner } from "./planner.svelte";

/** For a busy machine only: waiting ends with the thing waited for. */
const WAIT = { timeout: 10_000 };

let fake: FakePlanner;
let planner: Planner;

beforeEach(async () => {
  fake = new FakePlanner();
  planner = new Planner(fake);
  planner.listen();
  await planner.start();
  fake.calls.length = 0;
});

test("the first view costs one call", async () => {
  const other = new FakePlanner();
  await new Planner(other).start();
  expect(
    other.calls.filter((call) => call !== "today"),
    "`start` brings Today along",
  ).toEqual(["start"]);
});

test("a change is shown only after the planner has said so, and can be taken back from the toast", async () => {
  const gesture = planner.today.value!.suggestions[1]!;
  await planner.gestures.toggle(gesture, "first");
  await vi.waitFor(() => expect(planner.today.value!.suggestions[1]!.done.first).toBe(true), WAIT);
  expect(planner.toasts.current?.text).toBe("Make the ginger noodles, ticked");

  planner.toasts.current?.undo?.();
  await vi.waitFor(() => expect(planner.today.value!.suggestions[1]!.done.first).toBe(false), WAIT);
});

test("filling a half that is filled empties it", async () => {
  const schoolRun = planner.today.value!.suggestions[0]!;
  await planner.gestures.toggle(schoolRun, "first");
  expect(fake.calls).toContain("untick t-10-13-first");
});

test("a failed change stays on screen until it is answered, and the same change can be tried again", async () => {
  fake.refuseNext = "disk_full";
  await planner.change(() => fake.skip("thursdays@2026-10-15T19:00"));
  const toast = planner.toasts.current;
  expect(toast?.failed).toBe(true);
  expect(toast?.text).toBe("Couldn’t save. The disk is full.");
  toast?.again?.();
  await vi.waitFor(() => expect(planner.toasts.current?.text).toBe("Skipped"), WAIT);
});

test("undo with nothing to undo is said quietly, not as a failure", async () => {
  await planner.undo();
  expect(planner.toasts.current?.failed).toBe(false);
});

test("saving a sentence the planner cannot keep leaves every word of it in the sheet", async () => {
  await planner.slot.open(null);
  await planner.slot.sentence.begin("Thursdays 7pm, 2 hours");
  planner.slot.chosenKind = "private";
  planner.slot.label = "Quiet evening";
  fake.refuseNext = "disk_full";
  expect(await planner.slot.save()).toBe(false);
  expect(planner.slot.editor, "the sheet stays open").toBeDefined();
  expect(planner.slot.sentence.text).toBe("Thursdays 7pm, 2 hours");
  expect(planner.slot.label).toBe("Quiet evening");
  expect(planner.slot.mayTryAgain).toBe(true);
  expect(await planner.slot.save(), "there is room again").toBe(true);
  expect(planner.slot.editor).toBeUndefined();
});

test("a restored exception leaves the sentence being typed alone", async () => {
  await planner.slot.open("thursdays");
  planner.slot.sentence.text = "Thursdays 8pm, 2 hours";
  await planner.slot.putBack(planner.slot.editor!.exceptions.find(({ day }) => day === "24 Dec")!);
  expect(planner.slot.editor?.exceptions.map((it) => it.day)).toEqual(["5 Nov"]);
  expect(planner.slot.sentence.text).toBe("Thursdays 8pm, 2 hours");
});

test("the shell stays when it cannot be loaded again", async () => {
  vi.spyOn(fake, "start").mockRejectedValue(new Error("gone"));
  await fake.pauseReminders({ how: "tomorrow" });
  await Promise.resolve();
  expect(planner.refused).toBeUndefined();
  expect(planner.people?.first).toBe("Noor");
});

test("typing asks once for the last word, and a late answer is not shown", async () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  const live = new LiveReading((text) => {
    asked.push(text);
    return fake.readSentence(text);
  });
  for (const text of ["T", "Th", "Thursdays", "Thursdays 7pm"]) live.text = text;
  await vi.advanceTimersByTimeAsync(80);
  expect(asked).toEqual(["Thursdays 7pm"]);
  expect(live.meant).toBe(true);
  live.text = "";
  expect(live.reading, "an empty line says nothing").toBeUndefined();
  vi.useRealTimers();
});
