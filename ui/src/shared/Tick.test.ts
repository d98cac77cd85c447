import { fireEvent, render, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import Tick from "./Tick.svelte";

const people = { first: "Noor", second: "Jules" };
const none = { first: false, second: false };

function tick(here: "first" | "second" | "shared", done = none) {
  const ontoggle = vi.fn();
  render(Tick, { task: "Make the ginger noodles", done, here, people, ontoggle });
  return { ontoggle, box: screen.getByRole("checkbox") };
}

test("on Jules's own computer a click fills Jules's half", async () => {
  const { ontoggle, box } = tick("second");
  expect(box.getAttribute("aria-label"), "named by task and person").toBe("Make the ginger noodles, Jules");
  await fireEvent.click(box, { detail: 1 });
  expect(ontoggle).toHaveBeenCalledExactlyOnceWith("second");
});

test("a tick on a shared computer asks by its shape", async () => {
  const { ontoggle, box } = tick("shared");
  vi.spyOn(box, "getBoundingClientRect").mockReturnValue({ left: 100, width: 44 } as DOMRect);
  await fireEvent.click(box, { detail: 1, clientX: 110 });
  await fireEvent.click(box, { detail: 1, clientX: 140 });
  expect(ontoggle.mock.calls, "left is the first one's, right the second one's").toEqual([
    ["first"],
    ["second"],
  ]);
});

test("with the keyboard Space asks, and an arrow answers", async () => {
  const { ontoggle, box } = tick("shared");
  await fireEvent.keyDown(box, { key: "ArrowLeft" });
  expect(ontoggle, "an arrow alone ticks nothing").not.toHaveBeenCalled();
  await fireEvent.click(box, { detail: 0 });
  expect(ontoggle, "Space only asks").not.toHaveBeenCalled();
  expect(screen.getByRole("status").textContent).toContain("Left arrow for Noor, right arrow for Jules");
  await fireEvent.keyDown(box, { key: "ArrowRight" });
  expect(ontoggle).toHaveBeenCalledExactlyOnceWith("second");
});

test("Escape leaves the question unanswered", async () => {
  const { ontoggle, box } = tick("shared");
  await fireEvent.click(box, { detail: 0 });
  await fireEvent.keyDown(box, { key: "Escape" });
  await fireEvent.keyDown(box, { key: "ArrowRight" });
  expect(ontoggle).not.toHaveBeenCalled();
});

test("on a shared computer one half of two is neither ticked nor not", () => {
  expect(tick("shared", { first: true, second: false }).box.getAttribute("aria-checked")).toBe("mixed");
});
