/**
 * A planner in memory: Noor and Jules on Tuesday 13 October 2026, 14:36. For tests, and for looking at the window in
 * a browser. It is not part of a build.
 */
import type {
  Api,
  CalendarLayer,
  Code,
  DatePlanForm,
  Day,
  Detail,
  Done,
  ExportForm,
  FindForm,
  Gesture,
  Go,
  Half,
  ImportForm,
  ImportProgress,
  Item,
  KindChoice,
  KindForm,
  Lead,
  LeadChoice,
  Notice,
  PauseForm,
  Placing,
  Plate,
  RedLetter,
  RedLetterForm,
  Rewrite,
  Scope,
  ScopeChoice,
  Settings,
  Slot,
  SlotForm,
  Start,
  Tick,
  Today,
  Topic,
  Tried,
  Wanted,
} from "./api";
import { Refused } from "./api";
import {
  countAway,
  inboxOf,
  pausedUntil,
  pauseFrom,
  pausesOf,
  whileAway,
  type KeptPause,
  type Waiting,
} from "./fake/away";
import { CHOICES, importedBy, LAYERS, previewOf } from "./fake/calendars";
import { checked, checkedBare, TRIED } from "./fake/check";
import {
  away,
  clock,
  dayMonth,
  fromDays,
  hours,
  iso,
  longDay,
  monthName,
  monthShort,
  parseIso,
  toDays,
  wall,
  weekday,
  weekdayNames,
  weekdayOf,
  weekdayShort,
} from "./fake/civil";
import {
  agendaFrom,
  readRedLetter,
  redLetters,
  redOn,
  remembered,
  rememberedDays,
  yearOf,
} from "./fake/days";
import { headsUpOf, OPENINGS } from "./fake/openings";
import { datePlanOf, glance, plansOfTheirs, saved, ticked, type Plans } from "./fake/plan";
import { BACKUP_DAYS, kindsOf, nameOf, rewritten, walksWanted, wrongWith } from "./fake/kinds";
import { movedTo, read, shortDay } from "./fake/sentence";
import { weekOf } from "./fake/week";

const TODAY = toDays({ y: 2026, m: 10, d: 13 });
const on = (m: number, d: number) => toDays({ y: 2026, m, d });

interface Kept {
  id: string;
  title: string;
  label: string;
  kind: string;
  every: number;
  day: number;
  until?: number;
  at: number;
  minutes: number;
  leads: Lead[];
  planner: Slot["planner"];
  anchor: string;
  backup?: string;
}

interface Said {
  status?: string;
  day?: number;
  at?: number;
  minutes?: number;
  title?: string;
}

interface World {
  /** Days to remember. */
  letters: RedLetter[];
  slots: Kept[];
  said: Record<string, Said>;
  ticks: Tick[];
  settings: Omit<Settings, "people" | "sample" | "choices" | "kind_leads" | "kinds">;
  /** What this week still wants. */
  wanted: Wanted[];
  /** Kinds of their own. */
  kinds: KindChoice[];
  /** The leads of the kinds of time that have their own. */
  kindLeads: Record<string, Lead[]>;
  people: Settings["people"] | null;
  waiting: Waiting[];
  pauses: KeptPause[];
  plans: Plans;
  /** The calendars of others. */
  layers: CalendarLayer[];
}

const LEADS: LeadChoice[] = [
  { lead: { days_before: 1, at: "19:00" }, words: "Evening before, 7 pm" },
  { lead: { before_minutes: 90 }, words: "90 min before" },
  { lead: { before_minutes: 30 }, words: "30 min before" },
  { lead: { before_minutes: 120 }, words: "2 hours before" },
  { lead: { days_before: 0, at: "09:00" }, words: "On the day, 9 am" },
  { lead: { days_before: 2, at: "18:30" }, words: "2 days before, 6:30 pm" },
];
const SCOPES: ScopeChoice[] = [
  { scope: "this", title: "Only this one", says: "The others stay as they are." },
  { scope: "following", title: "This one and those after it", says: "Those before it stay as they are." },
  { scope: "all", title: "All from now on", says: "What was stays as it was." },
];
const DEFAULTS: Lead[] = [LEADS[0]!.lead, LEADS[1]!.lead];

const LIBRARY: Omit<Gesture, "done" | "ticks" | "last">[] = [
  ["school-run", "Take the early school run", "Without being asked twice", 35, 2, false],
  ["noodles", "Make the ginger noodles", "About £6, and Jules’s favourite", 40, 2, false],
  ["breakfast", "Breakfast in bed, no occasion", "Toast counts", 25, 2, false],
  ["film", "Watch their film without suggesting another", "The one at the top of their list", 120, 1, false],
  ["call", "Take the call they keep putting off", "The landlord, the bank, the dentist", 20, 2, false],
  ["hands", "Hold hands on the walk to the shop", "That’s all it is", 10, 1, true],
  ["bath", "Run the long bath", "Door shut, phone elsewhere, you do bedtime", 40, 2, false],
  ["coffee", "Bring the coffee up", "The way they take it", 10, 1, false],
  ["thanks", "Thank them for one thing, specifically", "“The bike light, before I asked.”", 5, 1, false],
  ["phones", "An evening with the phones in the drawer", "Both of them", 120, 2, true],
  ["letter", "Write three lines and leave them somewhere", "A pocket, a book, a lunchbox", 15, 1, false],
  ["friends", "Have their friends round, and cook", "You do the shopping too", 240, 3, false],
].map(([id, title, detail, minutes, effort, together]) => ({
  id: id as string,
  title: title as string,
  detail: detail as string,
  minutes: minutes as number,
  length: (minutes as number) >= 120 ? `${(minutes as number) / 60} h` : `${minutes as number} min`,
  effort: effort as number,
  together: together as boolean,
}));

