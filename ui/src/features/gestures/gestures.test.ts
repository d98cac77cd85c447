import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { open, press, until } from "../../opened";

/** The page of small things, opened. */
async function small(shared = false) {
  const opened = await open("mockups", shared);
  opened.planner.section = "gestures";
  await screen.findByTestId("tick-noodles");
  await screen.findByTestId("small-year");
  return opened;
}

const rows = () => screen.getAllByTestId("small-row");
const row = (id: string) => document.querySelector<HTMLElement>(`[data-gesture="${id}"]`)!;
const titles = () => rows().map((it) => it.querySelector("h3")!.textContent);
const day = (date: string) => document.querySelector<SVGElement>(`[data-date="${date}"]`)!;

async function choose(chip: string, value: string) {
  await fireEvent.click(screen.getByTestId(chip));
  await fireEvent.click(document.querySelector(`[role=option][data-value="${value}"]`)!);
}

async function fromMenu(id: string, words: string) {
  await fireEvent.pointerEnter(row(id));
  await fireEvent.click(within(row(id)).getByRole("button", { name: /^More for/ }));
  await fireEvent.click(screen.getByRole("menuitem", { name: words }));
}

test("the year is one tab stop, arrows walk in it, and Enter opens a day", async () => {
  await small();
  const stops = document.querySelectorAll("[data-testid=small-year] [tabindex='0']");
  expect([...stops].map((it) => it.getAttribute("data-date"))).toEqual(["2026-10-13"]);
  day("2026-10-13").focus();
  await press("ArrowUp", {}, day("2026-10-13"));
  await until(() => expect(document.activeElement).toBe(day("2026-10-12")));
  expect(day("2026-10-12").getAttribute("aria-label")).toBe("Monday 12 October: Noor and Jules");
  await press("ArrowUp", {}, day("2026-10-12"));
  expect(document.activeElement, "Sunday stands at the foot of the column before").toBe(day("2026-10-11"));
  await press("ArrowDown", {}, day("2026-10-11"));
  await press("Enter", {}, day("2026-10-12"));
  const card = await screen.findByTestId("small-day");
  expect(card.textContent).toContain("Bring the coffee up");
  await press("Escape", {}, card);
  expect(screen.queryByTestId("small-day")).toBeNull();
  await until(() => expect(document.activeElement, "back where it was opened").toBe(day("2026-10-12")));
});

test("a day that is still to come opens nothing", async () => {
  const { fake } = await small();
  await fireEvent.click(day("2026-10-14"));
  day("2026-12-24").focus();
  await press("Enter", {}, day("2026-12-24"));
  expect(fake.calls.some((call) => call.startsWith("gesture_day"))).toBe(false);
});

test("the year can be read as a table", async () => {
  await small();
  await fireEvent.click(screen.getByRole("button", { name: "How to see the year" }));
  await fireEvent.click(screen.getByRole("menuitem", { name: "Show as a table" }));
  const table = await screen.findByTestId("small-year-table");
  const told = [...table.querySelectorAll("tbody tr")].map((it) => it.textContent);
  expect(told).toContain("Monday 12 OctoberNoor and Jules");
  expect(told).toContain("Tuesday 13 OctoberNoor");
});

test("the year before is a step away, and there is none before that", async () => {
  await small();
  await fireEvent.click(screen.getByTestId("small-year-before"));
  await until(() => expect(screen.getByTestId("small-year-shown").textContent).toBe("2025"));
  expect(screen.queryByTestId("small-year-before")).toBeNull();
  await fireEvent.click(screen.getByTestId("small-year-after"));
  await until(() => expect(screen.getByTestId("small-year-shown").textContent).toBe("2026"));
});

test("a page key turns to another year and stays in it", async () => {
  await small();
  day("2026-10-13").focus();
  await press("PageUp", {}, day("2026-10-13"));
  await until(() => expect(document.activeElement, "the year’s last day").toBe(day("2025-12-31")));
  await press("PageDown", {}, day("2025-12-31"));
  await until(() => expect(document.activeElement).toBe(day("2026-10-13")));
});

