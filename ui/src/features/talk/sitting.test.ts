/** Sitting down together, the talk that puts the day down, and answers written apart. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { afterEach, expect, test, vi } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const dialog = () => within(screen.getByRole("dialog"));
const left = () => Number(screen.getByTestId("closing").dataset["left"]);

afterEach(() => void vi.useRealTimers());

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

/** From here on time goes by only when it is told to. */
const stopTheClock = () =>
  vi.useFakeTimers({ toFake: ["performance", "setInterval", "clearInterval"], shouldAdvanceTime: false });

const minutes = async (n: number) => {
  await vi.advanceTimersByTimeAsync(n * 60_000);
};

async function sitDown() {
  const opened = await talk();
  await fireEvent.click(screen.getByTestId("sit"));
  await screen.findByTestId("begins-first");
  stopTheClock();
  return opened;
}

test("who begins is theirs to say; then one talks and the other has the listener’s hint", async () => {
  await sitDown();
  await fireEvent.click(screen.getByTestId("begins-second"));
  await until(() => expect(screen.getByTestId("sit-names").textContent).toContain("Jules talks"));
  expect(screen.getByTestId("sit-names").textContent).toContain("Noor listens");
  expect(dialog().getByText("Noor, while you listen")).toBeTruthy();
  expect(dialog().getByText("Let them finish the list before you say what’s possible.")).toBeTruthy();
  expect(dialog().queryByText("If you want to go on"), "not before both have talked").toBeNull();
});

test("the halves close as the turn goes by; when it is over nothing happens but a word", async () => {
  await sitDown();
  await fireEvent.click(screen.getByTestId("begins-first"));
  await screen.findByTestId("sit-pass");
  expect(left()).toBe(1);
  await minutes(2);
  await until(() => expect(left()).toBeCloseTo(0.6, 1));
  expect(screen.getByTestId("sit-left").textContent).toBe("about 3 minutes");
  await minutes(4);
  await until(() => expect(left()).toBe(0));
  expect(screen.getByTestId("sit-left").textContent).toBe("No hurry. Pass it on when you like.");
  expect(screen.getByTestId("sit-names").textContent, "nobody is cut off").toContain("Noor talks");
});

test("passing it on begins the other’s turn; once both have talked there is more to ask", async () => {
  await sitDown();
  await fireEvent.click(screen.getByTestId("begins-first"));
  await screen.findByTestId("sit-pass");
  await minutes(3);
  await press("ArrowRight");
  await until(() => expect(screen.getByTestId("sit-names").textContent).toContain("Jules talks"));
  expect(left(), "a whole turn").toBe(1);
  await fireEvent.click(screen.getByTestId("sit-pass"));
  await until(() => expect(dialog().getByText("If you want to go on")).toBeTruthy());
  expect(screen.getByTestId("sit-names").textContent).toContain("Noor talks");
});

test("while it is paused no time goes by", async () => {
  await sitDown();
  await fireEvent.click(screen.getByTestId("begins-first"));
  await screen.findByTestId("sit-pass");
  await minutes(1);
  await until(() => expect(left()).toBeCloseTo(0.8, 1));
  await press(" ");
  await until(() => expect(screen.getByTestId("sit-left").textContent).toBe("Paused. Take your time."));
  await minutes(30);
  expect(left()).toBeCloseTo(0.8, 1);
  await press(" ");
  await minutes(1);
  await until(() => expect(left()).toBeCloseTo(0.6, 1));
});

test("it ends whenever they like, and asks whether they talked about it", async () => {
  const { fake } = await sitDown();
  await fireEvent.click(screen.getByTestId("begins-first"));
  await screen.findByTestId("sit-pass");
  await press("Escape", {}, screen.getByRole("dialog"));
  expect((await screen.findByTestId("sit-over")).textContent?.trim()).toBe("Enough for now.");
  await fireEvent.click(screen.getByTestId("sit-keep"));
  await screen.findByTestId("note");
  expect(screen.queryByRole("dialog")).toBeNull();
  expect(fake.calls.some((call) => call.startsWith("talked back-9"))).toBe(true);
});

test("closed before it began it leaves no trace", async () => {
  const { fake } = await sitDown();
  await press("Escape", {}, screen.getByRole("dialog"));
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(fake.calls.some((call) => call.startsWith("talked"))).toBe(false);
});

test("the talk that puts the day down keeps its rules on the screen from beginning to end", async () => {
  const { fake } = await talk();
  await fireEvent.click(screen.getByTestId("stress"));
  const rule = "Either of you can stop, and needs no reason.";
  await screen.findByTestId("begins-second");
  await dialog().findByText(rule);
  stopTheClock();
  await fireEvent.click(screen.getByTestId("begins-second"));
  await until(() => expect(fake.calls).toContain("sitting second"));
  await dialog().findByText(/Part 1 of 6/);
  for (let part = 2; part <= 6; part += 1) {
    await press("ArrowRight");
    await dialog().findByText(new RegExp(`Part ${part} of 6`));
    expect(dialog().getByText(rule)).toBeTruthy();
  }
  await press("ArrowRight");
  expect((await screen.findByTestId("sit-over")).textContent?.trim()).toBe("That was it.");
});

