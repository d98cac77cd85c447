/** Kinds of time of the couple's own: made, changed and removed from the editor and from Settings alike. */
import type { KindForm, Problem } from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";

/** Keeps a kind. What is wrong with it belongs beside its fields, so it is answered and not said in a toast. */
export async function keepKind(
  planner: Planner,
  form: KindForm,
): Promise<{ kind: string } | { problem: Problem }> {
  try {
    const done = await planner.api.saveKind(form);
    planner.toasts.say(done.said, () => void planner.undo());
    return { kind: done.id };
  } catch (thrown) {
    return { problem: problemOf(thrown) };
  }
}

/** Removes a kind; its dates become plain ones. Answers whether it is gone. */
export async function removeKind(planner: Planner, kind: string): Promise<boolean> {
  return (await planner.change(() => planner.api.removeKind(kind))) !== undefined;
}