/** What the window is opened on: the mock-ups' couple, one with nothing yet, or nobody at all. */
export type Scene =
  "mockups" | "away" | "paused" | "empty" | "first-run" | "life-happened" | "refused" | "wanting";

export class FakePlanner implements Api {
  /** Every call so far, `tick noodles first`. */
  readonly calls: string[] = [];
  /** The next change fails with this. */
  refuseNext: Code | undefined;
  #world: World;
  #past: World[] = [];
  #future: World[] = [];
  #count = 0;
  #changed = new Set<(topics: Topic[]) => void>();
  #closeAsked = new Set<() => void>();
  #go = new Set<(where: Go) => void>();
  #tried = new Set<(tried: Tried) => void>();
  #importing = new Set<(progress: ImportProgress) => void>();
  /** The calendar file that lies open. */
  #file: string | null = null;
  /** Set, the next import waits for `finishImport` before it is done. */
  slowly = false;
  #finish: (() => void) | undefined;
  #broken = false;
  #scene: Scene;
  /** What there is to notice about this run. */
  #notices: Notice[] = [];

  constructor(scene: Scene = "mockups") {
    this.#scene = scene;
    this.#world =
      scene === "first-run" || scene === "refused"
        ? bare(false)
        : scene === "empty"
          ? bare(true)
          : couple(scene);
  }

  /** How it is opened, without a change anybody could undo. */
  dress(dark: boolean, shared: boolean, textPermille = 1000) {
    this.#world.settings.appearance = { theme: dark ? "dark" : "light", text_permille: textPermille };
    if (shared) this.#world.settings.here = "shared";
  }

  // What the planner says by itself

  changed(heard: (topics: Topic[]) => void) {
    this.#changed.add(heard);
    return () => void this.#changed.delete(heard);
  }

  closeAsked(heard: () => void) {
    this.#closeAsked.add(heard);
    return () => void this.#closeAsked.delete(heard);
  }

  go(heard: (where: Go) => void) {
    this.#go.add(heard);
    return () => void this.#go.delete(heard);
  }

  tried(heard: (tried: Tried) => void) {
    this.#tried.add(heard);
    return () => void this.#tried.delete(heard);
  }

  importing(heard: (progress: ImportProgress) => void) {
    this.#importing.add(heard);
    return () => void this.#importing.delete(heard);
  }

  /** As if a calendar file had been opened with the window. */
  openWith(name: string) {
    this.#file = name;
    this.send({ to: "import", key: null, moving: false });
  }

  /** As if the last entry had been written. */
  finishImport() {
    this.#finish?.();
  }

  /** As if the desktop had said what became of the test. */
  tellTried(tried: Tried) {
    this.#tried.forEach((heard) => heard(tried));
  }

  /** As if the desktop's notifications had stopped answering, or answered again. */
  trouble(on: boolean) {
    this.#notices = on ? [TROUBLE] : [];
    this.#tell(["reminders"]);
  }

  /** As if the window had been closed where no tray answers. */
  askToClose() {
    this.#closeAsked.forEach((heard) => heard());
  }

  /** As if a notification had been opened. */
  send(where: Go) {
    this.#go.forEach((heard) => heard(where));
  }

  // Questions

  async start(): Promise<Start> {
    this.#note("start");
    if (this.#scene === "refused") {
      throw refused(
        "wrong_key",
        "The key beside the planner belongs to another planner.",
        "Put the right planner.key back, then try again. Nothing was changed.",
      );
    }
    return {
      people: this.#world.people,
      here: this.#world.settings.here,
      appearance: this.#world.settings.appearance,
      today: this.#world.people ? await this.today() : null,
      notices: this.#notices,
    };
  }

  async ready(stage: "mounted" | "painted") {
    this.#note(`ready ${stage}`);
  }

  async today(): Promise<Today> {
    this.#note("today");
    const monday = TODAY - weekdayOf(TODAY);
    return {
      date: iso(TODAY),
      weekday: weekday(TODAY),
      day_month: dayMonth(TODAY),
      plate: this.#plate(),
      week: Array.from({ length: 7 }, (_, i) => this.#day(monday + i, 10)),
      suggestions: [this.#gesture("school-run"), this.#gesture("noodles")],
      away: countAway(this.#world.waiting),
      paused: pausedUntil(this.#world.pauses),
    };
  }

  async month(month: string | null) {
    this.#note(`month ${month}`);
    const [y = 2026, m = 10] = (month ?? "2026-10").split("-").map(Number);
    const first = toDays({ y, m, d: 1 });
    const after = m === 12 ? toDays({ y: y + 1, m: 1, d: 1 }) : toDays({ y, m: m + 1, d: 1 });
    const start = first - weekdayOf(first);
    const weeks = Math.ceil((after - start) / 7);
    const name = (day: number) => iso(day).slice(0, 7);
    return {
      month: name(first),
      name: monthName(m),
      year: String(y),
      previous: name(first - 1),
      next: name(after),
      weekdays: weekdayNames().map((it) => it.slice(0, 3)),
      weekday_names: weekdayNames(),
      weeks: Array.from({ length: weeks }, (_, w) =>
        Array.from({ length: 7 }, (_, i) => this.#day(start + w * 7 + i, m)),
      ),
    };
  }

  async week(date: string | null) {
    this.#note(`week ${date}`);
    const first = date ? parseIso(date) : TODAY;
    const monday = first - weekdayOf(first);
    const month = fromDays(first).m;
    const days = Array.from({ length: 7 }, (_, i) => this.#day(monday + i, month));
    return weekOf(monday, days, TODAY);
  }

  async year(year: number | null) {
    this.#note(`year ${year}`);
    return yearOf(year ?? 2026, (day) => this.#day(day, fromDays(day).m), this.#world.letters);
  }

  async agendaPage(from: string | null) {
    this.#note(`agenda ${from}`);
    return agendaFrom(from, (day) => this.#day(day, fromDays(day).m));
  }

  async redLetters() {
    this.#note("red_letters");
    return redLetters(this.#world.letters);
  }

  async readRedLetter(form: RedLetterForm) {
    return readRedLetter(form);
  }

  async saveRedLetter(form: RedLetterForm) {
    const { problem, sort } = readRedLetter(form);
    if (problem) throw refused(problem.code, problem.message, problem.hint);
    return this.#change(`save_red_letter ${form.date}`, ["slots"], (world) => {
      const id = form.id ?? `red-${world.letters.length + 1}`;
      const others = world.letters.filter((it) => it.id !== id);
      world.letters = [...others, remembered(id, { ...form, sort })];
      return [`${form.words}, ${form.id ? "changed" : "added"}`, id];
    });
  }

  async removeRedLetter(id: string) {
    return this.#change(`remove_red_letter ${id}`, ["slots"], (world) => {
      const gone = world.letters.find((it) => it.id === id);
      world.letters = world.letters.filter((it) => it.id !== id);
      return [`${gone?.words ?? ""}, removed`, id];
    });
  }

  async datePlan(key: string) {
    this.#note(`date_plan ${key}`);
    const { item, day } = this.#find(key);
    const own = this.#world.said[key]?.title ?? "";
    const heading = `${longDay(day)}, ${item.hours}`;
    return datePlanOf(this.#world.plans, item, own, heading, away(TODAY, day), this.#world.settings.here);
  }

  async saveDatePlan(form: DatePlanForm) {
    return this.#change(`save_date_plan ${form.key}`, ["slots"], (world) => {
      world.said[form.key] = { ...world.said[form.key], title: form.title };
      world.plans[form.key] = saved(form, world.settings.here);
      return ["The plan for Thursday 15 October, saved", form.key];
    });
  }

  async tickPreparation(id: string, by: Half) {
    return this.#change(`tick_preparation ${id} ${by}`, ["slots"], (world) => [
      `${ticked(world.plans, id, by)}, ready`,
      id,
    ]);
  }

  async untickPreparation(id: string) {
    return this.#change(`untick_preparation ${id}`, ["slots"], (world) => [
      `${ticked(world.plans, id, null)}, to do again`,
      id,
    ]);
  }

