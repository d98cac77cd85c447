/**
 * The only door between the window and the planner: what may be asked, and what the planner says by itself.
 *
 * Every promise rejects with a `Refused`, never with anything else, so whoever calls can always say what happened.
 */
import type {
  AgendaPage,
  Answered,
  CalendarLayer,
  Card,
  DatePlan,
  DatePlanForm,
  DeckForm,
  DeckPreview,
  Detail,
  Done,
  Drew,
  Editor,
  ExportChoice,
  ExportForm,
  FavouriteForm,
  Favourites,
  FindForm,
  Gesture,
  GestureDayDetail,
  GestureFilter,
  GestureForm,
  Gestures,
  GestureYear,
  Go,
  Half,
  HeadsUp,
  HelpPage,
  Here,
  IdeaFilter,
  IdeaForm,
  IdeaForPlan,
  Ideas,
  Imported,
  ImportForm,
  ImportPreview,
  ImportProgress,
  Inbox,
  KindForm,
  Month,
  Notice,
  Noticed,
  Openings,
  OwnChoices,
  PauseForm,
  Pauses,
  People,
  Placing,
  Problem,
  QuestionForm,
  Reading,
  RedLetterForm,
  RedLetterReading,
  RedLetters,
  ReminderCheck,
  Rewrite,
  Scope,
  Settings,
  SettingsForm,
  Sitting,
  SlotForm,
  Start,
  Talk,
  TalkSearch,
  Today,
  Topic,
  Tried,
  Wanted,
  Week,
  Year,
} from "./gen";

export type * from "./gen";

/** The sections of the window. */
export const SECTIONS = ["today", "calendar", "gestures", "talk", "settings"] as const;
export type Section = (typeof SECTIONS)[number];

/** The planner said no: `problem` has the words, and that nothing was lost. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
    this.name = "Refused";
  }
}

/** What the planner says without being asked. Each returns the function that stops listening. */
export interface Events {
  /** After a commit, here or by anybody else: everything showing one of these loads again. */
  changed(heard: (topics: Topic[]) => void): () => void;
  /** The window was closed and no tray answers. */
  closeAsked(heard: () => void): () => void;
  /** A notification or the tray wants a page shown. */
  go(heard: (where: Go) => void): () => void;
  /** How far the import is that is being written. */
  importing(heard: (progress: ImportProgress) => void): () => void;
  /** What became of the test: shown or not, and then what was pressed on it. */
  tried(heard: (tried: Tried) => void): () => void;
}

