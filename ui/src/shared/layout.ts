/**
 * Marks the root as narrow (below 1040 wide, or larger text) and short (below 720 tall).
 *
 * Attributes rather than media queries, because larger text takes the narrow layout in a wide window too. Returns
 * what stops watching.
 */
export function watchLayout(textPermille: number, root: HTMLElement = document.documentElement): () => void {
  const narrow = matchMedia("(max-width: 1039px)");
  const short = matchMedia("(max-height: 720px)");
  const mark = () => {
    root.toggleAttribute("data-narrow", narrow.matches || textPermille > 1100);
    root.toggleAttribute("data-short", short.matches);
  };
  mark();
  narrow.addEventListener("change", mark);
  short.addEventListener("change", mark);
  return () => {
    narrow.removeEventListener("change", mark);
    short.removeEventListener("change", mark);
  };
}

/** Puts the theme on the root, and follows the desktop's where that was chosen. */
export function watchTheme(
  theme: "system" | "light" | "dark",
  root: HTMLElement = document.documentElement,
): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const mark = () => {
    root.dataset["theme"] = theme === "system" ? (dark.matches ? "dark" : "light") : theme;
  };
  mark();
  dark.addEventListener("change", mark);
  return () => dark.removeEventListener("change", mark);
}

/** Waits until what stands now has been drawn: the frame asks for the picture, and after it there is time again. */
export function drawn(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