test("whoever begins the talk talks in its second part", async () => {
  await talk();
  await fireEvent.click(screen.getByTestId("stress"));
  await fireEvent.click(await screen.findByTestId("begins-second"));
  await dialog().findByText(/Part 1 of 6/);
  await press("ArrowRight");
  await until(() => expect(screen.getByTestId("sit-left").textContent).toBe("about 8 minutes"));
  await dialog().findByText(
    "Jules talks about whatever is pressing on them from outside. Noor listens, and asks to hear more.",
  );
  expect(screen.getByTestId("sit-names").textContent).toContain("Jules talks");
});

test("stopping the talk early is fine, and says so", async () => {
  await talk();
  await fireEvent.click(screen.getByTestId("stress"));
  await fireEvent.click(await screen.findByTestId("begins-first"));
  await fireEvent.click(await screen.findByText("Stop here"));
  expect((await screen.findByTestId("sit-over")).textContent?.trim()).toBe("That’s enough for today.");
  expect(dialog().getByText("It needs no reason, and the rest keeps.")).toBeTruthy();
  await fireEvent.click(screen.getByTestId("sit-close"));
  await until(() => expect(screen.queryByRole("dialog")).toBeNull());
});

test("what one wrote apart is out of sight once it is sealed, and their half is filled", async () => {
  const { fake } = await talk();
  await fireEvent.click(screen.getByTestId("apart"));
  const words = await screen.findByTestId("apart-words");
  await until(() => expect(document.activeElement).toBe(words));
  await fireEvent.input(words, { target: { value: "Swimming on Wednesdays." } });
  await press("Enter", ctrl, words);
  await dialog().findByText("Yours is sealed.");
  expect(fake.calls).toContain("write_answer back-9 first Swimming on Wednesdays.");
  expect(screen.getByRole("dialog").textContent).not.toContain("Swimming");
  expect(screen.queryByTestId("apart-open"), "one of two is not both").toBeNull();
  expect(dialog().getByRole("img").getAttribute("aria-label")).toBe("Noor: written. Jules: not yet.");
  expect(screen.queryByText("Undo"), "no toast could bring it back into sight").toBeNull();
});

test("mine can be changed while it is sealed", async () => {
  const { fake } = await talk();
  await fake.writeAnswer("back-9", "first", "Swimming.");
  await fireEvent.click(screen.getByTestId("apart"));
  await fireEvent.click(await screen.findByTestId("apart-change"));
  const words = await screen.findByTestId<HTMLTextAreaElement>("apart-words");
  expect(words.value).toBe("Swimming.");
  await fireEvent.input(words, { target: { value: "Swimming, and the pub after." } });
  await fireEvent.click(screen.getByTestId("apart-seal"));
  await dialog().findByText("Yours is sealed.");
  expect(fake.calls).toContain("write_answer back-9 first Swimming, and the pub after.");
});

test("on a shared computer it is handed over, and both are opened together", async () => {
  await talk("shared");
  await fireEvent.click(screen.getByTestId("apart"));
  await fireEvent.input(await screen.findByTestId("apart-words"), { target: { value: "Swimming." } });
  await fireEvent.click(screen.getByTestId("apart-seal"));
  await fireEvent.click(await screen.findByTestId("apart-hand"));
  const words = await screen.findByTestId<HTMLTextAreaElement>("apart-words");
  expect(words.value).toBe("");
  expect(screen.getByLabelText(/Jules, in your own words/)).toBe(words);
  await fireEvent.input(words, { target: { value: "The late film." } });
  await fireEvent.click(screen.getByTestId("apart-seal"));
  await dialog().findByText("Both are in.");
  expect(screen.getByRole("dialog").textContent, "neither is in sight yet").not.toMatch(/Swimming|late film/);
  await until(() => expect(screen.getByTestId<HTMLButtonElement>("apart-open").disabled).toBe(false));
  await fireEvent.click(screen.getByTestId("apart-open"));
  const both = await screen.findAllByTestId("opened-answer");
  expect(both.map((it) => it.textContent)).toEqual([
    expect.stringContaining("Swimming."),
    expect.stringContaining("The late film."),
  ]);
});

test("an answer that could not be sealed stays in its field", async () => {
  const { fake } = await talk();
  await fireEvent.click(screen.getByTestId("apart"));
  const words = await screen.findByTestId<HTMLTextAreaElement>("apart-words");
  await fireEvent.input(words, { target: { value: "Swimming." } });
  fake.refuseNext = "disk_full";
  await fireEvent.click(screen.getByTestId("apart-seal"));
  await dialog().findByText(/The disk is full/);
  expect(words.value).toBe("Swimming.");
});
