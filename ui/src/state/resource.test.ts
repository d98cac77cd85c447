import { expect, test } from "vitest";
import { Refused } from "../ipc/api";
import { Resource } from "./resource.svelte";

/** Answers one question at a time, when told to. */
function slowly() {
  const waiting: ((value: string) => void)[] = [];
  const load = () => new Promise<string>((resolve) => waiting.push(resolve));
  return { load, answer: (i: number, value: string) => waiting[i]!(value), asked: () => waiting.length };
}

test("an answer overtaken by a later question is dropped", async () => {
  const { load, answer } = slowly();
  const month = new Resource(load, ["slots"]);
  const october = month.reload();
  const november = month.reload();
  answer(1, "November");
  await november;
  answer(0, "October");
  await october;
  expect(month.value, "the couple has already turned the page").toBe("November");
});

test("only what is shown loads again, and only for its own topics", () => {
  const { load, asked } = slowly();
  const today = new Resource(load, ["slots", "clock"]);
  today.heard(["slots"]);
  expect(asked(), "nobody has looked at it yet").toBe(0);
  today.fill("Tuesday");
  today.heard(["gestures"]);
  expect(asked(), "a tick does not concern it").toBe(0);
  today.heard(["gestures", "slots"]);
  expect(asked()).toBe(1);
  expect(today.value, "what stands stays until the answer is there").toBe("Tuesday");
});

test("a failed load keeps what was shown and says why", async () => {
  const problem = { code: "busy", message: "Another program has the planner.", hint: "" } as const;
  const today = new Resource<string>(() => Promise.reject(new Refused(problem)), ["slots"]);
  today.fill("Tuesday");
  await today.reload();
  expect(today.value).toBe("Tuesday");
  expect(today.problem).toEqual(problem);
});
