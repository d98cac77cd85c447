import { expect, test } from "vitest";
import type { Lead } from "../ipc/api";
import { ahead, halfHours, leadWords, sameLead, sameLeads, shareOfDay, wallTime } from "./speak";

test("a wall time is said the way the couple reads clocks", () => {
  expect(wallTime("22:30", "12")).toBe("10:30 pm");
  expect(wallTime("07:00", "12"), "whole hours go without minutes").toBe("7 am");
  expect(wallTime("00:00", "12"), "midnight is twelve, not nought").toBe("12 am");
  expect(wallTime("12:00", "12")).toBe("12 pm");
  expect(wallTime("22:30", "24"), "24 hours stay as they are written").toBe("22:30");
});

test("quiet hours can begin at any half hour of the day", () => {
  const times = halfHours();
  expect(times).toHaveLength(48);
  expect(times[0]).toBe("00:00");
  expect(times.at(-1)).toBe("23:30");
  expect(shareOfDay("18:00"), "six in the evening is three quarters of the day").toBe(0.75);
});

test("a lead is said as the planner says it, and put together where it came from elsewhere", () => {
  const choices = [{ lead: { days_before: 1, at: "19:00" }, words: "Evening before, 7 pm" }];
  expect(leadWords({ days_before: 1, at: "19:00" }, choices, "12")).toBe("Evening before, 7 pm");
  expect(leadWords({ before_minutes: 45 }, choices, "12")).toBe("45 min before");
  expect(leadWords({ days_before: 3, at: "18:30" }, choices, "12")).toBe("3 days before, 6:30 pm");
  expect(leadWords({ days_before: 0, at: "09:00" }, choices, "24")).toBe("On the day, 09:00");
});

test("a lead of one's own is said the way the planner says the usual ones", () => {
  const said = (lead: Lead) => leadWords(lead, [], "12");
  expect(said({ before_minutes: 0 })).toBe("When it begins");
  expect(said({ before_minutes: 90 }), "up to two hours in minutes").toBe("90 min before");
  expect(said({ before_minutes: 180 })).toBe("3 h before");
  expect(said({ before_minutes: 150 })).toBe("2 h 30 min before");
  expect(said({ days_before: 1, at: "19:00" }), "five o'clock is evening").toBe("Evening before, 7 pm");
  expect(said({ days_before: 1, at: "09:00" })).toBe("Day before, 9 am");
});

test("leads stand in a row, furthest ahead first", () => {
  const leads: Lead[] = [
    { before_minutes: 90 },
    { days_before: 7, at: "19:00" },
    { days_before: 0, at: "09:00" },
    { days_before: 1, at: "19:00" },
    { before_minutes: 0 },
  ];
  expect(leads.sort((a, b) => ahead(b) - ahead(a)).map((lead) => leadWords(lead, [], "12"))).toEqual([
    "7 days before, 7 pm",
    "Evening before, 7 pm",
    "On the day, 9 am",
    "90 min before",
    "When it begins",
  ]);
});

test("two kinds of time have the same leads in whatever order those were chosen", () => {
  const [eve, ninety]: Lead[] = [{ days_before: 1, at: "19:00" }, { before_minutes: 90 }];
  expect(sameLeads([eve!, ninety!], [ninety!, eve!])).toBe(true);
  expect(sameLeads([eve!, ninety!], [eve!]), "one fewer is another choice").toBe(false);
  expect(sameLeads([], [])).toBe(true);
});

test("two leads are the same when they fall on the same moment of the same kind", () => {
  expect(sameLead({ before_minutes: 90 }, { before_minutes: 90 })).toBe(true);
  expect(sameLead({ before_minutes: 90 }, { days_before: 1, at: "19:00" })).toBe(false);
  expect(sameLead({ days_before: 1, at: "19:00" }, { days_before: 1, at: "18:00" })).toBe(false);
});
