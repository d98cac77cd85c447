import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, test } from "vitest";
import { Refused } from "./api";
import { answerTo } from "./errors";
import { tauri } from "./tauri";

afterEach(clearMocks);

const FULL = {
  code: "disk_full",
  message: "Couldn’t save. The disk is full.",
  hint: "Free some space.",
} as const;

test("a refusal arrives with its own words", async () => {
  mockIPC(() => Promise.reject(FULL));
  const refusal = await tauri.skip("a@2026-10-15T19:00").catch((thrown: unknown) => thrown);
  expect(refusal).toBeInstanceOf(Refused);
  expect((refusal as Refused).problem).toEqual(FULL);
  expect(answerTo(FULL).again, "once there is room, the same change may work").toBe(true);
});

test("a desktop that breaks off is the machine's problem, never a silent nothing", async () => {
  mockIPC(() => {
    throw new Error("the channel is closed");
  });
  for (const ask of [() => tauri.today(), () => tauri.ready("mounted")]) {
    const refusal = await ask().catch((thrown: unknown) => thrown);
    expect((refusal as Refused).problem).toEqual({
      code: "machine",
      message: "the channel is closed",
      hint: "",
    });
  }
});

test("what is asked goes out under the planner's names", async () => {
  const asked: unknown[] = [];
  mockIPC((command, args) => {
    asked.push([command, args]);
    return { said: "Kept", id: "t-1" };
  });
  expect(await tauri.noteTick("t-1", "Second helpings.")).toEqual({ said: "Kept", id: "t-1" });
  expect(asked).toEqual([["note_tick", { tick: "t-1", note: "Second helpings." }]]);
});
