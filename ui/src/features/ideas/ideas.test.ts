/** The idea picker: as a page of a plan, for hours that are open, and with ideas of their own. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const SUPPER = "thursdays@2026-10-15T19:00";
const QUIET = "thursdays@2026-10-22T19:00";

const dialog = () => within(screen.getByRole("dialog"));
const titles = () =>
  dialog()
    .getAllByRole("radio", { name: /,/ })
    .map((row) => row.querySelector(".tt")?.textContent);
const row = (id: string) => within(document.querySelector<HTMLElement>(`[data-idea="${id}"]`)!);
const focused = () => document.activeElement as HTMLElement;
const here = (key: string, more: KeyboardEventInit = {}) => press(key, more, focused());
const chosen = () => document.querySelector("[data-testid=idea].on")?.getAttribute("data-idea");

/** The plan of an evening, and in it the page of ideas. */
async function picking(key = QUIET) {
  const opened = await open();
  await opened.planner.plan.open(key);
  await fireEvent.click(await screen.findByTestId("plan-pick"));
  await screen.findByTestId("ideas");
  return opened;
}

/** The ideas for hours that are open to both. */
async function free() {
  const opened = await open();
  await press("2", ctrl);
  await screen.findByTestId("day-2026-10-15");
  await press("w");
  const [first] = await screen.findAllByTestId("find-gap");
  // The week takes the keyboard first.
  await until(() => expect(focused().getAttribute("role")).toBe("gridcell"));
  first!.focus();
  await fireEvent.click(first!);
  await screen.findByTestId("ideas");
  return { ...opened, from: first! };
}

test("the page of ideas says what it is for, and the keyboard stands on what fits best", async () => {
  await picking();
  expect(dialog().getByRole("heading", { level: 2 }).textContent).toBe(
    "An idea for Thursday 22 October, 7 to 9 pm",
  );
  expect(screen.getByTestId<HTMLInputElement>("ideas-search").placeholder).toBe("An evening, somewhere");
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  expect(screen.getByTestId("use-idea").textContent).toContain("Use lunch out");
  expect(dialog().getByText("60 min, about £25")).toBeTruthy();
});

test("an idea that is used stands in the plan unsaved, and each thing it wants got ready can be dropped", async () => {
  const { fake } = await picking();
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  await here("Enter");
  await screen.findByTestId("save-plan");
  expect(screen.getByTestId("plan-idea").textContent).toContain("60 min, about £25.");
  const wanted = () =>
    dialog()
      .getAllByLabelText<HTMLInputElement>("Something to get ready")
      .map((it) => it.value);
  expect(wanted()).toEqual(["Book the table", "Phones on silent, in a bag"]);
  expect((await fake.datePlan(QUIET)).idea, "nothing is saved yet").toBe("");
  await fireEvent.click(dialog().getByLabelText("Take out: Phones on silent, in a bag"));
  await fireEvent.click(screen.getByTestId("save-plan"));
  await until(async () => expect((await fake.datePlan(QUIET)).chosen?.title).toBe("Lunch out"));
  const plan = await fake.datePlan(QUIET);
  expect(plan.preparations.map(({ words, lead }) => [words, lead])).toEqual([
    ["Book the table", { days_before: 2, at: "09:00" }],
  ]);
  await fireEvent.click(await screen.findByText("Undo"));
  await until(async () => expect((await fake.datePlan(QUIET)).chosen).toBeNull());
});

test("a date that has a name of its own keeps it; one without is called what they do", async () => {
  const { planner } = await picking();
  expect(planner.plan.title).toBe("Quiet evening");
  await fireEvent.click(screen.getByTestId("use-idea"));
  await screen.findByTestId("save-plan");
  expect(planner.plan.title).toBe("Quiet evening");
  planner.plan.title = "";
  await fireEvent.click(screen.getByTestId("plan-pick"));
  await screen.findByTestId("ideas");
  await fireEvent.click(screen.getByTestId("use-idea"));
  await until(() => expect(planner.plan.title).toBe("Lunch out"));
});

test("another idea takes along what the one before had brought, and leaves what they wrote themselves", async () => {
  const { planner } = await picking();
  planner.plan.addPreparation("Ask about the dog", null);
  await fireEvent.click(screen.getByTestId("use-idea"));
  await until(() => expect(planner.plan.preparations).toHaveLength(3));
  await fireEvent.click(await screen.findByTestId("plan-pick"));
  await fireEvent.click((await screen.findAllByText("The park"))[0]!);
  await fireEvent.click(screen.getByTestId("use-idea"));
  await until(() =>
    expect(planner.plan.preparations.map(({ words }) => words)).toEqual([
      "Ask about the dog",
      "Look at the forecast",
    ]),
  );
  await fireEvent.click(await screen.findByTestId("plan-idea-drop"));
  expect(planner.plan.preparations.map(({ words }) => words)).toEqual(["Ask about the dog"]);
  expect(planner.plan.idea).toBe("");
});

