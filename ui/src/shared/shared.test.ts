import { fireEvent, render, screen } from "@testing-library/svelte";
import { createRawSnippet } from "svelte";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { read } from "../ipc/fake/sentence";
import { toDays } from "../ipc/fake/civil";
import NoteRow from "./NoteRow.svelte";
import Segmented from "./Segmented.svelte";
import SentenceInput from "./SentenceInput.svelte";
import Sheet from "./Sheet.svelte";
import ToastView from "./ToastView.svelte";

const TUESDAY = toDays({ y: 2026, m: 10, d: 13 });

test("the words that were understood are underlined, and nothing else", () => {
  const text = "brunch at Lupo Sundays 11am";
  const { reading } = read(text, TUESDAY);
  reading.spans.push({ start: 0, end: 14, what: "title" });
  const { container } = render(SentenceInput, {
    text,
    reading,
    label: "Describe it",
    placeholder: "",
    describedby: "x",
  });
  const under = container.querySelector(".under")!;
  expect(under.textContent, "the copy below holds the same letters").toBe(text);
  expect([...under.querySelectorAll("u")].map((it) => it.textContent)).toEqual(["Sundays", "11am"]);
});

test("a reading that lags behind the typing underlines nothing that is no longer there", () => {
  const { container } = render(SentenceInput, {
    text: "Thur",
    reading: read("Thursdays 7pm", TUESDAY).reading,
    label: "Describe it",
    placeholder: "",
    describedby: "x",
  });
  expect(container.querySelectorAll("u")).toHaveLength(0);
  expect(container.querySelector(".under")!.textContent).toBe("Thur");
});

test("arrow keys walk through who plans, round the end", async () => {
  const onchange = vi.fn();
  render(Segmented, {
    label: "Who plans",
    options: [
      { value: "turns", text: "Take turns" },
      { value: "first", text: "Noor" },
      { value: "second", text: "Jules" },
    ],
    value: "turns",
    onchange,
  });
  await fireEvent.keyDown(screen.getByRole("radio", { name: "Take turns" }), { key: "ArrowLeft" });
  expect(onchange).toHaveBeenCalledWith("second");
  expect(
    screen.getAllByRole("radio").filter((it) => it.tabIndex === 0),
    "one tab stop",
  ).toHaveLength(1);
});

test("Enter keeps the line under a tick, Escape leaves it", async () => {
  const onkeep = vi.fn();
  const { rerender } = render(NoteRow, { line: "Second helpings.", onkeep, onundo: vi.fn() });
  await fireEvent.keyDown(screen.getByTestId("note"), { key: "Enter" });
  expect(onkeep).toHaveBeenCalledTimes(1);
  await rerender({ line: "Never mind" });
  await fireEvent.keyDown(screen.getByTestId("note"), { key: "Escape" });
  expect((screen.getByTestId("note") as HTMLInputElement).value, "nothing is written by leaving").toBe("");
});

test("a sheet takes the focus, keeps it, and gives it back", async () => {
  const before = document.createElement("button");
  document.body.append(before);
  before.focus();
  const onclose = vi.fn();
  const children = createRawSnippet(() => ({
    render: () => `<div><h2 id="t">Move it</h2><input data-autofocus /><button>Last</button></div>`,
  }));
  const { unmount } = render(Sheet, { titled: "t", onclose, children });
  const field = document.querySelector("input")!;
  expect(document.activeElement).toBe(field);

  const last = screen.getByText("Last");
  last.focus();
  await fireEvent.keyDown(last, { key: "Tab" });
  expect(document.activeElement, "Tab goes round inside").toBe(field);
  await fireEvent.keyDown(field, { key: "Escape" });
  expect(onclose).toHaveBeenCalledTimes(1);

  unmount();
  await vi.waitFor(() => expect(document.activeElement).toBe(before));
});

function toast(failed: boolean) {
  const ondismiss = vi.fn();
  render(ToastView, { toast: { id: 7, text: "Skipped", hint: "", failed, undo: vi.fn() }, ondismiss });
  return ondismiss;
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

test("a toast goes after six seconds, but not while it is being read", async () => {
  const ondismiss = toast(false);
  await vi.advanceTimersByTimeAsync(5000);
  await fireEvent.pointerEnter(screen.getByTestId("toast"));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(ondismiss).not.toHaveBeenCalled();
  await fireEvent.pointerLeave(screen.getByTestId("toast"));
  await vi.advanceTimersByTimeAsync(6001);
  expect(ondismiss).toHaveBeenCalledExactlyOnceWith(7);
});

test("a failure stays, and is an alert", async () => {
  const ondismiss = toast(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ondismiss).not.toHaveBeenCalled();
  expect(screen.getByRole("alert").textContent).toContain("Skipped");
});
