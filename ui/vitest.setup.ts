import { cleanup, configure } from "@testing-library/svelte";
import { afterEach } from "vitest";

afterEach(cleanup);

// What was looked for is enough; the whole page printed beside it only hides it.
// Waiting ends with the thing waited for; the limit only has to be longer than a busy machine takes.
configure({
  getElementError: (message) => new Error(message ?? "not found"),
  asyncUtilTimeout: 10_000,
});
