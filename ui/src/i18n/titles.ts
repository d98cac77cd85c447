/** What a date goes by where there is room for a word or two. */
import type { Item } from "../ipc/api";
import { say, type Key } from "./words";

const KINDS: Record<string, Key> = {
  date: "kind_date",
  lunch: "kind_lunch",
  walk: "kind_walk",
  evening_out: "kind_evening_out",
  evening_in: "kind_evening_in",
  private: "kind_private",
  outside_help: "kind_outside_help",
};

/** The kinds of time, in the order they are offered. */
export const KIND_WORDS = Object.keys(KINDS);

/** "Walk". */
export function kindWords(kind: string): string {
  return say(KINDS[kind] ?? "kind_date");
}

/** Its own title; else its kind, where that says something; else whose turn it is. */
export function titleOf(item: Item): string {
  if (item.title) return item.title;
  if (item.kind !== "date" && item.kind !== "private") return kindWords(item.kind);
  if (item.planner_half) return say("turn_of", { name: item.planner });
  return item.planner ? say("together_turn") : "";
}
