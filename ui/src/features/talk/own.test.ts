/** Questions and decks of their own, and decks as files. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const asked = () => screen.getByTestId("card").querySelector("blockquote")?.textContent;
const dialog = () => within(screen.getByRole("dialog"));
const last = (calls: string[], word: string) => calls.filter((call) => call.startsWith(word)).at(-1);

async function talk() {
  const opened = await open();
  await press("4", ctrl);
  await screen.findByTestId("card");
  return opened;
}

async function choose(entry: string | RegExp) {
  await fireEvent.click(screen.getByRole("button", { name: "Questions and decks of your own" }));
  await fireEvent.click(await screen.findByRole("menuitem", { name: entry }));
}

test("a question of their own is written, lies on the table, and is taken back", async () => {
  const { fake } = await talk();
  await choose("A question of your own");
  const text = await screen.findByTestId("question-text");
  expect(document.activeElement).toBe(text);
  expect(screen.getByTestId<HTMLButtonElement>("question-save").disabled, "nothing asked yet").toBe(true);
  await fireEvent.input(text, { target: { value: "Who taught you to whistle?" } });
  await fireEvent.click(dialog().getByRole("radio", { name: "Closer" }));
  await press("Enter", ctrl, text);
  await until(() => expect(asked()).toBe("Who taught you to whistle?"));
  expect(last(fake.calls, "save_question")).toBe("save_question your-own 2 Who taught you to whistle?");
  expect(screen.getByRole("option", { selected: true }).textContent).toContain("Your own");
  await press("z", ctrl);
  await until(() => expect(screen.queryByText("Who taught you to whistle?")).toBeNull());
});

test("one of theirs is changed where it lies, or removed", async () => {
  const { fake, planner } = await talk();
  await planner.talk.show("own-1");
  await fireEvent.click(await screen.findByTestId("change-question"));
  const text = await screen.findByTestId<HTMLTextAreaElement>("question-text");
  expect(text.value).toBe("Whose idea was the canal boat, really?");
  await fireEvent.input(text, { target: { value: "Whose idea was the canal boat?" } });
  await fireEvent.click(screen.getByTestId("question-save"));
  await until(() => expect(asked()).toBe("Whose idea was the canal boat?"));
  await fireEvent.click(screen.getByTestId("change-question"));
  await fireEvent.click(await screen.findByTestId("question-remove"));
  await until(() => expect(screen.queryByTestId("card")).toBeNull());
  expect(fake.calls).toContain("remove_question own-1");
});

test("a card of the program’s is not theirs to change", async () => {
  await talk();
  expect(screen.queryByTestId("change-question")).toBeNull();
});

test("what could not be saved stays on the sheet, and says why", async () => {
  const { fake } = await talk();
  await choose("A question of your own");
  const text = await screen.findByTestId<HTMLTextAreaElement>("question-text");
  await fireEvent.input(text, { target: { value: "Who taught you to whistle?" } });
  fake.refuseNext = "disk_full";
  await fireEvent.click(screen.getByTestId("question-save"));
  await dialog().findByText(/The disk is full/);
  expect(text.value).toBe("Who taught you to whistle?");
});

test("a new deck is chosen at once, and asks for its first question", async () => {
  const { fake } = await talk();
  await choose("A deck of your own");
  await fireEvent.input(await screen.findByTestId("deck-name"), { target: { value: "The canal" } });
  await press("Enter", {}, screen.getByTestId("deck-name"));
  await until(() =>
    expect(screen.getByRole("option", { selected: true }).textContent).toContain("The canal"),
  );
  expect(screen.getByText("Nothing in here yet")).toBeTruthy();
  await fireEvent.click(screen.getByTestId("write-first"));
  await fireEvent.input(await screen.findByTestId("question-text"), { target: { value: "Which lock?" } });
  await fireEvent.click(screen.getByTestId("question-save"));
  await until(() => expect(asked()).toBe("Which lock?"));
  expect(last(fake.calls, "save_question")).toMatch(/^save_question deck-\d+ 2 Which lock\?$/);
});

test("a deck of theirs is removed with its questions, and Undo brings both back", async () => {
  const { fake } = await talk();
  await fake.saveDeck({ id: "canal", title: "The canal", about: "" });
  await fake.saveQuestion({ id: null, deck: "canal", text: "Which lock?", depth: 1, follow: [], hint: "" });
  await fireEvent.click(await screen.findByText("The canal"));
  await choose("Change “The canal”");
  await fireEvent.click(await screen.findByTestId("deck-remove"));
  await until(() => expect(screen.queryByRole("option", { name: /The canal/ })).toBeNull());
  await fireEvent.click(await screen.findByText("Undo"));
  await screen.findByRole("option", { name: "The canal, 1 left" });
});

test("the deck that is always there keeps its name", async () => {
  await talk();
  await fireEvent.click(screen.getByText("Your own"));
  await fireEvent.click(screen.getByRole("button", { name: "Questions and decks of your own" }));
  await screen.findByRole("menuitem", { name: "“Your own” as a file…" });
  expect(screen.queryByRole("menuitem", { name: /Change/ })).toBeNull();
});

test("a deck goes into a file, and says where", async () => {
  const { fake } = await talk();
  await choose("“What we’d have back” as a file…");
  await screen.findByText("Saved as kitchen-table.toml");
  expect(fake.calls).toContain("export_deck back");
});

test("a deck from a file is looked at before anything of it is taken in", async () => {
  const { fake } = await talk();
  await choose("A deck from a file…");
  await screen.findByRole("dialog", { name: "The kitchen table" });
  expect(dialog().getByText("Line 12: longer than 140 characters.")).toBeTruthy();
  expect(dialog().getByText("Which smell takes you straight home?")).toBeTruthy();
  expect(dialog().getByRole("status").textContent).toContain("3 questions, 1 already here.");
  expect(fake.calls).not.toContain("import_deck");
  await fireEvent.click(screen.getByTestId("deck-import-save"));
  await until(() =>
    expect(screen.getByRole("option", { selected: true }).textContent).toContain("The kitchen table"),
  );
  expect(fake.calls).toContain("import_deck");
});

test("whoever closes the preview has taken in nothing", async () => {
  const { fake } = await talk();
  await choose("A deck from a file…");
  await press("Escape", {}, await screen.findByRole("dialog"));
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(fake.calls).not.toContain("import_deck");
  expect(screen.getAllByRole("option")).toHaveLength(7);
});