  async detail(key: string): Promise<Detail> {
    this.#note(`detail ${key}`);
    const { slot, item, day } = this.#find(key);
    const ahead = day >= TODAY;
    const open = item.status === "planned" || item.status === "moved";
    const after = this.#items(day + 7, day + 7).find((other) => other.slot === slot.id);
    return {
      item,
      heading: `${slot.every ? "Standing date" : "Single date"}, ${item.hours}`,
      reading: this.#reading(slot),
      reminders: ahead ? slot.leads.map((lead) => this.#leadAt(lead, item)) : [],
      shown_as: item.when,
      after: after?.planner ? `${after.planner} plans the ${fromDays(day + 7).d}nd` : "",
      actions: [
        "edit",
        ...(open || item.status === "past" ? ["move", "skip"] : []),
        ...(open && this.#rule(slot).some((other) => other > day) ? ["end"] : []),
        ...(item.status === "past" ? ["keep", "let_go"] : []),
        ...(item.moved || !(open || item.status === "past") ? ["restore"] : []),
      ],
      plan: glance(this.#world.plans, item, this.#world.settings.here),
    };
  }

  async editor(idOrKey: string | null) {
    const slot = idOrKey?.split("@")[0] ?? null;
    this.#note(`editor ${slot}`);
    const kept = this.#world.slots.find((it) => it.id === slot);
    if (slot && !kept) throw refused("not_found", "That date is not there any more.");
    return {
      slot: kept ? this.#slot(kept) : null,
      scopes: kept?.every ? SCOPES : [],
      exceptions: Object.entries(this.#world.said)
        .filter(
          ([key, said]) =>
            key.startsWith(`${slot}@`) && (said.status === "skipped" || said.day !== undefined),
        )
        .filter(([key]) => parseIso(key.split("@")[1]!.slice(0, 10)) >= TODAY)
        .map(([key, said]) => {
          const day = parseIso(key.split("@")[1]!.slice(0, 10));
          return {
            key,
            set: false,
            day: `${fromDays(day).d} ${monthShort(fromDays(day).m)}`,
            text:
              said.status === "skipped"
                ? "Skipped"
                : `Moved to ${shortDay(said.day!)} ${monthShort(fromDays(said.day!).m)}, ${clock(said.at!)}`,
          };
        }),
      kinds: kindsOf(this.#world.kinds),
      backup_days: BACKUP_DAYS,
      leads: LEADS,
      defaults: this.#world.settings.leads,
      kind_defaults: this.#kindLeads(),
      zone: "Europe/London",
    };
  }

  async readSentence(text: string) {
    this.#note(`read_sentence ${text}`);
    return read(text, TODAY).reading;
  }

  async rewriteSentence(text: string, how: Rewrite) {
    this.#note(`rewrite_sentence ${text} ${how.how}`);
    return rewritten(text, read(text, TODAY).reading.draft, how, this.#world.kinds);
  }

  async wanted(day: string | null) {
    this.#note(`wanted ${day}`);
    return this.#world.wanted;
  }

  async addOccurrence(slot: string, start: string, minutes: number | null) {
    return this.#change(`add_occurrence ${slot} ${start} ${minutes}`, ["slots"], (world) => {
      world.wanted = world.wanted.filter((it) => it.slot !== slot);
      return [`Set for ${movedTo(parseIso(start.slice(0, 10)), +start.slice(11, 13) * 60)}`, slot];
    });
  }

  async saveKind(form: KindForm) {
    const problem = wrongWith(form, this.#world.kinds);
    if (problem) throw refused(problem.code, problem.message, problem.hint);
    return this.#change(`save_kind ${form.name}`, ["slots", "settings"], (world) => {
      const kind = form.kind ?? `own:${world.kinds.length + 1}`;
      const kept = { kind, name: form.name.trim(), icon: form.icon, minutes: form.minutes, own: true };
      world.kinds = [...world.kinds.filter((it) => it.kind !== kind), kept];
      return [form.kind ? `${kept.name}, changed` : `${kept.name}, a kind of time of your own`, kind];
    });
  }

  async removeKind(kind: string) {
    return this.#change(`remove_kind ${kind}`, ["slots", "settings"], (world) => {
      const name = nameOf(kind, world.kinds);
      world.kinds = world.kinds.filter((it) => it.kind !== kind);
      for (const slot of world.slots) if (slot.kind === kind) slot.kind = "date";
      return [`${name} removed. Its dates are plain dates now.`, kind];
    });
  }

  async readMove(key: string, text: string) {
    this.#note(`read_move ${text}`);
    const { day, slot } = this.#find(key);
    return read(text, TODAY, day, slot.minutes).reading;
  }

  async readPlace(key: string, start: string, minutes: number | null): Promise<Placing> {
    this.#note(`read_place ${key} ${start} ${minutes}`);
    const to = this.#placed(key, start, minutes);
    return {
      words: `${longDay(to.day)}, ${hours(to.at, to.minutes)}`,
      problem: to.day < TODAY ? { code: "past", message: "That is already over.", hint: "" } : null,
      busy: "",
      choices: [],
    };
  }

  async openings(key: string) {
    this.#note(`openings ${key}`);
    return OPENINGS;
  }

  async findTime(form: FindForm) {
    this.#note(`find_time ${form.kind ?? ""} ${form.minutes ?? ""}`);
    return OPENINGS;
  }

  async headsUp(form: SlotForm) {
    this.#note(`heads_up ${form.sentence}`);
    return headsUpOf(form);
  }

  async leaveClash(key: string) {
    return this.#change(`leave_clash ${key}`, ["settings"], () => ["Left as it is", key]);
  }

  async gestures() {
    this.#note("gestures");
    const lately = [...this.#world.ticks].reverse().slice(0, 20);
    const days = [...new Set(lately.map((tick) => tick.day))];
    return {
      gestures: LIBRARY.map(({ id }) => this.#gesture(id)),
      lately,
      lately_days: days.map((day): [string, string] => [day, longDay(parseIso(day))]),
    };
  }

  async settings(): Promise<Settings> {
    this.#note("settings");
    return {
      ...this.#world.settings,
      people: this.#world.people ?? { first: "", second: "" },
      choices: LEADS,
      kind_leads: this.#kindLeads(),
      kinds: kindsOf(this.#world.kinds),
      sample: this.#world.settings.discreet
        ? ["Thursday, 7 pm", "Tomorrow"]
        : ["Supper at Lupo at 7", "Tomorrow"],
      paused: pausedUntil(this.#world.pauses),
    };
  }

  // Changes

  async savePeople(people: Settings["people"], here: Settings["here"]) {
    return this.#change(`save_people ${people.first} ${people.second} ${here}`, ["settings"], (world) => {
      if (!people.first.trim() || !people.second.trim()) throw refused("invalid", "Both names are needed.");
      world.people = people;
      world.settings.here = here;
      return [`${people.first} and ${people.second}`, ""];
    });
  }

  async saveSlot(form: SlotForm) {
    return this.#change(`save_slot ${form.sentence}`, ["slots"], (world) => {
      const old = world.slots.find((slot) => slot.id === form.id);
      const unchanged = old && form.sentence === this.#sentence(old);
      const got = read(form.sentence, TODAY);
      if (!unchanged && !got.read) throw new Refused(got.reading.problem!);
      if (form.kind === "private" && !form.label) {
        throw refused("invalid", "Private time needs a label of your own.");
      }
      const times = unchanged ? old : { ...got.read!, every: got.read!.weekly ? got.read!.every : 0 };
      const id = old?.id ?? `slot-${++this.#count}`;
      const kept: Kept = {
        id,
        title: unchanged ? old.title : (form.title ?? got.read!.title),
        label: form.label,
        kind: form.kind ?? "date",
        every: times.every,
        day: times.day,
        at: times.at,
        minutes: times.minutes,
        leads: form.leads ?? DEFAULTS,
        planner: form.planner,
        anchor: form.anchor ?? "floating",
        backup: form.backup ?? "",
      };
      world.slots = [...world.slots.filter((slot) => slot.id !== id), kept];
      return [`${this.#reading(kept)}, kept`, id];
    });
  }

  async removeSlot(id: string) {
    return this.#change(`remove_slot ${id}`, ["slots"], (world) => {
      world.slots = world.slots.filter((slot) => slot.id !== id);
      return ["Removed", id];
    });
  }

  async skip(key: string, scope?: Scope) {
    if (scope !== "following") return this.#say(key, { status: "skipped" }, "Skipped");
    const [id, at] = key.split("@") as [string, string];
    const until = parseIso(at.slice(0, 10)) - 1;
    return this.#change(`skip ${key} following`, ["slots"], (world) => {
      world.slots = world.slots.map((slot) => (slot.id === id ? { ...slot, until } : slot));
      return [`The last one on ${shortDay(until)}`, key];
    });
  }

  keep = (key: string) => this.#say(key, { status: "kept" }, "Kept");
  letGo = (key: string) => this.#say(key, { status: "let_go" }, "Let go");

  async restore(key: string) {
    return this.#change(`restore ${key}`, ["slots"], (world) => {
      world.said = Object.fromEntries(Object.entries(world.said).filter(([other]) => other !== key));
      return ["Back as it was", key];
    });
  }

  async moveTo(key: string, sentence: string, scope?: Scope) {
    if (scope && scope !== "this") this.#note(`move_to ${key} ${sentence} ${scope}`);
    const wallTime = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$/.exec(sentence);
    if (wallTime) {
      this.#note(`move_to ${key} ${sentence}`);
      const to = { day: parseIso(wallTime[1]!), at: Number(wallTime[2]) * 60 + Number(wallTime[3]) };
      return this.#say(key, to, `Moved to ${movedTo(to.day, to.at)}`);
    }
    const { day } = this.#find(key);
    const got = read(sentence, TODAY, day);
    if (!got.read) throw new Refused(got.reading.problem!);
    const to = got.read;
    return this.#say(key, { day: to.day, at: to.at }, `Moved to ${movedTo(to.day, to.at)}`);
  }

  async place(key: string, start: string, minutes: number | null, scope: Scope | null) {
    this.#note(`place ${key} ${start} ${minutes} ${scope}`);
    const to = this.#placed(key, start, minutes);
    if (to.day < TODAY) throw refused("past", "That is already over.");
    return this.#say(key, to, `Moved to ${movedTo(to.day, to.at)}`);
  }

  async tick(gesture: string, by: Half) {
    return this.#change(`tick ${gesture} ${by}`, ["gestures"], (world) => {
      const id = `tick-${++this.#count}`;
      const { title } = LIBRARY.find((it) => it.id === gesture)!;
      world.ticks.push({ id, gesture, title, by, day: iso(TODAY), at: "2:36 pm", note: "" });
      return [`${title}, ticked`, id];
    });
  }

  async noteTick(tick: string, note: string) {
    return this.#change(`note_tick ${tick} ${note}`, ["gestures"], (world) => {
      world.ticks.find((it) => it.id === tick)!.note = note;
      return ["Kept", tick];
    });
  }

  async untick(tick: string) {
    return this.#change(`untick ${tick}`, ["gestures"], (world) => {
      const title = world.ticks.find((it) => it.id === tick)?.title ?? "";
      world.ticks = world.ticks.filter((it) => it.id !== tick);
      return [`${title}, not ticked`, tick];
    });
  }

  async undo(): Promise<Done> {
    this.#note("undo");
    const before = this.#past.pop();
    if (!before) throw refused("nothing_to_undo", "Nothing to take back.");
    this.#future.push(this.#world);
    this.#world = before;
    this.#tell(["slots", "gestures", "settings", "reminders"]);
    return { said: "Taken back", id: "" };
  }

  async redo(): Promise<Done> {
    this.#note("redo");
    const after = this.#future.pop();
    if (!after) throw refused("nothing_to_undo", "Nothing to bring back.");
    this.#past.push(this.#world);
    this.#world = after;
    this.#tell(["slots", "gestures", "settings", "reminders"]);
    return { said: "Brought back", id: "" };
  }

  async saveSettings({
    people,
    both,
    discreet,
    kind_leads,
    gesture_nudge,
    ...form
  }: Parameters<Api["saveSettings"]>[0]) {
    await this.#change("save_settings", ["settings"], (world) => {
      if (discreet === false && !both) throw refused("invalid", "That needs you both.");
      const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value != null));
      Object.assign(world.settings, given, discreet == null ? {} : { discreet });
      if (people) world.people = people;
      for (const { kind, leads } of kind_leads ?? []) world.kindLeads[kind] = leads;
      if (gesture_nudge != null) world.settings.gesture_nudge = gesture_nudge || null;
      return ["Saved", ""];
    });
    return this.settings();
  }

  async notices() {
    this.#note("notices");
    return this.#notices;
  }

  async inbox(older: boolean) {
    this.#note(`inbox ${older}`);
    return inboxOf(this.#world.waiting, older);
  }

  async answerReminder(reminder: string, action: string) {
    this.#note(`answer_reminder ${reminder} ${action}`);
    const waiting = this.#world.waiting.find(({ item }) => item.reminder === reminder);
    if (!waiting) throw refused("not_found", "That reminder is not there any more.");
    const key = waiting.item.occurrence;
    const nowhere = { said: "", undoable: false, to: "", key: "", moving: false };
    if (action === "move") return { ...nowhere, to: "calendar", key, moving: true };
    const { said } = await this.#change("answer", ["reminders", "slots", "gestures"], (world) => {
      world.waiting = world.waiting.filter(({ item }) => item.reminder !== reminder);
      if (action === "kept" || action === "let-go") {
        const status = action === "kept" ? "kept" : "let_go";
        world.said[key] = { ...world.said[key], status };
        return [action === "kept" ? "Kept" : "Let go", key];
      }
      return [action.startsWith("snooze") ? "Comes again in a while" : "", ""];
    });
    return { ...nowhere, said, undoable: action === "kept" || action === "let-go" };
  }

  async clearInbox() {
    return this.#change("clear_inbox", ["reminders"], (world) => {
      world.waiting = [];
      return ["The list is clear", ""];
    });
  }

  async pauses() {
    this.#note("pauses");
    return pausesOf(this.#world.pauses);
  }

  async pauseReminders(form: PauseForm) {
    return this.#change(`pause_reminders ${JSON.stringify(form)}`, ["reminders"], (world) => {
      const pause = pauseFrom(form, `pause-${++this.#count}`);
      if ("code" in pause) throw new Refused(pause);
      world.pauses = [...world.pauses.filter((it) => it.from > TODAY || pause.from > TODAY), pause];
      return ["Reminders paused", pause.id];
    });
  }

  async resumeReminders() {
    return this.#change("resume_reminders", ["reminders"], (world) => {
      world.pauses = world.pauses.filter(({ from }) => from > TODAY);
      return ["Reminders on again", ""];
    });
  }

  async removePause(id: string) {
    return this.#change(`remove_pause ${id}`, ["reminders"], (world) => {
      world.pauses = world.pauses.filter((pause) => pause.id !== id);
      return ["No pause any more", ""];
    });
  }

  async chooseCalendar() {
    this.#note("choose_calendar");
    this.#refuseIfAsked();
    this.#file = "noor-work.ics";
    return this.#file;
  }

  async chosenCalendar() {
    this.#note("chosen_calendar");
    this.#refuseIfAsked();
    return this.#file;
  }

  async closeCalendar() {
    this.#note("close_calendar");
    this.#file = null;
  }

  async previewImport(form: ImportForm) {
    this.#note(`preview_import ${form.take_as}${form.names ? " names" : ""}`);
    this.#refuseIfAsked();
    return previewOf(form);
  }

  async importCalendar(form: ImportForm) {
    this.#note(`import_calendar ${form.take_as} ${form.ticks.base} ${form.ticks.flipped.join(" ")}`.trim());
    this.#broken = false;
    this.#importing.forEach((heard) => heard({ done: 14, of: 26 }));
    if (this.slowly) await new Promise<void>((resolve) => (this.#finish = resolve));
    if (this.#broken) return null;
    const imported = importedBy(form);
    await this.#change("imported", ["calendars"], () => [imported.said, imported.layer ?? ""]);
    this.#file = null;
    return imported;
  }

  async cancelImport() {
    this.#note("cancel_import");
    this.#broken = true;
    this.#finish?.();
  }

  async layers() {
    this.#note("layers");
    return this.#world.layers;
  }

  async removeLayer(id: string) {
    return this.#change(`remove_layer ${id}`, ["calendars"], (world) => {
      const layer = world.layers.find((it) => it.id === id);
      world.layers = world.layers.filter((it) => it !== layer);
      return [`${layer?.name} removed`, id];
    });
  }

  async keepLayerNames(id: string, names: boolean) {
    return this.#change(`keep_layer_names ${id} ${names}`, ["calendars"], (world) => {
      world.layers = world.layers.map((it) => (it.id === id ? { ...it, names } : it));
      return [names ? "The names are kept" : "The names are dropped", id];
    });
  }

  async watchLayer(id: string, on: boolean) {
    return this.#change(`watch_layer ${id} ${on}`, ["calendars"], (world) => {
      const file = on ? "/media/usb/studio.ics" : null;
      world.layers = world.layers.map((it) => (it.id === id ? { ...it, file } : it));
      return [on ? "Read again when it changes" : "No longer watched", id];
    });
  }

  async readLayer(id: string) {
    await this.#change(`read_layer ${id}`, ["calendars"], () => ["Read again", id]);
    return importedBy({ take_as: "first", names: false, watch: true, ticks: { base: "usual", flipped: [] } });
  }

  async exportChoices() {
    this.#note("export_choices");
    return CHOICES;
  }

  async saveExport(form: ExportForm) {
    this.#note(
      `save_export ${form.format} ${form.from ?? ""} ${form.to ?? ""} ${form.slot ?? ""} ${form.discreet}`,
    );
    this.#refuseIfAsked();
    return { said: "dates.ics is written.", id: "" };
  }

  async setStartAtLogin(on: boolean) {
    this.#world.settings.starts_at_login = on;
    return this.settings();
  }

  async checkReminders() {
    this.#note("check_reminders");
    const { starts_at_login } = this.#world.settings;
    return (this.#world.slots.length > 0 ? checked : checkedBare)(starts_at_login ?? false);
  }

  async tryReminder() {
    this.#note("try_reminder");
    setTimeout(() => this.tellTried(this.#world.slots.length > 0 ? TRIED.shown : TRIED.failed), 300);
  }

  async closeChoice(keep: boolean) {
    this.#note(`close_choice ${keep}`);
  }

  // Inside

  #note(call: string) {
    this.calls.push(call);
  }

  #tell(topics: Topic[]) {
    this.#changed.forEach((heard) => heard(topics));
  }

  #refuseIfAsked() {
    if (this.refuseNext) {
      const code = this.refuseNext;
      this.refuseNext = undefined;
      throw refused(
        code,
        "Couldn’t save. The disk is full.",
        "Your last change is still on screen. Free some space, then try again.",
      );
    }
  }

  async #change(
    call: string,
    topics: Topic[],
    make: (world: World) => [said: string, id: string],
  ): Promise<Done> {
    this.#note(call);
    this.#refuseIfAsked();
    const world = structuredClone(this.#world);
    const [said, id] = make(world);
    this.#past.push(this.#world);
    this.#future = [];
    this.#world = world;
    this.#tell(topics);
    return { said, id };
  }

  /** Where `place` would put a date: as long as it is, where nothing else is said. */
  #placed(key: string, start: string, minutes: number | null) {
    const { slot } = this.#find(key);
    const [hour = 0, minute = 0] = start.slice(11).split(":").map(Number);
    return { day: parseIso(start.slice(0, 10)), at: hour * 60 + minute, minutes: minutes ?? slot.minutes };
  }

  #say(key: string, said: Said, words: string): Promise<Done> {
    return this.#change(`say ${key} ${JSON.stringify(said)}`, ["slots"], (world) => {
      world.said[key] = { ...world.said[key], ...said };
      return [words, key];
    });
  }

  #kindLeads() {
    const { kindLeads, settings } = this.#world;
    const usual = (kind: string) => (kind === "check_in" ? [{ before_minutes: 0 }] : settings.leads);
    return kindsOf(this.#world.kinds).kinds.map(({ kind }) => ({
      kind,
      leads: kindLeads[kind] ?? usual(kind),
    }));
  }

  /** The days a slot's rule names, in a window around today. */
  #rule(slot: Kept): number[] {
    if (slot.every === 0) return [slot.day];
    const days: number[] = [];
    for (let day = slot.day; day <= Math.min(slot.until ?? TODAY + 400, TODAY + 400); day += 7 * slot.every)
      days.push(day);
    return days;
  }

  #all(): { slot: Kept; key: string; day: number; item: Item }[] {
    return this.#world.slots
      .flatMap((slot) =>
        this.#rule(slot).map((ruled, i) => {
          const key = `${slot.id}@${wall(ruled, slot.at)}`;
          const said = this.#world.said[key] ?? {};
          const day = said.day ?? ruled;
          return { slot, key, day, item: this.#item(slot, key, day, said, i) };
        }),
      )
      .sort((a, b) => a.item.start.localeCompare(b.item.start));
  }

  #item(slot: Kept, key: string, day: number, said: Said, turn: number): Item {
    const at = said.at ?? slot.at;
    const minutes = said.minutes ?? slot.minutes;
    const half = plans(slot, turn);
    const moved = said.day !== undefined || said.at !== undefined;
    return {
      key,
      slot: slot.id,
      title: slot.kind === "private" ? slot.label : (said.title ?? slot.title),
      kind: slot.kind,
      kind_name: nameOf(slot.kind, this.#world.kinds),
      start: `${wall(day, at)}:00+01:00`,
      end: `${wall(day, at + minutes)}:00+01:00`,
      local_start: wall(day, at),
      local_end: wall(day, at + minutes),
      zone: "Europe/London",
      status: said.status ?? (day < TODAY ? "past" : moved ? "moved" : "planned"),
      moved,
      planner: half ? (this.#world.people?.[half] ?? "") : "",
      planner_half: half,
      when: `${weekday(day)}, ${clock(at)}`,
      hours: hours(at, minutes),
      at: clock(at),
      elsewhere: "",
    };
  }

  #items(from: number, to: number): Item[] {
    return this.#all()
      .filter(({ day, item }) => day >= from && day <= to && item.status !== "skipped")
      .map(({ item }) => item);
  }

  #find(key: string) {
    const found = this.#all().find((it) => it.key === key);
    if (!found) throw refused("not_found", "That date is not there any more.");
    return found;
  }

  #day(day: number, month: number): Day {
    const { d, m } = fromDays(day);
    const ticks = this.#world.ticks.filter((tick) => tick.day === iso(day));
    return {
      date: iso(day),
      day: d,
      weekday: weekdayShort(day),
      month: d === 1 || (m !== month && weekdayOf(day) === 0) ? monthShort(m) : "",
      today: day === TODAY,
      before: day < TODAY,
      inside: m === month,
      items: this.#items(day, day),
      departed: this.#all()
        .filter(({ key, day: to }) => to !== day && key.split("@")[1]!.startsWith(iso(day)))
        .map(({ key, slot, day: to }) => ({
          key,
          at: clock(slot.at),
          to: `to ${shortDay(to)}`,
          to_date: iso(to),
        })),
      halves: {
        first: ticks.some((it) => it.by === "first"),
        second: ticks.some((it) => it.by === "second"),
      },
      ticks,
      clocks: iso(day) === "2026-10-25" ? "Clocks back" : iso(day) === "2026-03-29" ? "Clocks forward" : "",
      red: redOn(this.#world.letters, day),
      name: longDay(day),
      away: away(TODAY, day),
    };
  }

  #plate(): Plate {
    if (this.#scene === "life-happened") {
      const last = this.#all().find(({ day, item }) => day === on(10, 8) && item.status === "past");
      if (last) return { show: "life_happened", item: last.item, day: longDay(last.day), openings: OPENINGS };
    }
    const next = this.#all().find(
      ({ day, slot, item }) =>
        day >= TODAY && slot.kind !== "outside_help" && ["planned", "moved"].includes(item.status),
    );
    if (!next) return { show: "empty" };
    const days = next.day - TODAY;
    const lead = next.slot.leads.at(-1);
    return {
      show: "next",
      item: next.item,
      standing: next.slot.every > 0,
      days,
      away: days === 0 ? "tonight" : away(TODAY, next.day),
      reminder: lead ? this.#leadAt(lead, next.item) : "",
      lines: Array.from({ length: Math.min(days + 1, 6) }, (_, i) =>
        i === 0 ? "Today" : weekdayShort(TODAY + i),
      ),
      plan: glance(this.#world.plans, next.item, this.#world.settings.here),
    };
  }

  #leadAt(lead: Lead, item: Item): string {
    const day = parseIso(item.local_start.slice(0, 10));
    const [h = 0, m = 0] = item.local_start.slice(11).split(":").map(Number);
    if (lead.before_minutes !== undefined)
      return `${weekdayShort(day)} ${clock(h * 60 + m - lead.before_minutes)}`;
    const [lh = 0, lm = 0] = lead.at.split(":").map(Number);
    return `${weekdayShort(day - lead.days_before)} ${clock(lh * 60 + lm)}`;
  }

  #gesture(id: string): Gesture {
    const gesture = LIBRARY.find((it) => it.id === id)!;
    const all = this.#world.ticks.filter((tick) => tick.gesture === id);
    const ticks = all.filter((tick) => tick.day === iso(TODAY));
    const before = all.filter((tick) => tick.day !== iso(TODAY)).at(-1);
    return {
      ...gesture,
      done: { first: ticks.some((it) => it.by === "first"), second: ticks.some((it) => it.by === "second") },
      ticks,
      last: before ? `Last on ${dayMonth(parseIso(before.day))}` : "",
    };
  }

  #reading(slot: Kept): string {
    const said = slot.every
      ? `Every ${slot.every === 2 ? "other " : ""}${weekday(slot.day)}`
      : longDay(slot.day);
    return `${said}, ${hours(slot.at, slot.minutes)}`;
  }

  #sentence(slot: Kept): string {
    const day = slot.every
      ? `${slot.every === 2 ? "every other " : ""}${weekday(slot.day)}s`
      : dayMonth(slot.day);
    return `${day[0]!.toUpperCase()}${day.slice(1)} ${clock(slot.at).replace(" ", "")}, ${slot.minutes % 60 ? `${slot.minutes} min` : `${slot.minutes / 60} hours`}`;
  }

  #slot(kept: Kept): Slot {
    return {
      id: kept.id,
      title: kept.title,
      label: kept.label,
      kind: kept.kind,
      rule: kept.every ? `FREQ=WEEKLY;INTERVAL=${kept.every}` : null,
      start_local: wall(kept.day, kept.at),
      zone: "Europe/London",
      anchor: kept.anchor,
      minutes: kept.minutes,
      leads: kept.leads,
      planner: kept.planner,
      times: null,
      backup: kept.backup ?? "",
      backup_words: "",
      reading: this.#reading(kept),
      sentence: this.#sentence(kept),
    };
  }
}