test("a chip leaves out what takes too much, and says how much is left", async () => {
  await small();
  expect(titles()).toHaveLength(12);
  await choose("filter-effort", "1");
  await until(() => expect(titles()).not.toContain("Make the ginger noodles"));
  expect(titles()).toContain("Bring the coffee up");
  expect(screen.getByTestId("filter-effort").getAttribute("aria-label")).toBe("Effort: Light only");
  await until(() => expect(screen.getByTestId("small-said").textContent).toBe("5 small things fit"));
  await choose("filter-for", "both");
  await until(() => expect(titles()).toEqual(["Hold hands on the walk to the shop"]));
});

test("a chip is chosen from with the keyboard alone", async () => {
  await small();
  const chip = screen.getByTestId("filter-time");
  chip.focus();
  await press("ArrowDown", {}, chip);
  const list = await screen.findByRole("listbox", { name: "Time" });
  await until(() => expect(document.activeElement?.textContent).toContain("Any time"));
  await press("ArrowDown", {}, document.activeElement!);
  expect(document.activeElement?.textContent).toContain("5 minutes");
  await press("Escape", {}, document.activeElement!);
  expect(list.isConnected).toBe(false);
  expect(document.activeElement, "the chip has the keyboard again").toBe(chip);
});

test("nothing that fits says so, and shows all again when asked", async () => {
  await small();
  await choose("filter-kind", "words");
  await choose("filter-cost", "free");
  await choose("filter-place", "out");
  await choose("filter-effort", "1");
  await fireEvent.click(screen.getByTestId("filter-open"));
  await fireEvent.input(screen.getByTestId("filter-words"), { target: { value: "choir" } });
  await screen.findByText(/Nothing has “choir” in it/);
  await fireEvent.click(screen.getByTestId("show-all"));
  await until(() => expect(titles()).toHaveLength(12));
});

test("a slash looks for words, Enter goes to what was found and Esc forgets it", async () => {
  await small();
  await press("/");
  const field = await screen.findByTestId("filter-words");
  await until(() => expect(document.activeElement).toBe(field));
  await fireEvent.input(field, { target: { value: "coffee" } });
  await until(() => expect(titles()).toEqual(["Bring the coffee up"]));
  await press("Enter", {}, field);
  expect(document.activeElement).toBe(screen.getByTestId("tick-coffee"));
  await press("Escape", {}, field);
  await until(() => expect(titles()).toHaveLength(12));
});

test("one that is picked opens, is said, and another can be asked for", async () => {
  const { planner } = await small();
  await fireEvent.click(screen.getByTestId("pick"));
  const picked = await screen.findByTestId("picked");
  const first = picked.closest<HTMLElement>("[data-gesture]")!;
  const title = first.querySelector("h3")!.textContent;
  await until(() => expect(screen.getByTestId("small-said").textContent).toContain(title));
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("picked-do")));
  await fireEvent.click(screen.getByTestId("picked-another"));
  await until(() => expect(planner.gestures.picked).not.toBe(first.dataset["gesture"]));
  await fireEvent.click(await screen.findByTestId("picked-do"));
  await screen.findByTestId("note");
});

test("a tick draws its own row and leaves every other one alone", async () => {
  await small();
  const before = rows();
  const touched = new Set<string>();
  const seen = new MutationObserver((changes) => {
    for (const { target } of changes) {
      const at = target instanceof Element ? target : target.parentElement;
      touched.add(at?.closest<HTMLElement>("[data-gesture]")?.dataset["gesture"] ?? "the list");
    }
  });
  seen.observe(before[0]!.parentElement!, { subtree: true, childList: true, attributes: true });
  await fireEvent.click(screen.getByTestId("tick-breakfast"), { detail: 1 });
  await screen.findByTestId("note");
  await fireEvent.click(screen.getByTestId("keep-note"));
  await until(() => expect(screen.queryByTestId("note")).toBeNull());
  seen.disconnect();
  expect(rows(), "the same rows in the same place").toEqual(before);
  // Where the keyboard is moves with the field that took it.
  touched.delete("noodles");
  expect([...touched]).toEqual(["breakfast"]);
});

