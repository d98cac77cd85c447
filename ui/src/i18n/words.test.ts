import { expect, test } from "vitest";
import general from "../../../src-tauri/crates/domain/words/en/ui.json";
import gestures from "../../../src-tauri/crates/domain/words/en/ui_gestures.json";
import help from "../../../src-tauri/crates/domain/words/en/ui_help.json";
import talk from "../../../src-tauri/crates/domain/words/en/ui_talk.json";
import { count, inARow, list, say } from "./words";

const words = { ...general, ...gestures, ...help, ...talk };

test("names are put into a sentence", () => {
  expect(say("today_plans", { name: "Jules" })).toBe("Jules is planning");
  expect(say("pair", { first: "Noor" }), "what is missing stays visible").toBe("Noor and {second}");
});

test("a number picks the form it wants", () => {
  expect(count("lead_days", 1, { time: "7 pm" })).toBe("Day before, 7 pm");
  expect(count("lead_days", 2, { time: "7 pm" })).toBe("2 days before, 7 pm");
});

test("things are listed as in speech", () => {
  expect(list(["Lunch"])).toBe("Lunch");
  expect(list(["Lunch", "Walk", "Evening in"])).toBe("Lunch, Walk and Evening in");
});

test("sentences in a row get the full stops they lack and no second ones", () => {
  expect(inARow("Toast counts", "Last on 4 October")).toBe("Toast counts. Last on 4 October");
  expect(inARow("“Before I asked.”", "", "Last on 4 October")).toBe("“Before I asked.” Last on 4 October");
  expect(inARow(undefined, "40 min")).toBe("40 min");
});

test("no key stands in two files of the catalogue", () => {
  const files = [general, gestures, help, talk];
  expect(Object.keys(words)).toHaveLength(files.reduce((sum, file) => sum + Object.keys(file).length, 0));
});

test("the window's voice has no exclamation marks, no emoji and no dashes standing in for sentences", () => {
  for (const [key, text] of Object.entries(words)) {
    expect(text, key).not.toMatch(/[!–—]|\p{Extended_Pictographic}/u);
  }
});

test("every counted word has both of its forms", () => {
  const keys = Object.keys(words);
  for (const key of keys.filter((it) => it.endsWith("_one"))) {
    // `here_one` and `tick_one` name a person; a counted word holds its number or stands beside one that does.
    if (!keys.includes(key.replace(/_one$/, "_other")))
      expect(words[key as keyof typeof words]).toContain("{name}");
  }
});
