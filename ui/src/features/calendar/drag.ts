/** What a hand does that drags something: it is taken up, held over places, and let go or put back with Esc. */
export interface Drag {
  /** It was really moved, not only pressed. */
  begin: () => void;
  /** Held at a point of the window. */
  move: (x: number, y: number) => void;
  drop: () => void;
  cancel: () => void;
  /** What scrolls when the hand comes near its edge. */
  scroller?: HTMLElement | undefined;
  /** How much of its upper edge is covered by something that stays. */
  covered?: number;
}

/** A press that moves less than this is a click. */
const SLACK = 4;
/** So near to an edge the page scrolls along. */
const EDGE = 28;

/** Follows the pointer that was just pressed, until it is let go or Esc puts everything back. */
export function follow(down: PointerEvent, drag: Drag): void {
  // A finger scrolls; a long press would have to say otherwise.
  if (down.button !== 0 || down.pointerType === "touch") return;
  let begun = false;
  let at = { x: down.clientX, y: down.clientY };
  let frame = 0;

  const stops = [
    listen("pointermove", (event) => {
      at = { x: event.clientX, y: event.clientY };
      if (!begun && Math.hypot(at.x - down.clientX, at.y - down.clientY) < SLACK) return;
      if (!begun) {
        begun = true;
        document.documentElement.toggleAttribute("data-dragging", true);
        // Words under way would be marked as if to copy them.
        document.getSelection()?.removeAllRanges();
        drag.begin();
        if (drag.scroller) frame = requestAnimationFrame(scroll);
      }
      drag.move(at.x, at.y);
    }),
    listen("pointerup", () => {
      end();
      if (!begun) return;
      noClick();
      drag.drop();
    }),
    listen("pointercancel", giveUp),
    listen("keydown", (event) => {
      if (event.key !== "Escape") return;
      // The sheet or the panel that Esc would close as well stays.
      event.preventDefault();
      event.stopPropagation();
      if (begun) noClickUntilUp();
      giveUp();
    }),
  ];

  function end() {
    stops.forEach((stop) => stop());
    cancelAnimationFrame(frame);
    document.documentElement.toggleAttribute("data-dragging", false);
  }

  function giveUp() {
    end();
    if (begun) drag.cancel();
  }

  function scroll() {
    const box = drag.scroller?.getBoundingClientRect();
    if (!box || !drag.scroller) return;
    const by = at.y < box.top + (drag.covered ?? 0) + EDGE ? -8 : at.y > box.bottom - EDGE ? 8 : 0;
    if (by !== 0) {
      drag.scroller.scrollTop += by;
      drag.move(at.x, at.y);
    }
    frame = requestAnimationFrame(scroll);
  }
}

/** Esc came with the button still down: what follows when it comes up is no click either. */
function noClickUntilUp() {
  const stop = listen("pointerup", () => {
    stop();
    noClick();
  });
}

/** The click that follows the end of a drag means nothing. */
function noClick() {
  const stop = listen("click", (event) => event.stopPropagation());
  setTimeout(stop);
}

/** Hears it before anybody else does. */
function listen<K extends keyof WindowEventMap>(
  name: K,
  heard: (event: WindowEventMap[K]) => void,
): () => void {
  window.addEventListener(name, heard, true);
  return () => window.removeEventListener(name, heard, true);
}
