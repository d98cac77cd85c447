import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { ctrl, open, press } from "../../opened";

test("how long the way takes is chosen from a few lengths, and saved at once", async () => {
  const { fake } = await open();
  await press(",", ctrl);
  const travel = await screen.findByLabelText<HTMLSelectElement>("Time to get there");
  expect([...travel.options].map((it) => it.textContent)).toEqual([
    "None",
    "15 minutes",
    "30 minutes",
    "45 minutes",
    "1 hour",
  ]);
  await vi.waitFor(() => expect(travel.value, "a quarter of an hour until somebody says").toBe("15"));
  await fireEvent.change(travel, { target: { value: "45" } });
  await vi.waitFor(async () => expect((await fake.settings()).travel_minutes).toBe(45), { timeout: 10_000 });
});
