import { mount } from "svelte";
import "./styles/tokens.css";
import "./styles/base.css";
import App from "./App.svelte";
import type { Api } from "./ipc/api";
import { tauri } from "./ipc/tauri";
import { Planner } from "./state/planner.svelte";

/** The desktop's door. In development `?fake` opens a planner in memory instead; a build has no such branch. */
async function door(): Promise<Api> {
  if (import.meta.env.DEV && location.search.includes("fake")) {
    const { fakeFromAddress } = await import("./ipc/fake");
    return fakeFromAddress(location.search);
  }
  return tauri;
}

const target = document.getElementById("app");
if (!target) throw new Error("BUG: index.html has no #app");
mount(App, { target, props: { planner: new Planner(await door()) } });
