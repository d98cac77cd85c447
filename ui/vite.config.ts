import { defineConfig, type Plugin } from "vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";

/** The planner in memory is for tests and for looking; a build that held it would be wrong. */
const noFake: Plugin = {
  name: "no-fake-in-a-build",
  apply: "build",
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === "chunk" && chunk.moduleIds.some((id) => id.includes("/ipc/fake"))) {
        this.error("ipc/fake is in the build: import it only behind import.meta.env.DEV, as main.ts does");
      }
    }
  },
};

/** Everything but the pages and sheets that come later. */
const FIRST_VIEW =
  /node_modules|\/src\/(state|shared|i18n|ipc|styles|features\/today)\/|\/words\/en\/ui(_\w+)?\.json|vite\/|\0/;

export default defineConfig({
  plugins: [svelte(), noFake],
  clearScreen: false,
  // The catalogue of words lies beside the rules, outside this directory.
  server: { port: 5173, strictPort: true, host: "127.0.0.1", fs: { allow: [".."] } },
  // WebKitGTK and WKWebView are the engines. Fonts stay files: the policy allows no data: font.
  build: {
    target: ["es2022", "safari16"],
    sourcemap: false,
    assetsInlineLimit: 0,
    rolldownOptions: {
      // The first view in few requests; every other page is fetched when it is wanted.
      output: { codeSplitting: { groups: [{ name: "window", test: FIRST_VIEW }] } },
    },
  },
});
