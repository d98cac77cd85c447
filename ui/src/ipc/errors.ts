/** What the window does about each kind of refusal. Exhaustive: a new code does not compile until it stands here. */
import { Refused, type Code, type Problem } from "./api";

interface Answer {
  /** Said quietly beside what was typed, because typing on is the way out. */
  calm: boolean;
  /** The same thing may work a moment later, so it is offered again. */
  again: boolean;
}

const WORDS: Answer = { calm: true, again: false };
const GONE: Answer = { calm: false, again: false };
const LATER: Answer = { calm: false, again: true };

const ANSWERS: Record<Code, Answer> = {
  needs_time: WORDS,
  needs_day: WORDS,
  not_understood: WORDS,
  past: WORDS,
  invalid: WORDS,
  not_found: GONE,
  nothing_to_undo: { calm: true, again: false },
  names_missing: WORDS,
  disk_full: LATER,
  read_only: LATER,
  wrong_key: LATER,
  key_missing: LATER,
  corrupt: LATER,
  newer: LATER,
  busy: LATER,
  cancelled: { calm: true, again: false },
  not_empty: GONE,
  machine: LATER,
};

/** What to do about a problem. */
export function answerTo(problem: Problem): Answer {
  return ANSWERS[problem.code];
}

/** The problem inside whatever was thrown. A mistake of our own is the machine's, with its own words. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Refused) return thrown.problem;
  return { code: "machine", message: thrown instanceof Error ? thrown.message : String(thrown), hint: "" };
}
