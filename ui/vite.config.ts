import { defineConfig } from "vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";

export default defineConfig({
  plugins: [svelte()],
  clearScreen: false,
  // The catalogue of words lies beside the rules, outside this directory.
  server: { port: 5173, strictPort: true, host: "127.0.0.1", fs: { allow: [".."] } },
  // WebKitGTK and WKWebView are the engines. Fonts stay files: the policy allows no data: font.
  build: { target: ["es2022", "safari16"], sourcemap: false, assetsInlineLimit: 0 },
});
