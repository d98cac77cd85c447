import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Refused } from "../ipc/api";
import { FakePlanner } from "../ipc/fake";
import { Planner } from "./planner.svelte";

const SHOWN = { shown: true, result: "Shown at 2:36 pm", more: ", in under a second." };

let fake: FakePlanner;
let planner: Planner;

beforeEach(() => {
  vi.useFakeTimers();
  fake = new FakePlanner();
  planner = new Planner(fake);
  planner.listen();
});
afterEach(() => void vi.useRealTimers());

test("pressing twice shows one test", async () => {
  void planner.check.try();
  void planner.check.try();
  await vi.advanceTimersByTimeAsync(400);
  expect(fake.calls.filter((call) => call === "try_reminder")).toHaveLength(1);
});

test("a test of which nothing is ever heard is not waited for forever", async () => {
  vi.spyOn(fake, "tryReminder").mockResolvedValue(undefined);
  void planner.check.try();
  await vi.advanceTimersByTimeAsync(9_000);
  expect(planner.check.trying).toBe(true);
  await vi.advanceTimersByTimeAsync(1_001);
  expect([planner.check.trying, planner.check.silent]).toEqual([false, true]);
  fake.tellTried(SHOWN);
  expect(planner.check.silent, "a late answer is an answer").toBe(false);
  expect(planner.check.tried).toEqual(SHOWN);
});

test("a test that could not even be asked for says why, and can be asked for again", async () => {
  const gone = { code: "machine", message: "The reminders have stopped.", hint: "" } as const;
  vi.spyOn(fake, "tryReminder").mockRejectedValueOnce(new Refused(gone));
  await planner.check.try();
  expect(planner.check.problem).toEqual(gone);
  expect(planner.check.trying).toBe(false);
  void planner.check.try();
  await vi.advanceTimersByTimeAsync(400);
  expect(planner.check.problem).toBeUndefined();
  expect(planner.check.tried?.shown).toBe(true);
});

test("what the test found out is read into the page, if anybody is looking at it", async () => {
  await planner.check.page.reload();
  fake.calls.length = 0;
  fake.tellTried(SHOWN);
  await vi.advanceTimersByTimeAsync(0);
  expect(fake.calls).toEqual(["check_reminders"]);
});
