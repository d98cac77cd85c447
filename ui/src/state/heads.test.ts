import { beforeEach, expect, test, vi } from "vitest";
import { FakePlanner } from "../ipc/fake";
import { Planner } from "./planner.svelte";

/** For a busy machine only: waiting ends with the thing waited for. */
const WAIT = { timeout: 10_000 };

let fake: FakePlanner;
let planner: Planner;

beforeEach(async () => {
  fake = new FakePlanner();
  planner = new Planner(fake);
  await planner.start();
  await planner.slot.open(null, "Thursdays 7pm, 2 hours");
  await vi.waitFor(() => expect(planner.slot.sentence.reading?.draft).toBeTruthy(), WAIT);
});

/** Asks as the sheet does whenever something of the date changes. */
function follow() {
  const { slot } = planner;
  slot.heads.follow(slot.sentence.reading?.draft ?? null, slot.form());
}

async function met() {
  follow();
  await vi.waitFor(() => expect(planner.slot.heads.up).toBeTruthy(), WAIT);
  return planner.slot.heads.up!;
}

test("a way out that is taken goes with the form, is said, and can be taken back", async () => {
  const { heads } = planner.slot;
  const up = await met();
  expect(up.lead, "who, and nothing of why").toBe("Noor is busy on 29 October");
  planner.slot.takeFix(up.fixes[1]!);
  expect(heads.up, "it is settled").toBeUndefined();
  expect(heads.taken.map(({ taken }) => taken)).toEqual(["29 October goes to Friday 30 October, 7 pm."]);
  expect(planner.slot.form().moves).toEqual([{ original: "2026-10-29T19:00", to: "2026-10-30T19:00" }]);
  heads.takeBack(up.fixes[1]!);
  expect(planner.slot.form().moves, "that evening stays").toEqual([]);
  await met();
});

test("left as it is, it is not asked about again, and saving says so", async () => {
  const { heads } = planner.slot;
  await met();
  heads.leave();
  expect(planner.slot.form().left, "so that the plate does not ask either").toBe(true);
  const asked = fake.calls.length;
  follow();
  await new Promise((over) => setTimeout(over, 400));
  expect(fake.calls.slice(asked), "nobody is asked about what is left").toEqual([]);
  expect(heads.up).toBeUndefined();
});

test("other evenings are another question: what was done about the ones before is forgotten", async () => {
  const { heads, sentence } = planner.slot;
  planner.slot.takeFix((await met()).fixes[0]!);
  await sentence.begin("Fridays 7pm, 2 hours");
  await vi.waitFor(() => expect(sentence.reading?.draft?.start_local).toContain("2026-10-16"), WAIT);
  follow();
  expect(planner.slot.form().moves).toEqual([]);
  await sentence.begin("Thursdays 7pm, 2 hours");
  await vi.waitFor(() => expect(sentence.reading?.draft?.start_local).toContain("2026-10-15"), WAIT);
  await met();
  heads.leave();
  await sentence.begin("Thursdays 8pm, 2 hours");
  await vi.waitFor(() => expect(sentence.reading?.draft?.start_local).toContain("20:00"), WAIT);
  follow();
  expect(heads.left, "eight is not seven").toBe(false);
});

test("of a sentence that means nothing yet nothing is said, and a late answer to another one is not heard", async () => {
  const { heads, sentence } = planner.slot;
  await met();
  await sentence.begin("Thursdays at");
  follow();
  expect(heads.up).toBeUndefined();
  await new Promise((over) => setTimeout(over, 400));
  expect(heads.up, "nothing comes after it").toBeUndefined();
});

test("a look that fails stops nobody", async () => {
  vi.spyOn(fake, "headsUp").mockRejectedValue(new Error("no answer"));
  follow();
  await vi.waitFor(() => expect(fake.headsUp).toHaveBeenCalled(), WAIT);
  expect(planner.slot.heads.up).toBeUndefined();
  expect(await planner.slot.save(), "saving goes its own way").toBe(true);
});
