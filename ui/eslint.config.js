import svelte from "eslint-plugin-svelte";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

/** Rules of the house: each message names the way out. */
const NO_DESKTOP = {
  group: ["@tauri-apps/*"],
  message:
    "Only ipc/tauri.ts talks to the desktop. Add what you need to ipc/api.ts and call it through the planner.",
};
const NO_GENERATED = {
  group: ["**/ipc/gen", "**/ipc/tauri"],
  message: "Import types from ipc/api.ts; the generated file and the desktop's door stay behind it.",
};
const NO_FEATURE = {
  group: ["**/features/**", "**/state/**"],
  message:
    "shared/ knows no feature and no state: take what you need as a prop, or move the part into the feature.",
};

/** Arithmetic on dates belongs to the planner, which knows zones, clock changes and when today is. */
const NO_DATES = [
  {
    selector: "NewExpression[callee.name='Date']",
    message: "No dates are made in the window: ask the planner, which answers with the words to show.",
  },
  {
    selector: "MemberExpression[object.name='Date']",
    message: "No clock is read in the window: time comes from the planner (Today, Month, Detail).",
  },
];

const FEATURES = [
  "today",
  "calendar",
  "slot",
  "gestures",
  "inbox",
  "pause",
  "settings",
  "onboarding",
  "talk",
];

export default ts.config(
  { ignores: ["dist", "src/ipc/gen.ts"] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: [".svelte"], svelteConfig } },
  },
  {
    files: ["src/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [NO_DESKTOP, NO_GENERATED] }],
      "no-restricted-syntax": ["error", ...NO_DATES],
      "no-console": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      // The type checker sees these, with what is declared in the window.
      "no-undef": "off",
      // An index just compared with the length, where the invariant is plain.
      "@typescript-eslint/no-non-null-assertion": "off",
      // `void` before a promise says that nobody waits for it.
      "@typescript-eslint/no-confusing-void-expression": "off",
      "@typescript-eslint/no-meaningless-void-operator": "off",
    },
  },
  {
    files: ["src/shared/**", "src/i18n/**"],
    rules: { "no-restricted-imports": ["error", { patterns: [NO_DESKTOP, NO_GENERATED, NO_FEATURE] }] },
  },
  ...FEATURES.map((feature) => ({
    files: [`src/features/${feature}/**`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            NO_DESKTOP,
            NO_GENERATED,
            {
              group: FEATURES.filter((other) => other !== feature).flatMap((other) => [
                `../${other}/**`,
                `**/features/${other}/**`,
              ]),
              message:
                "Features do not know each other: what two of them need belongs to shared/ (drawn) or state/ (known).",
            },
          ],
        },
      ],
    },
  })),
  {
    // The door itself, and the one place where it is opened.
    files: ["src/ipc/tauri.ts", "src/ipc/tauri.test.ts", "src/ipc/api.ts", "src/main.ts"],
    rules: { "no-restricted-imports": "off" },
  },
);
