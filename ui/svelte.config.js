import { vitePreprocess } from "@sveltejs/vite-plugin-svelte";

export default {
  preprocess: vitePreprocess(),
  // A component that happens to use no rune would otherwise be compiled as one of Svelte 4, which tells twice.
  compilerOptions: { runes: true },
};
