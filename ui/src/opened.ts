/** The window in a test, opened on a planner in memory. */
import { fireEvent, render } from "@testing-library/svelte";
import { expect, vi } from "vitest";
import App from "./App.svelte";
import { FakePlanner, type Scene } from "./ipc/fake";
import { Planner } from "./state/planner.svelte";

/** Waits until it holds; the limit is for a busy machine only. */
export const until = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 10_000 });

export async function open(scene: Scene = "mockups", shared = false) {
  const fake = new FakePlanner(scene);
  fake.dress(false, shared);
  const planner = new Planner(fake);
  render(App, { planner });
  await until(() => expect(planner.started).toBe(true));
  return { fake, planner };
}

export const press = (key: string, more: KeyboardEventInit = {}, on: Element = document.body) =>
  fireEvent.keyDown(on, { key, bubbles: true, ...more });

export const ctrl = { ctrlKey: true };