function plans(slot: Kept, turn: number): Half | null {
  if (slot.planner === "first" || slot.planner === "second") return slot.planner;
  if (slot.planner === "turns_first") return turn % 2 ? "second" : "first";
  if (slot.planner === "turns_second") return turn % 2 ? "first" : "second";
  return null;
}

const TROUBLE: Notice = {
  code: "reminders_trouble",
  text: "The desktop’s notifications have stopped answering. Reminders come as soon as they do.",
};

function refused(code: Code, message: string, hint = ""): Refused {
  return new Refused({ code, message, hint });
}

function bare(named: boolean): World {
  return {
    letters: named ? rememberedDays() : [],
    slots: [],
    said: {},
    ticks: [],
    people: named ? { first: "Noor", second: "Jules" } : null,
    waiting: [],
    pauses: [],
    plans: {},
    layers: [],
    kinds: [],
    wanted: [],
    kindLeads: {},
    settings: {
      here: "first",
      leads: DEFAULTS,
      follow_up: true,
      gesture_nudge: null,
      planner_nudge: true,
      travel_minutes: 15,
      quiet_from: "22:30",
      quiet_to: "07:00",
      discreet: true,
      paused: "",
      appearance: { theme: "light", text_permille: 1000 },
      folder: "~/.local/share/standing-date",
      starts_at_login: false,
      week_starts: "monday",
      clock: "12",
      date_order: "day_month",
      engine: "Reminders come from this window.",
    },
  };
}