export interface Api extends Events {
  start(): Promise<Start>;
  ready(stage: "mounted" | "painted"): Promise<void>;
  savePeople(people: People, here: Here): Promise<Done>;
  today(): Promise<Today>;
  /** `2026-10`, or `null` for the month of today. */
  month(month: string | null): Promise<Month>;
  /** The week of a day, `2026-10-15`, or of today. */
  week(date: string | null): Promise<Week>;
  detail(key: string): Promise<Detail>;
  /** A year, or `null` for the year of today. */
  year(year: number | null): Promise<Year>;
  /** What is coming from a day on, or from today. */
  agendaPage(from: string | null): Promise<AgendaPage>;
  redLetters(): Promise<RedLetters>;
  /** Never refused: why a day is none stands in the reading. */
  readRedLetter(form: RedLetterForm): Promise<RedLetterReading>;
  saveRedLetter(form: RedLetterForm): Promise<Done>;
  removeRedLetter(id: string): Promise<Done>;
  /** What one evening is going to be. */
  datePlan(key: string): Promise<DatePlan>;
  saveDatePlan(form: DatePlanForm): Promise<Done>;
  tickPreparation(id: string, by: Half): Promise<Done>;
  untickPreparation(id: string): Promise<Done>;
  /** What fits a date, hours that are open, or a day. */
  ideas(filter: IdeaFilter): Promise<Ideas>;
  /** What an idea would put into the plan of a date. Nothing is saved. */
  ideaForPlan(key: string, idea: string): Promise<IdeaForPlan>;
  /** Makes a date of hours that are open. `Done.id` is its key. */
  planOpening(start: string, minutes: number, idea: string): Promise<Done>;
  saveIdea(form: IdeaForm): Promise<Done>;
  /** `offered` or `hidden`. */
  setIdeaState(idea: string, state: string): Promise<Done>;
  /** Removes one of their own; gives one of the library its own words again. */
  removeIdea(idea: string): Promise<Done>;
  wish(idea: string, by: Half): Promise<Done>;
  unwish(idea: string, by: Half): Promise<Done>;
  /** A slot's id, or `null` for a new one. */
  /** Of a date's id, or of the key of one of its evenings, with the turns from there on; of nothing for a new one. */
  editor(slot: string | null): Promise<Editor>;
  /** Never refused: why a sentence means nothing yet stands in the reading. */
  readSentence(text: string): Promise<Reading>;
  saveSlot(form: SlotForm): Promise<Done>;
  removeSlot(id: string): Promise<Done>;
  /** A kind of their own, made or changed. `Done.id` is its word. */
  saveKind(form: KindForm): Promise<Done>;
  /** Its dates become plain dates. */
  removeKind(kind: string): Promise<Done>;
  /** A sentence said anew: in another rhythm, or with the usual length of another kind. */
  rewriteSentence(text: string, how: Rewrite): Promise<string>;
  /** What the week of a day still wants, `2026-10-15`, or of today. */
  wanted(day: string | null): Promise<Wanted[]>;
  /** Sets one evening of a date at a wall time here; `null` is as long as it usually is. */
  addOccurrence(slot: string, start: string, minutes: number | null): Promise<Done>;
  /** Without a scope it reaches no other date; so do the next two. */
  skip(key: string, scope?: Scope): Promise<Done>;
  /** Takes back a skip, a move or an outcome. */
  restore(key: string, scope?: Scope): Promise<Done>;
  moveTo(key: string, sentence: string, scope?: Scope): Promise<Done>;
  readMove(key: string, text: string): Promise<Reading>;
  /** Puts one date at a wall time here, `2026-10-16T20:00`; `null` keeps its length, and reaches no other date. */
  place(key: string, start: string, minutes: number | null, scope: Scope | null): Promise<Done>;
  readPlace(key: string, start: string, minutes: number | null): Promise<Placing>;
  /** Where one date might go. */
  openings(key: string): Promise<Openings>;
  /** Hours that are open to both, for a date that is only wished for. */
  findTime(form: FindForm): Promise<Openings>;
  /** What a date would meet; `null` when it is clear. */
  headsUp(form: SlotForm): Promise<HeadsUp | null>;
  /** Leaves a date where it is, though it meets something. */
  leaveClash(key: string): Promise<Done>;
  keep(key: string): Promise<Done>;
  letGo(key: string): Promise<Done>;
  gestures(filter: GestureFilter): Promise<Gestures>;
  /** One at random of those that fit, another than `but` where there is one; `null` when nothing fits. */
  pickGesture(filter: GestureFilter, but: string | null): Promise<Gesture | null>;
  /** `Done.id` is the tick's. A day, `2026-10-12`, or `null` for today. */
  tick(gesture: string, by: Half, day: string | null, note: string | null): Promise<Done>;
  noteTick(tick: string, note: string): Promise<Done>;
  /** Says that it was on another day. */
  dateTick(tick: string, day: string): Promise<Done>;
  untick(tick: string): Promise<Done>;
  saveGesture(form: GestureForm): Promise<Done>;
  /** `offered`, `hidden` or `archived`. */
  setGestureState(gesture: string, state: string): Promise<Done>;
  /** Gives one of the library its own words again. */
  restoreGesture(gesture: string): Promise<Done>;
  /** `now`, `daily`, `3 week`, `2 month` or `MO,TH`; `by` is `null` for whoever is here. */
  setIntention(gesture: string, cue: string | null, rhythm: string, by: Half | null): Promise<Done>;
  clearIntention(gesture: string, by: Half | null): Promise<Done>;
  /** Another suggestion for today, instead of this one. */
  anotherSuggestion(gesture: string): Promise<Done>;
  /** A year of halves, or `null` for the year of today. */
  gestureYear(year: number | null): Promise<GestureYear>;
  gestureDay(date: string): Promise<GestureDayDetail>;
  /** Keeps what the other did, ready to thank for. `by` is `null` for whoever is here, now and in what follows. */
  notice(tick: string, by: Half | null): Promise<Done>;
  noticed(by: Half | null): Promise<Noticed[]>;
  addNoticed(words: string, day: string | null, by: Half | null): Promise<Done>;
  thank(id: string, by: Half | null): Promise<Done>;
  removeNoticed(id: string, by: Half | null): Promise<Done>;
  favourites(): Promise<Favourites>;
  saveFavourite(form: FavouriteForm): Promise<Done>;
  removeFavourite(id: string): Promise<Done>;
  /** What was answered to a card of “What I know about you”: it becomes a favourite. */
  answerCard(card: string, about: Half, words: string): Promise<Done>;
  /** It is still so. */
  confirmFavourite(id: string): Promise<Done>;
  ownChoices(by: Half | null): Promise<OwnChoices>;
  /** 1 to 3, or `null` for none. */
  setCeiling(ceiling: number | null, by: Half | null): Promise<Done>;
  setTouch(welcome: boolean, by: Half | null): Promise<Done>;
  setLogOpen(open: boolean, by: Half | null): Promise<Done>;
  /** The decks, at the depth of tonight: `null` where nobody has said. */
  talk(depth: number | null): Promise<Talk>;
  card(starter: string): Promise<Card>;
  /** No step of theirs: undo does not know it. `null` is the deck drawn from last, and the depth it is at anyway. */
  draw(deck: string | null, depth: number | null): Promise<Drew>;
  skipCard(starter: string): Promise<Done>;
  keepCard(starter: string): Promise<Done>;
  unkeepCard(starter: string): Promise<Done>;
  /** `Done.id` is that of what was said. A day, `2026-10-12`, or `null` for today. */
  talked(starter: string, line: string, day: string | null): Promise<Done>;
  noteTalked(talk: string, line: string): Promise<Done>;
  untalk(talk: string): Promise<Done>;
  /** Of no words: all that was talked about. */
  talkSearch(words: string): Promise<TalkSearch>;
  saveQuestion(form: QuestionForm): Promise<Done>;
  removeQuestion(question: string): Promise<Done>;
  saveDeck(form: DeckForm): Promise<Done>;
  removeDeck(deck: string): Promise<Done>;
  /** `null` when somebody chose no place for it. */
  exportDeck(deck: string): Promise<Done | null>;
  /** Has somebody choose a file; `null` when they chose none. */
  previewDeck(): Promise<DeckPreview | null>;
  /** Takes in the one that was looked at last. */
  importDeck(): Promise<Done>;
  /** What a sitting of two wants to know; `null` leaves it to the day who begins. */
  sitting(begins: Half | null): Promise<Sitting>;
  /** Where to look when this program is not the place. The planner is not asked. */
  helpPage(): Promise<HelpPage>;
  /** Sealed; no words take it away. `null` is whoever is here. */
  writeAnswer(starter: string, by: Half | null, words: string): Promise<Done>;
  openAnswers(starter: string): Promise<Done>;
  undo(): Promise<Done>;
  redo(): Promise<Done>;
  settings(): Promise<Settings>;
  saveSettings(form: SettingsForm): Promise<Settings>;
  /** `older`: those from before the last seven days too. */
  inbox(older: boolean): Promise<Inbox>;
  answerReminder(reminder: string, action: string): Promise<Answered>;
  clearInbox(): Promise<Done>;
  pauses(): Promise<Pauses>;
  pauseReminders(form: PauseForm): Promise<Done>;
  /** Ends the pause that is on. */
  resumeReminders(): Promise<Done>;
  removePause(id: string): Promise<Done>;
  /** What the couple should know about this run, as it stands now. */
  notices(): Promise<Notice[]>;
  /** “Is it working?” */
  checkReminders(): Promise<ReminderCheck>;
  /** Shows a test notification; what becomes of it is told by `tried`. */
  tryReminder(): Promise<void>;
  /** Has somebody choose a calendar file: its name, or `null` when they chose none. Refused when it cannot be read. */
  chooseCalendar(): Promise<string | null>;
  /** The file that was opened last, by the dialog or from outside. */
  chosenCalendar(): Promise<string | null>;
  /** Lets go of it. */
  closeCalendar(): Promise<void>;
  /** What taking it in would change. */
  previewImport(form: ImportForm): Promise<ImportPreview>;
  /** `null` when it was broken off, and nothing was written. */
  importCalendar(form: ImportForm): Promise<Imported | null>;
  cancelImport(): Promise<void>;
  /** The calendars of others that were read in. */
  layers(): Promise<CalendarLayer[]>;
  removeLayer(id: string): Promise<Done>;
  keepLayerNames(id: string, names: boolean): Promise<Done>;
  /** To be watched, somebody says where its file is: `null` when they did not. */
  watchLayer(id: string, on: boolean): Promise<Done | null>;
  readLayer(id: string): Promise<Imported>;
  /** The dates that can be exported by themselves. */
  exportChoices(): Promise<ExportChoice[]>;
  /** `null` when somebody chose no place for it. */
  saveExport(form: ExportForm): Promise<Done | null>;
  setStartAtLogin(on: boolean): Promise<Settings>;
  /** `true` keeps reminding without a window, `false` quits. */
  closeChoice(keep: boolean): Promise<void>;
}
