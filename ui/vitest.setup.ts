import { cleanup, configure } from "@testing-library/svelte";
import { afterEach } from "vitest";

afterEach(cleanup);

// What was looked for is enough; the whole page printed beside it only hides it.
configure({ getElementError: (message) => new Error(message ?? "not found") });
