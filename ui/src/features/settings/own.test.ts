import { fireEvent, screen } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { open, until } from "../../opened";

async function settings(shared = false) {
  const opened = await open("mockups", shared);
  opened.planner.section = "settings";
  await screen.findByTestId("own-choices");
  return opened;
}

test("what one sets alone says plainly who sees it", async () => {
  await settings();
  const part = screen.getByTestId("own-choices");
  await until(() =>
    expect(part.textContent).toContain("Jules doesn’t see what is set here, only what comes of it."),
  );
  expect(part.textContent).toContain("kept out of sight, not locked away");
});

test("how deep talk may go, touch and the log are set one by one", async () => {
  const { fake } = await settings();
  await fireEvent.click(await screen.findByRole("radio", { name: "Closer" }));
  await until(() => expect(fake.calls).toContain("set_ceiling 2"));
  const touch = screen.getByRole("switch", { name: "Touch is welcome in suggestions" });
  expect(touch.getAttribute("aria-checked"), "unsaid is no").toBe("false");
  await fireEvent.click(touch);
  await until(() => expect(touch.getAttribute("aria-checked")).toBe("true"));
  await fireEvent.click(screen.getByRole("switch", { name: "Jules may read what I ticked" }));
  await until(() => expect(fake.calls).toContain("set_log_open true"));
});

test("on a shared computer nothing of it is shown before somebody says who they are", async () => {
  const { fake } = await settings(true);
  expect(screen.queryByRole("switch", { name: /Touch/ })).toBeNull();
  await fireEvent.click(screen.getByRole("radio", { name: "I am Jules" }));
  await screen.findByRole("switch", { name: "Noor may read what I ticked" });
  expect(fake.calls).toContain("own_choices second");
});