function couple(scene: Scene): World {
  const world = bare(true);
  world.plans = plansOfTheirs();
  world.layers = [...LAYERS];
  if (scene === "wanting") world.wanted = [walksWanted()];
  if (scene === "away") world.waiting = whileAway();
  if (scene === "paused") world.pauses = [{ id: "holiday", from: TODAY - 3, to: TODAY + 5 }];
  const thursdays: Kept = {
    id: "thursdays",
    title: "",
    label: "",
    kind: "date",
    every: 1,
    day: on(9, 3),
    at: 19 * 60,
    minutes: 120,
    leads: DEFAULTS,
    planner: "turns_second",
    anchor: "floating",
  };
  const help: Kept = {
    ...thursdays,
    id: "osei",
    title: "Dr Osei",
    kind: "outside_help",
    every: 2,
    day: on(9, 2),
    at: 17 * 60 + 30,
    minutes: 60,
    planner: "unset",
    anchor: "fixed",
  };
  world.slots = [thursdays, help];
  const key = (m: number, d: number) => `thursdays@${wall(on(m, d), 19 * 60)}`;
  world.said = {
    [key(10, 1)]: { status: "kept", title: "Cinema Nord" },
    [key(10, 8)]:
      scene === "life-happened"
        ? {}
        : { ...(scene !== "away" && { status: "kept" }), day: on(10, 10), at: 13 * 60, title: "Lunch, quay" },
    [key(10, 15)]: { title: "Supper at Lupo" },
    [key(10, 22)]: { title: "Quiet evening" },
    [key(10, 29)]: { at: 20 * 60 + 15 },
    [key(11, 5)]: { day: on(11, 6), at: 20 * 60 },
    [key(12, 24)]: { status: "skipped" },
    ...(scene === "life-happened" && { [key(9, 24)]: { status: "kept" } }),
  };
  const tick = (
    m: number,
    d: number,
    by: Half,
    gesture: string,
    title: string,
    at: string,
    note = "",
  ): Tick => ({
    id: `t-${m}-${d}-${by}`,
    gesture,
    title,
    by,
    day: iso(on(m, d)),
    at,
    note,
  });
  world.ticks = [
    tick(9, 28, "first", "coffee", "Bring the coffee up", "7:40 am"),
    tick(9, 29, "second", "bath", "Run the long bath", "8 pm"),
    tick(10, 1, "first", "thanks", "Thank them for one thing, specifically", "9 pm"),
    tick(10, 1, "second", "coffee", "Bring the coffee up", "7:30 am"),
    tick(10, 2, "first", "hands", "Hold hands on the walk to the shop", "5 pm"),
    tick(10, 4, "second", "breakfast", "Breakfast in bed, no occasion", "9:30 am", "Toast counts."),
    tick(10, 6, "first", "coffee", "Bring the coffee up", "7:40 am"),
    tick(10, 6, "second", "call", "Take the call they keep putting off", "11 am"),
    tick(
      10,
      7,
      "second",
      "film",
      "Watch their film without suggesting another",
      "9 pm",
      "Stayed awake for all of it.",
    ),
    tick(10, 9, "first", "bath", "Run the long bath", "8 pm"),
    tick(10, 10, "second", "thanks", "Thank them for one thing, specifically", "6 pm"),
    tick(10, 12, "first", "coffee", "Bring the coffee up", "7:40 am"),
    tick(10, 12, "second", "light", "Fixed the bike light", "6 pm"),
    tick(10, 13, "first", "school-run", "Take the early school run", "8:10 am", "Jules slept till seven."),
  ];
  return world;
}

/** `?fake=empty&dark&shared&size=1250` */
export function fakeFromAddress(search: string): FakePlanner {
  const query = new URLSearchParams(search);
  const planner = new FakePlanner((query.get("fake") || "mockups") as Scene);
  planner.dress(query.has("dark"), query.has("shared"), Number(query.get("size") ?? 1000));
  if (query.has("trouble")) planner.trouble(true);
  return planner;
}