test("what was done yesterday is ticked for yesterday", async () => {
  const { fake } = await small();
  await fireEvent.click(screen.getByTestId("tick-breakfast"), { detail: 1 });
  await fireEvent.click(await screen.findByTestId("tick-day"));
  const tomorrow = await screen.findByTestId("tick-day-2026-10-14");
  expect(tomorrow.getAttribute("aria-disabled"), "not ahead").toBe("true");
  await fireEvent.click(tomorrow);
  await fireEvent.click(screen.getByTestId("tick-day-2026-10-12"));
  await until(() => expect(screen.getByTestId("tick-day").textContent).toBe("Done on Monday 12 October"));
  expect(fake.calls.filter((call) => call.startsWith("date_tick"))).toHaveLength(1);
  await fireEvent.click(screen.getByTestId("keep-note"));
  await until(() => expect(screen.getByTestId("tick-breakfast").getAttribute("aria-checked")).toBe("false"));
});

test("arrows walk from row to row, and N opens the line of one that was ticked", async () => {
  await small();
  const first = screen.getByTestId("tick-noodles");
  first.focus();
  await press("ArrowDown", {}, first);
  await until(() => expect(document.activeElement).toBe(screen.getByTestId("tick-breakfast")));
  expect(document.querySelectorAll("li .tick:not([tabindex])"), "one tab stop in the list").toHaveLength(1);
  await press("n", {}, document.activeElement!);
  expect(screen.queryByTestId("note"), "nothing was ticked here").toBeNull();
  screen.getByTestId("tick-school-run").focus();
  await press("n", {}, document.activeElement!);
  expect(((await screen.findByTestId("note")) as HTMLInputElement).value).toBe("Jules slept till seven.");
});

test("a line that is kept gives the keyboard back to its tick", async () => {
  await small();
  const tick = screen.getByTestId("tick-breakfast");
  tick.focus();
  await fireEvent.click(tick, { detail: 0 });
  const note = await screen.findByTestId("note");
  await until(() => expect(document.activeElement).toBe(note));
  await press("Escape", {}, note);
  await until(() => expect(document.activeElement).toBe(tick));
});

test("what does not suit is hidden, and can be offered again", async () => {
  await small();
  await fromMenu("bath", "Hide it");
  await until(() => expect(titles()).not.toContain("Run the long bath"));
  await until(() =>
    expect(document.activeElement, "the next row has the keyboard").toBe(
      screen.getByTestId("tick-school-run"),
    ),
  );
  await fireEvent.click(screen.getByTestId("away-show"));
  await until(() => expect(titles()).toEqual(["Run the long bath"]));
  expect(row("bath").textContent).toContain("Hidden, as it doesn’t suit");
  await fireEvent.click(screen.getByTestId("offer-again"));
  await screen.findByText("Nothing is put away.");
  await fireEvent.click(screen.getByTestId("away-back"));
  await until(() => expect(titles()).toContain("Run the long bath"));
});

test("a plan begins with the library’s own words, and how settled it is stands beside it in words", async () => {
  const { fake } = await small();
  await fromMenu("coffee", "Plan it");
  await fireEvent.click(await screen.findByTestId("intention-offer"));
  await fireEvent.click(screen.getByTestId("rhythm-week"));
  await fireEvent.input(screen.getByTestId("rhythm-times"), { target: { value: "3" } });
  await fireEvent.click(screen.getByTestId("intention-save"));
  await until(() =>
    expect(fake.calls).toContain(
      "set_intention coffee first 3 week When I put the kettle on, I take one up.",
    ),
  );
  await until(() => expect(row("coffee").textContent).toContain("I take one up. 3 times a week. Just begun"));
  expect(row("coffee").textContent, "never a number of it").not.toMatch(/120|%/);
});

