import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { FakePlanner } from "../../ipc/fake";
import { Planner } from "../../state/planner.svelte";

/** Waits until it holds; the limit is for a busy machine only. */
const until = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 10_000 });

let fake: FakePlanner;

beforeEach(() => void (fake = new FakePlanner()));

async function started() {
  const planner = new Planner(fake);
  render(App, { planner });
  planner.listen();
  await until(() => expect(planner.started).toBe(true));
  const plate = (await fake.today()).plate;
  if (plate.show !== "next") throw new Error("the mock-ups' couple has a date ahead");
  return { planner, item: plate.item };
}

/** As if the place that is read could take the others along. */
function others() {
  const read = fake.readPlace.bind(fake);
  vi.spyOn(fake, "readPlace").mockImplementation(async (...asked) => ({
    ...(await read(...asked)),
    choices: [
      { scope: "this", title: "Only this one", says: "The others stay as they are." },
      { scope: "following", title: "This one and those after it", says: "Every Friday, from 16 October." },
      { scope: "all", title: "All from now on", says: "What was stays as it was." },
    ],
  }));
}

const group = () => screen.getByRole("radiogroup", { name: "How far does that reach?" });
const chosen = () => within(group()).getByRole("radio", { checked: true });

test("a date that is moved in words goes alone, unless it is said that others go along", async () => {
  others();
  const { planner, item } = await started();
  planner.move.open(item);
  const field = await screen.findByTestId<HTMLInputElement>("sentence");
  expect(screen.queryByRole("radiogroup"), "nothing is asked before there is a place").toBeNull();
  await fireEvent.input(field, { target: { value: "Friday 8pm" } });
  await until(() => expect(chosen().textContent).toContain("Only this one"));
  chosen().focus();
  await fireEvent.keyDown(document.activeElement!, { key: "ArrowDown" });
  expect(chosen().textContent).toContain("This one and those after it");
  expect(document.activeElement, "the keys stay with what is chosen").toBe(chosen());
  await fireEvent.click(screen.getByTestId("save-move"));
  await until(() => expect(fake.calls).toContain(`move_to ${item.key} Friday 8pm following`));
});

test("a date that has no others is moved without a question", async () => {
  const { planner, item } = await started();
  const moved = vi.spyOn(fake, "moveTo");
  planner.move.open(item);
  const field = await screen.findByTestId<HTMLInputElement>("sentence");
  await fireEvent.input(field, { target: { value: "Friday 8pm" } });
  await until(() => expect(fake.calls.some((call) => call.startsWith("read_place"))).toBe(true));
  expect(screen.queryByRole("radiogroup")).toBeNull();
  await fireEvent.click(screen.getByTestId("save-move"));
  await until(() => expect(moved).toHaveBeenCalledWith(item.key, "Friday 8pm", "this"));
});

test("the editor asks how far a change reaches when it is opened on one evening", async () => {
  const { planner, item } = await started();
  const saved = vi.spyOn(fake, "saveSlot");
  await planner.slot.open(item.slot, "", item.key);
  await until(() => expect(chosen().textContent).toContain("All from now on"));
  await fireEvent.click(screen.getByTestId("scope-this"));
  expect(chosen().textContent).toContain("Only this one");
  await fireEvent.click(screen.getByTestId("save-slot"));
  await until(() => expect(saved).toHaveBeenCalled());
  expect(saved.mock.calls[0]![0]).toMatchObject({ scope: "this", key: item.key });

  await planner.slot.open(item.slot);
  await screen.findByTestId("save-slot");
  expect(
    screen.queryByRole("radiogroup", { name: "How far does that reach?" }),
    "opened on the series",
  ).toBeNull();
  expect(planner.slot.form()).toMatchObject({ scope: null, key: null });
});
