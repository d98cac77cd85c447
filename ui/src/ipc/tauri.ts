/** The door as the desktop has it. The only file that knows there is a desktop at all. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { Refused, type Api, type Go, type Problem, type Topic } from "./api";

/** Asks, and turns whatever went wrong into words. */
async function ask<T>(command: string, args: Record<string, unknown> = {}): Promise<T> {
  try {
    return await invoke<T>(command, args);
  } catch (cause) {
    throw new Refused(asProblem(cause));
  }
}

/** A command's own refusal is a problem already; anything else is the machine's. */
function asProblem(cause: unknown): Problem {
  if (typeof cause === "object" && cause !== null && "code" in cause && "message" in cause) {
    return cause as Problem;
  }
  return { code: "machine", message: String(cause), hint: "" };
}

/** Listens for an event; stopping works even before the desktop has confirmed the listening. */
function hear<T>(event: string, heard: (payload: T) => void): () => void {
  const stop = listen<T>(event, ({ payload }) => heard(payload));
  return () => void stop.then((unlisten) => unlisten());
}

export const tauri: Api = {
  start: () => ask("start"),
  ready: (stage) => ask("ready", { stage }),
  savePeople: (people, here) => ask("save_people", { people, here }),
  today: () => ask("today"),
  month: (month) => ask("month", { month }),
  detail: (key) => ask("detail", { key }),
  editor: (slot) => ask("editor", { slot }),
  readSentence: (text) => ask("read_sentence", { text }),
  saveSlot: (form) => ask("save_slot", { form }),
  removeSlot: (id) => ask("remove_slot", { id }),
  skip: (key) => ask("skip", { key }),
  restore: (key) => ask("restore", { key }),
  moveTo: (key, sentence) => ask("move_to", { key, sentence }),
  readMove: (key, text) => ask("read_move", { key, text }),
  keep: (key) => ask("keep", { key }),
  letGo: (key) => ask("let_go", { key }),
  gestures: () => ask("gestures"),
  tick: (gesture, by) => ask("tick", { gesture, by }),
  noteTick: (tick, note) => ask("note_tick", { tick, note }),
  untick: (tick) => ask("untick", { tick }),
  undo: () => ask("undo"),
  redo: () => ask("redo"),
  settings: () => ask("settings"),
  saveSettings: (form) => ask("save_settings", { form }),
  pauseReminders: (on) => ask("pause_reminders", { on }),
  setStartAtLogin: (on) => ask("set_start_at_login", { on }),
  closeChoice: (keep) => ask("close_choice", { keep }),
  changed: (heard) => hear<{ topics: Topic[] }>("changed", ({ topics }) => heard(topics)),
  closeAsked: (heard) => hear("close-asked", heard),
  go: (heard) => hear<Go>("go", heard),
};
