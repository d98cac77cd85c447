/** Talk: decks and cards, how deep it goes, what is kept and what was talked about. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const asked = () => screen.getByTestId("card").querySelector("blockquote")?.textContent;
const WEEKNIGHTS = "What did we use to do on weeknights that you’d have back?";

async function talk(here: "first" | "second" | "shared" = "first") {
  const opened = await open();
  if (here !== "first") {
    await opened.fake.saveSettings({ here });
    await until(() => expect(opened.planner.here).toBe(here));
  }
  await press("4", ctrl);
  await screen.findByTestId("card");
  return opened;
}

const last = (calls: string[], word: string) => calls.filter((call) => call.startsWith(word)).at(-1);

test("the decks say what is left of each, and the card that lies open is on the table", async () => {
  await talk();
  const decks = screen.getAllByRole("option");
  expect(decks).toHaveLength(7);
  const chosen = screen.getByRole("option", { selected: true });
  expect(chosen.getAttribute("aria-label")).toBe("What we’d have back, 10 left");
  expect(
    decks.filter((it) => it.tabIndex === 0),
    "one tab stop",
  ).toEqual([chosen]);
  expect(asked()).toBe(WEEKNIGHTS);
  expect(screen.getByTestId("card").textContent).toContain("What we’d have back, 9 of 28");
  expect(screen.getByText("What would have to move for that to happen in November?")).toBeTruthy();
});

test("→ draws another, S skips and draws, and neither asks twice for the same card", async () => {
  const { fake } = await talk();
  await press("ArrowRight");
  await until(() => expect(asked()).toBe("What we’d have back: question 10?"));
  expect(last(fake.calls, "draw")).toBe("draw back 2");
  await press("s");
  await until(() => expect(asked()).toBe("What we’d have back: question 11?"));
  expect(fake.calls).toContain("skip_card back-10");
  await until(() =>
    expect(screen.getByRole("option", { selected: true }).textContent, "two fewer").toContain("8"),
  );
  await press("ArrowRight", { repeat: true });
  expect(
    fake.calls.filter((call) => call.startsWith("draw")),
    "a held key draws once",
  ).toHaveLength(2);
});

test("K keeps the card and lets go of it again; it stays on the table", async () => {
  const { fake } = await talk();
  await press("k");
  await until(() => expect(screen.getByTestId("keep").getAttribute("aria-pressed")).toBe("true"));
  expect(screen.getByTestId("kept").textContent).toContain("5 kept for Thursday");
  expect(asked()).toBe(WEEKNIGHTS);
  await press("k");
  await until(() => expect(screen.getByTestId("keep").getAttribute("aria-pressed")).toBe("false"));
  expect(fake.calls).toContain("unkeep_card back-9");
});

test("T says that it was talked about, and one line may follow", async () => {
  const { fake } = await talk();
  await press("t");
  const note = await screen.findByTestId("note");
  expect(document.activeElement, "the next word goes into the line").toBe(note);
  expect(screen.getByTestId("card").textContent).toContain("You talked about this.");
  expect(screen.queryByTestId("talked"), "once is enough").toBeNull();
  await fireEvent.input(note, { target: { value: "Swimming. Both of us." } });
  await press("Enter", {}, note);
  await until(() => expect(screen.queryByTestId("note")).toBeNull());
  expect(last(fake.calls, "note_talked")).toMatch(/Swimming\. Both of us\.$/);
  await press("ArrowRight");
  await until(() => expect(asked()).not.toBe(WEEKNIGHTS));
  expect(screen.getByTestId("talked")).toBeTruthy();
});

test("talking about it is taken back beside the line, and by Ctrl Z", async () => {
  const { fake } = await talk();
  await press("t");
  await screen.findByTestId("note");
  await fireEvent.click(within(screen.getByTestId("note").parentElement!).getByText("Undo"));
  await until(() => expect(screen.queryByTestId("note")).toBeNull());
  await until(() => expect(screen.getByTestId("talked")).toBeTruthy());
  expect(last(fake.calls, "untalk")).toBeTruthy();
  await press("t");
  await screen.findByTestId("note");
  await press("z", ctrl);
  await until(() => expect(screen.getByTestId("talked"), "it can be said again").toBeTruthy());
});

test("a line that could not be saved stays where it was written", async () => {
  const { fake } = await talk();
  await press("t");
  const note = await screen.findByTestId<HTMLInputElement>("note");
  await fireEvent.input(note, { target: { value: "Swimming." } });
  fake.refuseNext = "disk_full";
  await press("Enter", {}, note);
  await screen.findByText(/The disk is full/);
  expect(note.isConnected && note.value).toBe("Swimming.");
});

test("single letters do nothing while something is typed, or under a dialog", async () => {
  const { fake } = await talk();
  await press("t");
  const note = await screen.findByTestId("note");
  const before = fake.calls.length;
  for (const key of ["s", "k", "ArrowRight"]) await press(key, {}, note);
  expect(fake.calls.slice(before).filter((call) => /^(draw|skip|keep)/.test(call))).toEqual([]);
  await press("Escape", {}, note);
  await fireEvent.click(await screen.findByTestId("apart"));
  await screen.findByRole("dialog");
  await press("s");
  expect(fake.calls.some((call) => call.startsWith("skip"))).toBe(false);
});

test("what is deeper than both want is not offered, and nothing says whose wish that is", async () => {
  const { fake } = await talk();
  const depths = () =>
    within(screen.getByLabelText("Card"))
      .queryAllByRole("radio")
      .map((it) => it.textContent?.trim());
  expect(depths()).toEqual(["Easy", "Closer", "Deep"]);
  fake.goNoDeeperThan(2);
  await until(() => expect(depths()).toEqual(["Easy", "Closer"]));
  fake.goNoDeeperThan(1);
  await until(() => expect(depths(), "one depth is no choice").toEqual([]));
  await press("ArrowRight");
  await until(() => expect(last(fake.calls, "draw")).toBe("draw back 1"));
  expect(document.querySelector("main")?.textContent).not.toMatch(/Noor|Jules/);
});

test("going lighter takes a deeper card off the table and counts anew", async () => {
  const { fake, planner } = await talk();
  await planner.talk.show("trust-1");
  await until(() => expect(asked()).toBe("What helps you believe somebody who says sorry?"));
  const left = () => screen.getByRole("option", { selected: true }).getAttribute("aria-label");
  expect(left()).toBe("Trust and repair, 16 left");
  await fireEvent.click(screen.getByRole("radio", { name: "Easy" }));
  await until(() => expect(screen.queryByTestId("card")).toBeNull());
  await until(() => expect(left()).toBe("Trust and repair, 7 left"));
  expect(screen.getByText("7 cards are left in here.")).toBeTruthy();
  await fireEvent.click(screen.getByTestId("draw"));
  await until(() => expect(last(fake.calls, "draw")).toBe("draw trust 1"));
});

test("a deck that is through says so, and begins anew", async () => {
  const { fake } = await talk();
  await fireEvent.click(screen.getByText("Your own"));
  expect(screen.getByText("7 cards are left in here.")).toBeTruthy();
  for (let drawn = 1; drawn <= 7; drawn += 1) {
    await press("ArrowRight");
    await until(() =>
      expect(fake.calls.filter((call) => call.startsWith("draw your-own"))).toHaveLength(drawn),
    );
    await screen.findByTestId("card");
  }
  await press("ArrowRight");
  await until(() =>
    expect(screen.getByTestId("talk-says").textContent).toBe(
      "That was all of them. From the beginning again.",
    ),
  );
});

test("what had the focus and is gone leaves the keyboard beside it", async () => {
  await talk();
  const pane = () => document.querySelector("[data-pane]");
  await until(() => expect(document.activeElement, "Tab goes on in the table").toBe(pane()));
  screen.getByTestId("keep").focus();
  await press("ArrowRight");
  await until(() => expect(asked()).not.toBe(WEEKNIGHTS));
  await until(() => expect(document.activeElement).toBe(pane()));
  await press("t");
  const note = await screen.findByTestId("note");
  await press("Enter", {}, note);
  await until(() => expect(document.activeElement).toBe(pane()));
  await fireEvent.click(screen.getByTestId("kept"));
  const off = (await screen.findAllByTestId("kept-off"))[0]!;
  off.focus();
  await fireEvent.click(off);
  await until(() => expect(screen.getAllByTestId("kept-card")).toHaveLength(3));
  await until(() => expect(document.activeElement).toBe(pane()));
});

test("arrows go from deck to deck, and drawing is not one of them", async () => {
  const { fake } = await talk();
  const chosen = screen.getByRole("option", { selected: true });
  chosen.focus();
  await press("ArrowDown", {}, chosen);
  await until(() =>
    expect(screen.getByRole("option", { selected: true }).textContent).toContain("Close and touch"),
  );
  expect(document.activeElement).toBe(screen.getByRole("option", { selected: true }));
  expect(
    fake.calls.some((call) => call.startsWith("draw")),
    "looking at a deck draws nothing",
  ).toBe(false);
  await press("ArrowRight", {}, document.activeElement!);
  await until(() => expect(last(fake.calls, "draw")).toBe("draw touch 2"));
});

test("what is kept is listed, to be talked about now or let go", async () => {
  const { fake } = await talk();
  await fireEvent.click(screen.getByTestId("kept"));
  const cards = await screen.findAllByTestId("kept-card");
  expect(cards).toHaveLength(4);
  await fireEvent.click(within(cards[3]!).getByTestId("kept-off"));
  await until(() => expect(screen.getAllByTestId("kept-card")).toHaveLength(3));
  expect(fake.calls).toContain("unkeep_card days-2");
  await fireEvent.click(screen.getAllByTestId("kept-now")[1]!);
  await until(() => expect(asked()).toBe("What did money mean at home when you were ten?"));
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Money, family, plans");
});

test("the plan of the date has what is kept for it, and leads to the card", async () => {
  const { planner } = await open();
  await planner.plan.open("thursdays@2026-10-15T19:00");
  const starters = await screen.findAllByTestId("plan-starter");
  expect(starters).toHaveLength(4);
  await fireEvent.click(starters[1]!);
  await until(() => expect(asked()).toBe("What did money mean at home when you were ten?"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("once something is typed into the plan its cards are only words: no slip loses it", async () => {
  const { planner } = await open();
  await planner.plan.open("thursdays@2026-10-15T19:00");
  await screen.findAllByTestId("plan-starter");
  await fireEvent.input(screen.getByLabelText("Budget"), { target: { value: "£12" } });
  await until(() => expect(screen.queryByTestId("plan-starter")).toBeNull());
});

test("what was talked about stands newest first, and words find it and the cards", async () => {
  const { fake } = await talk();
  await press("/");
  const field = await screen.findByTestId("talk-search");
  await until(() => expect(screen.getAllByTestId("said-one")).toHaveLength(2));
  expect(document.activeElement).toBe(field);
  expect(screen.getAllByTestId("said-one")[0]!.textContent).toContain("Thursday 8 October");
  await fireEvent.input(field, { target: { value: "soup" } });
  await until(() => expect(screen.getAllByTestId("said-one")).toHaveLength(1));
  expect(screen.getByText("Soup. It is always soup.")).toBeTruthy();
  await fireEvent.input(field, { target: { value: "night bus" } });
  const found = await screen.findByTestId("found-card");
  await fireEvent.click(found);
  await until(() => expect(asked()).toBe("What did we talk about on the night bus?"));
  expect(last(fake.calls, "talk_search")).toBe("talk_search night bus");
});

test("a line is changed in the list, and something not talked about after all goes", async () => {
  const { fake } = await talk();
  await fireEvent.click(screen.getByTestId("said"));
  await until(() => expect(screen.getAllByTestId("said-one")).toHaveLength(2));
  await fireEvent.click(screen.getByText("Change the line"));
  const note = await screen.findByTestId<HTMLInputElement>("note");
  expect(note.value).toBe("Soup. It is always soup.");
  await fireEvent.input(note, { target: { value: "Not soup." } });
  await press("Enter", {}, note);
  await screen.findByText("Not soup.");
  await fireEvent.click(screen.getAllByTestId("untalk")[0]!);
  await until(() => expect(screen.getAllByTestId("said-one")).toHaveLength(1));
  expect(last(fake.calls, "untalk")).toBe("untalk said-2");
});

test("a hard subject has sentences to begin with beside it", async () => {
  const { planner } = await talk();
  expect(screen.queryByTestId("begin-hard"), "an easy one needs none").toBeNull();
  await planner.talk.show("trust-1");
  await fireEvent.click(await screen.findByTestId("begin-hard"));
  const panel = await screen.findByTestId("begin-panel");
  await within(panel).findByText("When …, I feel …. What I’d like is ….");
  expect(within(panel).getByText(/like an afterthought/)).toBeTruthy();
  expect(within(panel).getByText(/I miss us a bit/)).toBeTruthy();
  expect(screen.getByTestId("card"), "beside the card").toBeTruthy();
  await press("Escape");
  await until(() => expect(screen.queryByTestId("begin-panel")).toBeNull());
  expect(screen.getAllByRole("option").length).toBe(7);
});

test("the card on Today can be talked about there, swapped for another, or kept", async () => {
  const { fake } = await open();
  const tonight = () => screen.getByTestId("tonight").textContent?.trim();
  await screen.findByTestId("tonight");
  expect(tonight()).toBe(WEEKNIGHTS);
  await fireEvent.click(screen.getByTestId("tonight-another"));
  await until(() => expect(tonight()).toBe("What we’d have back: question 10?"));
  expect(last(fake.calls, "draw")).toBe("draw back null");
  await fireEvent.click(screen.getByTestId("tonight-talked"));
  const note = await screen.findByTestId("note");
  expect(tonight(), "it stays until its line is kept").toBe("What we’d have back: question 10?");
  await fireEvent.input(note, { target: { value: "Ha." } });
  await press("Enter", {}, note);
  await until(() => expect(last(fake.calls, "note_talked")).toMatch(/ Ha\.$/));
  const next = "What would you eat every Tuesday, if nobody minded?";
  await until(() => expect(tonight(), "the next one waits to be drawn").toBe(next));
  await fireEvent.click(screen.getByTestId("tonight-another"));
  await until(() => expect(tonight(), "another is another").toBe("Ordinary days: question 3?"));
  await fireEvent.click(screen.getByTestId("tonight-keep"));
  await until(() => expect(tonight(), "what is kept waits for its date").not.toContain("question 3"));
  await fireEvent.click(screen.getByTestId("tonight"));
  await screen.findByTestId("card");
});
