import { cleanup, configure } from "@testing-library/svelte";
import { afterAll, afterEach, vi } from "vitest";

afterEach(cleanup);
// A page that is still being fetched when its file of tests ends would be fetched into nothing.
afterAll(() => vi.dynamicImportSettled());

// What was looked for is enough; the whole page printed beside it only hides it.
// Waiting ends with the thing waited for; the limit only has to be longer than a busy machine takes.
configure({
  getElementError: (message) => new Error(message ?? "not found"),
  asyncUtilTimeout: 10_000,
});
