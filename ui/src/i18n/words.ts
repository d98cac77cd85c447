/** The window's words, from the one catalogue: a key that is not there does not compile. */
import spoken from "../../../src-tauri/crates/domain/words/en/reminders.json";
import common from "../../../src-tauri/crates/domain/words/en/ui.json";
import gestures from "../../../src-tauri/crates/domain/words/en/ui_gestures.json";
import help from "../../../src-tauri/crates/domain/words/en/ui_help.json";
import ideas from "../../../src-tauri/crates/domain/words/en/ui_ideas.json";
import talk from "../../../src-tauri/crates/domain/words/en/ui_talk.json";

const words = { ...common, ...gestures, ...help, ...ideas, ...talk };

export type Key = keyof typeof words;

/** A key of which the catalogue has `…_one` and `…_other`. */
export type CountedKey = { [K in Key]: K extends `${infer Stem}_other` ? Stem : never }[Key];

type Values = Record<string, string | number>;

const plural = new Intl.PluralRules("en");

/** Whether the catalogue has a word that the planner named. */
export function hasWords(key: string): key is Key {
  return key in words;
}

/** `say("plans", { name: "Jules" })` is "Jules is planning". */
export function say(key: Key, values: Values = {}): string {
  return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** `count("more", 2)` is "2 more": picks the form the number wants. */
export function count(stem: CountedKey, n: number, values: Values = {}): string {
  return say(`${stem}_${plural.select(n) === "one" ? "one" : "other"}` as Key, { n, ...values });
}

const and = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** `list(["Lunch", "Walk"])` is "Lunch and Walk". */
export function list(words: string[]): string {
  return and.format(words);
}

/** "four"; numbers above twelve as figures. */
export function numberWords(n: number): string {
  return (spoken as Record<string, string>)[`number_${n}`] ?? String(n);
}

/** Short sentences in a row, whether or not they bring their own full stop: "Toast counts. Last on 4 October". */
export function inARow(...parts: (string | undefined)[]): string {
  return parts
    .filter((part): part is string => Boolean(part))
    .map((part, i, all) => (i < all.length - 1 && !/[.?!…]["”’]?$/u.test(part) ? `${part}.` : part))
    .join(" ");
}
