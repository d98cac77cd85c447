/** What a date goes by where there is room for a word or two. */
import type { Item } from "../ipc/api";
import { hasWords, say, type Key } from "./words";

const KINDS: Record<string, Key> = {
  date: "kind_date",
  lunch: "kind_lunch",
  walk: "kind_walk",
  evening_out: "kind_evening_out",
  evening_in: "kind_evening_in",
  private: "kind_private",
  outside_help: "kind_outside_help",
  check_in: "kind_check_in",
};

/** "Walk", of a kind that comes with the program. One of the couple's own brings its name along. */
export function kindWords(kind: string): string {
  return say(KINDS[kind] ?? "kind_date");
}

/** Its own title; else its kind, where that says something; else whose turn it is. */
export function titleOf(item: Item): string {
  if (item.title) return item.title;
  if (item.kind !== "date" && item.kind !== "private") return item.kind_name;
  if (item.planner_half) return say("turn_of", { name: item.planner });
  return item.planner ? say("together_turn") : "";
}

/** What a picture shows, for somebody who cannot see it. */
export function pictureWords(icon: string): string {
  const key = `picture_${icon}`;
  return hasWords(key) ? say(key) : icon;
}
