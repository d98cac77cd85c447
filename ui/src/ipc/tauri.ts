/** The door as the desktop has it. The only file that knows there is a desktop at all. */
import { Refused, type Api, type Problem } from "./api";
import { commands, events } from "./gen";

type Answer<T> = { status: "ok"; data: T } | { status: "error"; error: Problem };

/** Waits for a command. Its own refusal is a problem already; anything else is the machine's. */
async function answered<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked.catch(broken);
  if (answer.status === "error") throw new Refused(answer.error);
  return answer.data;
}

/** The same for a command that has nothing to refuse. */
async function done<T>(asked: Promise<T>): Promise<T> {
  return asked.catch((cause: unknown) => {
    throw new Refused(broken(cause).error);
  });
}

function broken(cause: unknown): { status: "error"; error: Problem } {
  const message = cause instanceof Error ? cause.message : String(cause);
  return { status: "error", error: { code: "machine", message, hint: "" } };
}

/** Stops listening, even where the desktop has not confirmed the listening yet. */
function stopper(listening: Promise<() => void>): () => void {
  return () => void listening.then((stop) => stop());
}

export const tauri: Api = {
  setIntention: (gesture, cue, rhythm, by) => answered(commands.setIntention(gesture, cue, rhythm, by)),
  clearIntention: (gesture, by) => answered(commands.clearIntention(gesture, by)),
  anotherSuggestion: (gesture) => answered(commands.anotherSuggestion(gesture)),
  start: () => answered(commands.start()),
  today: () => answered(commands.today()),
  gestures: (filter) => answered(commands.gestures(filter)),
  pickGesture: (filter, but) => answered(commands.pickGesture(filter, but)),
  tick: (gesture, by, day, note) => answered(commands.tick(gesture, by, day, note)),
  dateTick: (tick, day) => answered(commands.dateTick(tick, day)),
  saveGesture: (form) => answered(commands.saveGesture(form)),
  setGestureState: (gesture, state) => answered(commands.setGestureState(gesture, state)),
  restoreGesture: (gesture) => answered(commands.restoreGesture(gesture)),
  gestureYear: (year) => answered(commands.gestureYear(year)),
  gestureDay: (date) => answered(commands.gestureDay(date)),
  notice: (tick, by) => answered(commands.notice(tick, by)),
  noticed: (by) => answered(commands.noticed(by)),
  addNoticed: (words, day, by) => answered(commands.addNoticed(words, day, by)),
  thank: (id, by) => answered(commands.thank(id, by)),
  removeNoticed: (id, by) => answered(commands.removeNoticed(id, by)),
  favourites: () => answered(commands.favourites()),
  saveFavourite: (form) => answered(commands.saveFavourite(form)),
  removeFavourite: (id) => answered(commands.removeFavourite(id)),
  answerCard: (card, about, words) => answered(commands.answerCard(card, about, words)),
  confirmFavourite: (id) => answered(commands.confirmFavourite(id)),
  ownChoices: (by) => answered(commands.ownChoices(by)),
  setCeiling: (ceiling, by) => answered(commands.setCeiling(ceiling, by)),
  setTouch: (welcome, by) => answered(commands.setTouch(welcome, by)),
  setLogOpen: (open, by) => answered(commands.setLogOpen(open, by)),
  ready: (stage) => done(commands.ready(stage)),
  savePeople: (people, here) => answered(commands.savePeople(people, here)),
  month: (month) => answered(commands.month(month)),
  week: (date) => answered(commands.week(date)),
  detail: (key) => answered(commands.detail(key)),
  year: (year) => answered(commands.year(year)),
  agendaPage: (from) => answered(commands.agendaPage(from)),
  redLetters: () => answered(commands.redLetters()),
  readRedLetter: (form) => answered(commands.readRedLetter(form)),
  saveRedLetter: (form) => answered(commands.saveRedLetter(form)),
  removeRedLetter: (id) => answered(commands.removeRedLetter(id)),
  datePlan: (key) => answered(commands.datePlan(key)),
  saveDatePlan: (form) => answered(commands.saveDatePlan(form)),
  tickPreparation: (id, by) => answered(commands.tickPreparation(id, by)),
  untickPreparation: (id) => answered(commands.untickPreparation(id)),
  ideas: (filter) => answered(commands.ideas(filter)),
  ideaForPlan: (key, idea) => answered(commands.ideaForPlan(key, idea)),
  planOpening: (start, minutes, idea) => answered(commands.planOpening(start, minutes, idea)),
  saveIdea: (form) => answered(commands.saveIdea(form)),
  setIdeaState: (idea, state) => answered(commands.setIdeaState(idea, state)),
  removeIdea: (idea) => answered(commands.removeIdea(idea)),
  wish: (idea, by) => answered(commands.wish(idea, by)),
  unwish: (idea, by) => answered(commands.unwish(idea, by)),
  editor: (slot) => answered(commands.editor(slot)),
  readSentence: (text) => answered(commands.readSentence(text)),
  saveSlot: (form) => answered(commands.saveSlot(form)),
  removeSlot: (id) => answered(commands.removeSlot(id)),
  saveKind: (form) => answered(commands.saveKind(form)),
  removeKind: (kind) => answered(commands.removeKind(kind)),
  rewriteSentence: (text, how) => answered(commands.rewriteSentence(text, how)),
  wanted: (day) => answered(commands.wanted(day)),
  addOccurrence: (slot, start, minutes) => answered(commands.addOccurrence(slot, start, minutes)),
  skip: (key, scope) => answered(commands.skip(key, scope ?? null)),
  restore: (key, scope) => answered(commands.restore(key, scope ?? null)),
  moveTo: (key, sentence, scope) => answered(commands.moveTo(key, sentence, scope ?? null)),
  readMove: (key, text) => answered(commands.readMove(key, text)),
  place: (key, start, minutes, scope) => answered(commands.place(key, start, minutes, scope)),
  readPlace: (key, start, minutes) => answered(commands.readPlace(key, start, minutes)),
  openings: (key) => answered(commands.openings(key)),
  findTime: (form) => answered(commands.findTime(form)),
  headsUp: (form) => answered(commands.headsUp(form)),
  leaveClash: (key) => answered(commands.leaveClash(key)),
  keep: (key) => answered(commands.keep(key)),
  letGo: (key) => answered(commands.letGo(key)),
  noteTick: (tick, note) => answered(commands.noteTick(tick, note)),
  untick: (tick) => answered(commands.untick(tick)),
  talk: (depth) => answered(commands.talk(depth)),
  card: (starter) => answered(commands.card(starter)),
  draw: (deck, depth) => answered(commands.draw(deck, depth)),
  skipCard: (starter) => answered(commands.skipCard(starter)),
  keepCard: (starter) => answered(commands.keepCard(starter)),
  unkeepCard: (starter) => answered(commands.unkeepCard(starter)),
  talked: (starter, line, day) => answered(commands.talked(starter, line, day)),
  noteTalked: (talk, line) => answered(commands.noteTalked(talk, line)),
  untalk: (talk) => answered(commands.untalk(talk)),
  talkSearch: (words) => answered(commands.talkSearch(words)),
  saveQuestion: (form) => answered(commands.saveQuestion(form)),
  removeQuestion: (question) => answered(commands.removeQuestion(question)),
  saveDeck: (form) => answered(commands.saveDeck(form)),
  removeDeck: (deck) => answered(commands.removeDeck(deck)),
  exportDeck: (deck) => answered(commands.exportDeck(deck)),
  previewDeck: () => answered(commands.previewDeck()),
  importDeck: () => answered(commands.importDeck()),
  helpPage: () => done(commands.helpPage()),
  sitting: (begins) => answered(commands.sitting(begins)),
  writeAnswer: (starter, by, words) => answered(commands.writeAnswer(starter, by, words)),
  openAnswers: (starter) => answered(commands.openAnswers(starter)),
  undo: () => answered(commands.undo()),
  redo: () => answered(commands.redo()),
  settings: () => answered(commands.settings()),
  saveSettings: (form) => answered(commands.saveSettings(form)),
  inbox: (older) => answered(commands.inbox(older)),
  answerReminder: (reminder, action) => answered(commands.answerReminder(reminder, action)),
  clearInbox: () => answered(commands.clearInbox()),
  pauses: () => answered(commands.pauses()),
  pauseReminders: (form) => answered(commands.pauseReminders(form)),
  resumeReminders: () => answered(commands.resumeReminders()),
  removePause: (id) => answered(commands.removePause(id)),
  notices: () => answered(commands.notices()),
  checkReminders: () => answered(commands.checkReminders()),
  tryReminder: () => answered(commands.tryReminder()).then(() => undefined),
  chooseCalendar: () => answered(commands.chooseCalendar()),
  chosenCalendar: () => answered(commands.chosenCalendar()),
  closeCalendar: () => done(commands.closeCalendar()),
  previewImport: (form) => answered(commands.previewImport(form)),
  importCalendar: (form) => answered(commands.importCalendar(form)),
  cancelImport: () => done(commands.cancelImport()),
  layers: () => answered(commands.layers()),
  removeLayer: (id) => answered(commands.removeLayer(id)),
  keepLayerNames: (id, names) => answered(commands.keepLayerNames(id, names)),
  watchLayer: (id, on) => answered(commands.watchLayer(id, on)),
  readLayer: (id) => answered(commands.readLayer(id)),
  exportChoices: () => answered(commands.exportChoices()),
  saveExport: (form) => answered(commands.saveExport(form)),
  setStartAtLogin: (on) => answered(commands.setStartAtLogin(on)),
  closeChoice: (keep) => done(commands.closeChoice(keep)),
  changed: (heard) => stopper(events.changed.listen(({ payload }) => heard(payload.topics))),
  closeAsked: (heard) => stopper(events.closeAsked.listen(() => heard())),
  importing: (heard) => stopper(events.importing.listen(({ payload }) => heard(payload))),
  tried: (heard) => stopper(events.tried.listen(({ payload }) => heard(payload.tried))),
  go: (heard) => stopper(events.go.listen(({ payload }) => heard(payload))),
};