test("a plan for chosen days wants a day", async () => {
  const { fake } = await small();
  await fromMenu("coffee", "Plan it");
  const now = await screen.findByTestId("rhythm-now");
  now.focus();
  await press("ArrowUp", {}, now);
  await until(() => expect(document.activeElement, "round the end").toBe(screen.getByTestId("rhythm-days")));
  expect((screen.getByTestId("intention-save") as HTMLButtonElement).disabled).toBe(true);
  await fireEvent.click(screen.getByRole("button", { name: "Thursday" }));
  await fireEvent.click(screen.getByRole("button", { name: "Monday" }));
  await fireEvent.click(screen.getByTestId("intention-save"));
  await until(() => expect(fake.calls).toContain("set_intention coffee first MO,TH "));
});

test("where something comes from is said with the kind of study", async () => {
  await small();
  await fromMenu("thanks", "Where this comes from");
  const told = await screen.findByTestId("evidence");
  expect(told.textContent).toContain("A diary study");
  expect(told.textContent).toContain("Algoe and others, 2010");
});

test("one of their own is written in a sheet, and refused there where it says nothing", async () => {
  await small();
  await fireEvent.click(screen.getByTestId("add-own"));
  await fireEvent.click(await screen.findByTestId("own-save"));
  await screen.findByTestId("problem");
  await fireEvent.input(screen.getByTestId("own-title"), { target: { value: "Warm the towel" } });
  await fireEvent.click(screen.getByTestId("own-save"));
  await until(() => expect(titles()).toContain("Warm the towel"));
  expect(screen.queryByTestId("own-title"), "the sheet is gone").toBeNull();
});

test("one of the library in their words can have its first words again", async () => {
  await small();
  await fromMenu("coffee", "Edit");
  await fireEvent.input(await screen.findByTestId("own-title"), { target: { value: "Bring the tea up" } });
  await fireEvent.click(screen.getByTestId("own-save"));
  await until(() => expect(titles()).toContain("Bring the tea up"));
  await fromMenu("coffee", "Its first words again");
  await until(() => expect(titles()).toContain("Bring the coffee up"));
});

test("a surprise says whom it is kept from", async () => {
  const { fake } = await small();
  await fromMenu("letter", "Keep it as a surprise");
  await until(() =>
    expect(row("letter").textContent).toContain("Kept out of Jules’s sight until it is done"),
  );
  expect(fake.calls.some((call) => call.startsWith("save_gesture letter"))).toBe(true);
});

test("favourites are those of the other one first, and are written where they stand", async () => {
  await small();
  expect(screen.getByRole("radio", { name: "Jules" }).getAttribute("aria-checked")).toBe("true");
  await fireEvent.click(screen.getByTestId("favourite-add"));
  const words = await screen.findByTestId("favourite-words");
  await fireEvent.change(screen.getByTestId("favourite-sort"), { target: { value: "own:" } });
  await fireEvent.input(await screen.findByTestId("favourite-own"), { target: { value: "Walks" } });
  await fireEvent.input(words, { target: { value: "The canal, any weather" } });
  await press("Enter", {}, words);
  await until(() =>
    expect(screen.getAllByTestId("favourite").at(-1)!.textContent).toMatch(/^Walks\s*The canal, any weather/),
  );
  await fireEvent.click(screen.getByRole("button", { name: "Change “Paris, Texas”" }));
  await fireEvent.click(await screen.findByTestId("favourite-remove"));
  await until(() => expect(screen.queryByText("Paris, Texas")).toBeNull());
  await fireEvent.click(screen.getByRole("radio", { name: "Noor" }));
  await screen.findByText("Mushrooms on toast");
});

