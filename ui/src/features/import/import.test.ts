/** Another calendar: what its file would change, which of it is taken in, and the calendars there are. */
import { fireEvent, screen, within } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { ctrl, open, press, until } from "../../opened";

const last = (calls: string[], word: string) => calls.filter((call) => call.startsWith(word)).at(-1);

async function openFile() {
  const { fake, planner } = await open();
  planner.section = "settings";
  await fireEvent.click(await screen.findByTestId("import-choose"));
  const dialog = await screen.findByRole("dialog", { name: "From another calendar" });
  return { fake, planner, dialog, within: within(dialog) };
}

test("a file is shown before anything of it is taken in", async () => {
  const { fake, within: dialog } = await openFile();
  expect(dialog.getByText("noor-work.ics")).toBeTruthy();
  expect(dialog.getByRole("radio", { name: "Noor’s busy time" }).getAttribute("aria-checked")).toBe("true");
  expect(dialog.getByText("It ends before it begins: 3 pm to 2 pm. Nothing to keep.")).toBeTruthy();
  expect(dialog.getByRole("status").textContent).toContain("27 will be written.");
  expect(dialog.getByText("20 more")).toBeTruthy();
  expect(fake.calls.some((call) => call.startsWith("import_calendar"))).toBe(false);
});

test("what is unticked stays out, and the foot counts along", async () => {
  const { fake, dialog, within: inside } = await openFile();
  await fireEvent.click(inside.getByRole("checkbox", { name: /Late handover/ }));
  expect(inside.getByRole("status").textContent).toContain("26 will be written.");
  expect(inside.getByTestId("import-save").textContent).toContain("Import 26");
  await press("Enter", ctrl, dialog);
  await until(() => expect(last(fake.calls, "import_calendar")).toBe("import_calendar first usual e1"));
  expect(await inside.findByText("Noor’s busy time is in")).toBeTruthy();
});

test("unticked altogether, nothing can be imported until something is ticked", async () => {
  const { fake, within: dialog } = await openFile();
  await fireEvent.click(dialog.getByTestId("tick-all"));
  expect(dialog.getByTestId<HTMLButtonElement>("import-save").disabled).toBe(true);
  await fireEvent.click(dialog.getByRole("checkbox", { name: /Budget/ }));
  expect(dialog.getByRole("status").textContent).toContain("1 will be written.");
  await fireEvent.click(dialog.getByTestId("import-save"));
  await until(() => expect(last(fake.calls, "import_calendar")).toBe("import_calendar first none e2"));
});

test("a filter shows one sort of rows, and another answer to whose they are asks anew", async () => {
  const { fake, within: dialog } = await openFile();
  await fireEvent.click(dialog.getByTestId("only-refused"));
  expect(dialog.queryByText("Planning round")).toBeNull();
  expect(dialog.getByText("Wrap-up")).toBeTruthy();
  await fireEvent.click(dialog.getByRole("radio", { name: "Our dates" }));
  await until(() => expect(last(fake.calls, "preview_import")).toBe("preview_import dates"));
  expect(await dialog.findByText(/These become dates of your own/)).toBeTruthy();
  expect(dialog.getByText("Planning round")).toBeTruthy();
  expect(dialog.queryByTestId("import-names"), "dates have their names in any case").toBeNull();
});

test("an import that is being written says how far it is, and Cancel leaves everything as it was", async () => {
  const { fake, planner, within: dialog } = await openFile();
  fake.slowly = true;
  await fireEvent.click(dialog.getByTestId("import-save"));
  const bar = await dialog.findByRole("progressbar");
  expect(bar.getAttribute("aria-valuetext")).toBe("14 of 26");
  expect(document.activeElement).toBe(dialog.getByTestId("import-cancel"));
  await fireEvent.click(dialog.getByTestId("import-cancel"));
  expect(await dialog.findByTestId("import-save")).toBeTruthy();
  expect(planner.importing.imported).toBeUndefined();
});

test("when it is in, the date it lies over is a click away, and Undo takes all of it out", async () => {
  const { fake, within: dialog } = await openFile();
  await fireEvent.click(dialog.getByTestId("import-save"));
  expect(await dialog.findByText("It lies over one date, Thursday 29 October")).toBeTruthy();
  await fireEvent.click(dialog.getByTestId("import-undo"));
  await until(() => expect(fake.calls).toContain("undo"));
  expect(screen.queryByRole("dialog")).toBeNull();
});

test("what was refused is said in the dialog, with everything still there", async () => {
  const { fake, within: dialog } = await openFile();
  fake.refuseNext = "disk_full";
  await fireEvent.click(dialog.getByTestId("import-save"));
  expect(await dialog.findByText("Couldn’t save. The disk is full.")).toBeTruthy();
  expect(dialog.getByText("Planning round")).toBeTruthy();
});

test("a calendar file opened with the window is shown in it", async () => {
  const { fake } = await open();
  fake.openWith("noor-work.ics");
  expect(await screen.findByRole("dialog", { name: "From another calendar" })).toBeTruthy();
  const first = await open("first-run");
  first.fake.openWith("noor-work.ics");
  expect(first.planner.importing.stage, "nobody has a name yet").toBeUndefined();
});

test("the calendars there are say whose they are, and can be watched, read again and removed", async () => {
  const { fake, planner } = await open();
  planner.section = "settings";
  const [noor, jules] = await screen.findAllByTestId("layer");
  expect(noor!.textContent).toContain("Noor’s busy time, 87 entries. Read today, 9:02 am.");
  await fireEvent.click(within(noor!).getByRole("button", { name: "Read again" }));
  await until(() => expect(fake.calls).toContain("read_layer noor"));
  await fireEvent.click(within(jules!).getByRole("switch", { name: /Read again when its file changes/ }));
  await until(() => expect(fake.calls).toContain("watch_layer jules true"));
  await fireEvent.click(within(jules!).getByRole("button", { name: "Remove" }));
  await until(() => expect(screen.getAllByTestId("layer")).toHaveLength(1));
  await press("z", ctrl);
  await until(() => expect(screen.getAllByTestId("layer")).toHaveLength(2));
});

test("everything goes into one file; of the dates one says which, and how much they tell", async () => {
  const { fake, planner } = await open();
  planner.section = "settings";
  await fireEvent.click(await screen.findByTestId("export-all"));
  await until(() => expect(fake.calls).toContain("save_export json    false"));
  await fireEvent.click(screen.getByTestId("export-dates"));
  await screen.findByText(/^Days to remember come with the dates/);
  await fireEvent.click(screen.getByRole("radio", { name: "One date" }));
  await until(() => expect(screen.queryByText(/^Days to remember/), "one date is that date").toBeNull());
  await fireEvent.click(screen.getByRole("radio", { name: "A spreadsheet" }));
  await screen.findByText(/Days to remember stay out of it/);
  await fireEvent.click(screen.getByRole("radio", { name: "A calendar" }));
  await fireEvent.click(screen.getByRole("radio", { name: "Some days" }));
  await fireEvent.input(screen.getByTestId("export-from"), { target: { value: "1 October 2026" } });
  await fireEvent.click(screen.getByTestId("export-save"));
  await until(() => expect(fake.calls).toContain("save_export ics 1 October 2026   true"));
  expect(screen.queryByTestId("export-save"), "it is done").toBeNull();
});
