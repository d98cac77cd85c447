import { fireEvent, render, screen, within } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import App from "../../App.svelte";
import { FakePlanner } from "../../ipc/fake";
import type { Sitting } from "../../ipc/api";
import { Planner } from "../../state/planner.svelte";

/** Waits until it holds; the limit is for a busy machine only. */
const until = (holds: () => void) => vi.waitFor(holds, { timeout: 10_000 });

let fake: FakePlanner;
let planner: Planner;

beforeEach(() => {
  fake = new FakePlanner();
  planner = new Planner(fake);
});

/** The window on a page of it. */
async function window(key: string) {
  render(App, { planner });
  await until(() => expect(planner.started).toBe(true));
  await fireEvent.keyDown(document.body, { key, ctrlKey: true });
}

const shown = (id: string) => screen.findByTestId(id, {}, { timeout: 10_000 });
const body = () => shown("help-body");
const gone = () => until(() => expect(document.querySelector("[role=dialog]")).toBeNull());

test("Settings end with help from outside, and each part opens by itself", async () => {
  await window(",");
  const open = await shown("help-safety");
  expect(open.getAttribute("aria-label"), "said whole to who hears it").toBe("Open: If one of you is afraid");
  const last = [...document.querySelectorAll(".sc h2")].at(-1);
  expect(last?.textContent, "the last section").toBe("Outside help");
  open.focus();
  await fireEvent.click(open);
  const text = await body();
  expect(document.querySelector("[role=dialog] h2")?.textContent).toBe("If one of you is afraid");
  const line = within(text).getByText("United Kingdom").closest("div");
  expect(line?.textContent, "the number stands beside its country").toContain("0808 2000 247");
  expect(text.textContent, "no substitute for advice").toContain("takes the place of");
  expect(document.activeElement, "the arrow keys scroll it at once").toBe(text);
  await fireEvent.click(screen.getByTestId("help-to-counsellor"));
  await until(() => expect(screen.getByTestId("help-body").textContent).toContain("Being seen alone"));
  expect(screen.getByTestId("help-body").textContent, "one part at a time").not.toContain("0808 2000 247");
});

test("Esc closes it at once, and nothing says that it was open", async () => {
  await window(",");
  const open = await shown("help-safety");
  const before = { title: document.title, address: location.href, length: history.length };
  // The window is done with what it asks by itself.
  await until(() => expect(fake.calls).toContain("ready painted"));
  const calls = [...fake.calls];
  expect(calls, "it was asked for when Settings came near it").toContain("help_page");
  open.focus();
  await fireEvent.click(open);
  await fireEvent.keyDown(await body(), { key: "Escape" });
  await gone();
  await until(() => expect(document.activeElement, "the keyboard is where it was").toBe(open));
  expect(fake.calls, "the planner heard nothing of it").toEqual(calls);
  expect({ title: document.title, address: location.href, length: history.length }).toEqual(before);
  expect(document.body.textContent, "no toast, no number left standing").not.toContain("0808 2000 247");
});

test("a rule that names the help page leads to it, and back to the talk", async () => {
  const plain = fake.sitting.bind(fake);
  vi.spyOn(fake, "sitting").mockImplementation(async (begins) => {
    const about: Sitting = await plain(begins);
    const rules = [
      "One talks, one listens.",
      "If one of you is afraid, this isn’t for you. The help page is.",
    ];
    return { ...about, stress: { ...about.stress, rules } };
  });
  await window("4");
  await planner.talk.sitting.putTheDayDown();
  const link = await shown("help-page");
  expect(link.closest("li")?.textContent, "beside the rule that names it").toContain("afraid");
  expect(screen.getAllByTestId("help-page"), "and beside no other").toHaveLength(1);
  await fireEvent.click(link);
  await fireEvent.keyDown(await body(), { key: "Escape" });
  expect(await screen.findByText("One talks, one listens."), "the talk goes on").toBeTruthy();
});

test("beside the ways to begin stand the cards around a session, and the help page where one names it", async () => {
  const plain = fake.sitting.bind(fake);
  const card = (id: string, text: string, example: string) => ({ id, text, example, evidence: null });
  vi.spyOn(fake, "sitting").mockImplementation(async (begins) => ({
    ...(await plain(begins)),
    before_session: [
      card("worth", "What would make this session worth the fare?", ""),
      card("alone", "Is there something you can’t say with both there?", "If it’s fear, read the help page."),
    ],
    after_session: [card("eat", "Leave it alone until you’ve both eaten.", "")],
  }));
  await window("4");
  await until(() => expect(planner.talk.page.value).toBeTruthy());
  planner.talk.beginning = true;
  const panel = within(await shown("begin-panel"));
  const alone = await panel.findByText(/can’t say with both there/);
  expect(panel.getByText("Leave it alone until you’ve both eaten.")).toBeTruthy();
  expect(within(alone.closest("li")!).getByTestId("help-page"), "the card that names it").toBeTruthy();
  const other = panel.getByText(/worth the fare/).closest("li")!;
  expect(within(other).queryByTestId("help-page"), "not the one that doesn’t").toBeNull();
  expect(panel.getAllByTestId("help-page"), "and the panel’s last line").toHaveLength(2);
});

test("at a card of what to bring to a session, the cards around one come by themselves", async () => {
  const plain = fake.sitting.bind(fake);
  const eat = { id: "eat", text: "Leave it alone until you’ve both eaten.", example: "", evidence: null };
  vi.spyOn(fake, "sitting").mockImplementation(async (begins) => ({
    ...(await plain(begins)),
    after_session: [eat],
  }));
  await window("4");
  await until(() => expect(planner.talk.page.value).toBeTruthy());
  expect(screen.queryByText("Around a session"), "another deck is open").toBeNull();
  const decks = planner.talk.page.value!.decks;
  const other = decks.flatMap(({ open }) => open ?? [])[0]!;
  planner.talk.page.fill({
    ...planner.talk.page.value!,
    decks: decks.map((deck) =>
      deck.open === other ? { ...deck, open: { ...other, depth: 1, deck: "before-a-session" } } : deck,
    ),
  });
  await fireEvent.click(await shown("begin-hard"));
  const panel = within(await shown("begin-panel"));
  expect(await panel.findByText(eat.text)).toBeTruthy();
  expect(panel.getByRole("heading", { level: 2 }).textContent).toBe("Around a session");
  expect(panel.queryByText(/What I’d like is/), "without the sentences for hard subjects").toBeNull();
});