test("Esc leaves a favourite as it was", async () => {
  const { fake } = await small();
  await fireEvent.click(screen.getByRole("button", { name: "Change “Paris, Texas”" }));
  const words = (await screen.findByTestId("favourite-words")) as HTMLInputElement;
  await fireEvent.input(words, { target: { value: "Alien" } });
  await press("Escape", {}, words);
  await screen.findByText("Paris, Texas");
  expect(fake.calls.some((call) => call.startsWith("save_favourite"))).toBe(false);
});

test("an answer to a card becomes a favourite, and the next card asks whether an old one is still so", async () => {
  const { fake } = await small();
  const card = screen.getByTestId("know-card");
  expect(card.textContent).toContain("What does Jules drink when nobody is counting?");
  await fireEvent.input(screen.getByTestId("know-answer"), { target: { value: "Ginger beer" } });
  await fireEvent.click(await screen.findByTestId("know-keep"));
  await screen.findByText("Ginger beer");
  expect(fake.calls).toContain("answer_card drink second Ginger beer");
  await screen.findByText("Last time: Ginger noodles, extra chilli");
  await fireEvent.click(screen.getByTestId("know-still"));
  await until(() => expect(fake.calls.some((call) => call.startsWith("confirm_favourite"))).toBe(true));
});

test("what the other did is noticed on Today, kept, and thanked for", async () => {
  const { planner } = await open();
  expect((await screen.findByTestId("to-notice")).textContent).toContain(
    "Jules fixed your bike light yesterday.",
  );
  await fireEvent.click(screen.getByTestId("say-noticed"));
  await until(() => expect(screen.queryByTestId("to-notice")).toBeNull());
  planner.section = "gestures";
  const list = await screen.findByTestId("noticed");
  await fireEvent.click(
    await within(list).findByRole("button", { name: "Thanked for: Fixed the bike light" }),
  );
  await until(() => expect(within(list).queryByText(/Fixed the bike light/)).toBeNull());
  await fireEvent.click(screen.getByTestId("noticed-add"));
  const words = await screen.findByTestId("noticed-words");
  await fireEvent.input(words, { target: { value: "Rang my mother" } });
  await press("Enter", {}, words);
  await within(list).findByText(/Rang my mother/);
});

test("Today says why something is suggested, and another can be asked for quietly", async () => {
  await open();
  const [, noodles] = await screen.findAllByTestId("suggestion");
  expect(noodles!.textContent).toContain("40 min. On Jules’s list of favourites.");
  await fireEvent.click(within(noodles!).getByTestId("another"));
  await until(() => expect(screen.queryByText("Make the ginger noodles")).toBeNull());
  expect(screen.getAllByTestId("suggestion"), "still two").toHaveLength(2);
});

test("a tick made on Today says who and when", async () => {
  await open();
  const [run] = await screen.findAllByTestId("suggestion");
  expect(run!.textContent).toContain("You, 8:10 am. “Jules slept till seven.”");
});

test("in a narrow window favourites come over the list, and Esc puts them aside", async () => {
  const { planner } = await small();
  const button = screen.getByTestId("favourites-open");
  button.focus();
  await fireEvent.click(button);
  const aside = screen.getByRole("complementary");
  expect(aside.getAttribute("data-open")).toBe("true");
  await press("Escape", {}, aside);
  expect(planner.favourites.shown).toBe(false);
  expect(document.activeElement).toBe(button);
});

test("on a shared computer a small thing is for either, and nobody’s own list is shown", async () => {
  await small(true);
  expect(row("noodles").textContent).toContain("Jules");
  expect(screen.queryByTestId("noticed")).toBeNull();
  await fireEvent.pointerEnter(row("letter"));
  await fireEvent.click(within(row("letter")).getByRole("button", { name: /^More for/ }));
  expect(screen.queryByRole("menuitem", { name: "Keep it as a surprise" }), "kept by whom?").toBeNull();
});