test("Esc goes back to the plan as it was typed, with the keyboard on the line of the idea", async () => {
  const { planner } = await picking();
  planner.plan.budget = "£12";
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  await here("Escape");
  await screen.findByTestId("save-plan");
  expect(planner.plan.budget).toBe("£12");
  await until(() => expect(focused()).toBe(screen.getByTestId("plan-pick")));
  await here("Escape");
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("the arrows go through all that is listed, from the search to the wish list", async () => {
  await picking();
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  await here("ArrowDown");
  await until(() => expect(focused().textContent).toContain("The park"));
  expect(chosen()).toBe("the-park");
  await here("End");
  await until(() => expect(focused().textContent).toContain("Feed the ferryman’s dog"));
  await here("Home");
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  await here("ArrowUp");
  expect(focused()).toBe(screen.getByTestId("ideas-search"));
  await here("ArrowDown");
  await until(() => expect(focused().textContent).toContain("Lunch out"));
});

test("a few of what fits leave the wish list in sight, and the others come when they are asked for", async () => {
  await picking();
  expect(titles()).toEqual([
    "Lunch out",
    "The park",
    "A coffee walk",
    "Soup and the crossword",
    "A slow supper out",
    "The glasshouse at the botanic garden",
    "Second-hand records, one each",
    "Feed the ferryman’s dog",
  ]);
  await fireEvent.click(screen.getByTestId("ideas-more"));
  await until(() => expect(focused().textContent).toContain("One room of a museum"));
  expect(titles()).toHaveLength(9);
  expect(screen.queryByTestId("ideas-more")).toBeNull();
});

test("/ searches, and Enter uses what was found", async () => {
  const { planner } = await picking();
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  await here("/");
  expect(focused()).toBe(screen.getByTestId("ideas-search"));
  await fireEvent.input(focused(), { target: { value: "crossword" } });
  await until(() => expect(titles()).toEqual(["Soup and the crossword"]));
  await here("Enter");
  await until(() => expect(planner.plan.chosen?.id).toBe("soup"));
});

test("the filters narrow what is listed, and nothing that fits says so", async () => {
  const { fake } = await picking();
  await fireEvent.click(dialog().getByRole("radio", { name: "At home" }));
  await until(() => expect(titles()).toEqual(["Soup and the crossword"]));
  await fireEvent.click(dialog().getByRole("radio", { name: "Free" }));
  await until(() => expect(dialog().getByText(/Nothing fits all of that/)).toBeTruthy());
  expect(screen.getByTestId<HTMLButtonElement>("use-idea").disabled).toBe(true);
  await fireEvent.click(dialog().getAllByRole("radio", { name: "Any" })[0]!);
  await fireEvent.click(dialog().getByRole("radio", { name: "60 min" }));
  await until(() => expect(titles()).toEqual(["Soup and the crossword"]));
  expect(JSON.parse(fake.calls.at(-1)!.replace("ideas ", ""))).toMatchObject({
    minutes: 60,
    place: "home",
    cost: null,
    key: QUIET,
  });
});

test("one half wishes for an idea, which goes to the wish list with the keyboard on it", async () => {
  const { fake } = await picking();
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  row("lunch-out").getByTestId("wish").focus();
  await fireEvent.click(focused(), { detail: 1 });
  await until(() => expect(fake.calls).toContain("wish lunch-out first"));
  await until(() => expect(document.querySelector("[data-idea='lunch-out'].wish")).toBeTruthy());
  expect(document.querySelector("[data-idea='lunch-out'] small")?.textContent).toBe("Noor’s");
  await until(() => expect(focused().closest("[data-idea]")?.getAttribute("data-idea")).toBe("lunch-out"));
});

test("what is not for them goes, with what stood below it chosen, until it is offered again", async () => {
  const { fake } = await picking();
  await fireEvent.click(row("lunch-out").getByLabelText("More about: Lunch out"));
  await fireEvent.click(await screen.findByText("Not for us"));
  await until(() => expect(fake.calls).toContain("set_idea_state lunch-out hidden"));
  await until(() => expect(titles()).not.toContain("Lunch out"));
  expect(chosen()).toBe("the-park");
  await fireEvent.click(screen.getByTestId("ideas-hidden"));
  await until(() => expect(titles()).toEqual(["Lunch out"]));
  expect(screen.getByTestId<HTMLButtonElement>("use-idea").disabled, "it is not used from here").toBe(true);
  await fireEvent.click(row("lunch-out").getByLabelText("More about: Lunch out"));
  await fireEvent.click(await screen.findByText("Offer it again"));
  await until(() => expect(dialog().getByText("Nothing is hidden.")).toBeTruthy());
});

test("the research an idea rests on can be seen, with how far it goes", async () => {
  await picking();
  expect(screen.queryByTestId("idea-from")).toBeNull();
  await fireEvent.click(row("lunch-out").getByLabelText("More about: Lunch out"));
  await fireEvent.click(await screen.findByText("Where this comes from"));
  expect((await screen.findByTestId("idea-from")).textContent).toContain("A survey.");
  await fireEvent.click(row("soup").getByLabelText("More about: Soup and the crossword"));
  expect(screen.queryByText("Where this comes from"), "where there is none, none is offered").toBeNull();
});

test("a wish of their own is written on the same page and chosen when it is kept", async () => {
  const { fake } = await picking();
  await fireEvent.click(screen.getByTestId("add-wish"));
  await until(() => expect(focused()).toBe(screen.getByTestId("own-title")));
  await fireEvent.click(screen.getByTestId("save-idea"));
  await dialog().findByText("What is it called?");
  await fireEvent.input(screen.getByTestId("own-title"), { target: { value: "The night bus to the sea" } });
  await fireEvent.input(screen.getByTestId("own-minutes"), { target: { value: "45" } });
  await fireEvent.input(dialog().getByLabelText("To get ready"), { target: { value: "Thermos\n\nTickets" } });
  await press("Enter", ctrl, screen.getByTestId("own-title"));
  await until(() => expect(titles()).toContain("The night bus to the sea"));
  const { wishes } = await fake.ideas({ key: QUIET });
  const made = wishes.find(({ title }) => title === "The night bus to the sea");
  expect([made?.minutes, made?.prepare, made?.wished]).toEqual([
    45,
    ["Thermos", "Tickets"],
    { first: true, second: false },
  ]);
  await until(() => expect(chosen()).toBe(made?.id));
  await until(() => expect(focused().textContent).toContain("The night bus to the sea"));
});

test("Esc puts a half-written wish away and stays among the ideas", async () => {
  await picking();
  await fireEvent.click(screen.getByTestId("add-wish"));
  await until(() => expect(focused()).toBe(screen.getByTestId("own-title")));
  await here("Escape");
  await screen.findByTestId("ideas");
  await until(() => expect(focused().textContent).toContain("Lunch out"));
});

test("an idea for hours that are open makes a date there at once, and its plan opens", async () => {
  const { fake, planner } = await free();
  expect(dialog().getByRole("heading", { level: 2 }).textContent).toBe(
    "An idea for Friday 16 October, 7 to 8:30 pm",
  );
  await fireEvent.click(await screen.findByTestId("use-idea"));
  await until(() => expect(fake.calls).toContain("plan_opening 2026-10-16T19:00 90 lunch-out"));
  await screen.findByTestId("save-plan");
  expect(planner.plan.title).toBe("Lunch out");
  expect(planner.ideas.wanted).toBeUndefined();
  expect(planner.plan.preparations.map(({ words }) => words)).toEqual([
    "Book the table",
    "Phones on silent, in a bag",
  ]);
  expect(screen.getByTestId("toast").textContent).toContain("Lunch out, on Friday 16 October");
});

test("Esc leaves the ideas for open hours and gives the keyboard back", async () => {
  const { from } = await free();
  await until(() => expect(focused().textContent).toContain("Lunch out"));
  await here("Escape");
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  await until(() => expect(focused()).toBe(from));
});

test("a day without a date offers something to do on it; one that has a date does not", async () => {
  const { planner } = await open();
  planner.showDay("2026-10-24");
  await fireEvent.click(await screen.findByTestId("panel-find"));
  await until(() =>
    expect(dialog().getByRole("heading", { level: 2 }).textContent).toBe(
      "An idea for Saturday 24 October, 1 to 2 pm",
    ),
  );
  await press("Escape", {}, focused());
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  planner.showDay("2026-10-15");
  await screen.findByTestId("panel-plan");
  expect(screen.queryByTestId("panel-find")).toBeNull();
});

test("what could not be used says why, and stays", async () => {
  const { fake, planner } = await picking();
  fake.refuseNext = "disk_full";
  await fireEvent.click(screen.getByTestId("use-idea"));
  await dialog().findByText("Couldn’t save. The disk is full.");
  expect(planner.ideas.key).toBe(QUIET);
});

test("the plan of a date that grew from an idea shows it, with what it takes", async () => {
  const { planner } = await open();
  await planner.plan.open(SUPPER);
  expect((await screen.findByTestId("plan-idea")).textContent).toContain(
    "Two hours, about £40. From our wish list.",
  );
});
