/** What is said at the bottom of the window: one thing at a time, the newest. */
import type { Problem } from "../ipc/api";

export interface Toast {
  id: number;
  /** "Moved to Saturday 10 October, 1 pm". */
  text: string;
  /** What to do next; only failures have one. */
  hint: string;
  /** A failure stays until it is answered. */
  failed: boolean;
  undo?: () => void;
  again?: () => void;
}

export class Toasts {
  current = $state.raw<Toast>();
  #count = 0;

  say(text: string, undo?: () => void): void {
    this.current = { id: ++this.#count, text, hint: "", failed: false, ...(undo && { undo }) };
  }

  fail(problem: Problem, again?: () => void): void {
    this.current = {
      id: ++this.#count,
      text: problem.message,
      hint: problem.hint,
      failed: true,
      ...(again && { again }),
    };
  }

  /** Takes away this toast, unless another one has taken its place. */
  dismiss(id: number): void {
    if (this.current?.id === id) this.current = undefined;
  }
}
