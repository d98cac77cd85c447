/** Things to say in the planner in memory: decks, what was drawn of them, kept, said, and written apart. */
import type {
  Card,
  Deck,
  DeckForm,
  DeckPreview,
  Drew,
  Half,
  QuestionForm,
  Sitting,
  Starter,
  Talk,
  Talked,
  TalkSearch,
} from "../api";
import { TODAY, dayMonth, iso, longDay, on, parseIso } from "./civil";
import type { Base } from "./remembering";
import { FRAMES, LIBRARY, OPENINGS, stressTalk, type StarterOf } from "./talk_library";
import type { World } from "./world";

interface Answer {
  starter: string;
  by: Half;
  words: string;
  opened: boolean;
}

/** What the couple did with the cards. */
export interface Conversation {
  drawn: { deck: string; starter: string; round: number }[];
  open: Record<string, string>;
  kept: string[];
  talked: { id: string; starter: string; day: number; line: string }[];
  answers: Answer[];
  decks: { id: string; title: string; about: string }[];
  questions: (StarterOf & { deck: string })[];
  /** The lower of two ceilings. */
  deepest: number;
}

const OWN = "your-own";
/** The next date. */
const KEPT_FOR = "thursdays@2026-10-15T19:00";

/** The conversation of the mock-ups' couple: 9 of 28 drawn, four cards kept for Thursday. */
export function conversationOf(couple: boolean): Conversation {
  const nothing = { drawn: [], open: {}, kept: [], talked: [], answers: [], decks: [], deepest: 3 };
  if (!couple) return { ...nothing, questions: [] };
  const questions = [
    "Whose idea was the canal boat, really?",
    "What would Ana say about our Sundays?",
    "Which of us is more like their father this year?",
    "When did you last feel lucky for no reason?",
    "What do you never want to organise again?",
    "What would you like on the second birthday cake?",
    "Where would we go if the car could swim?",
  ].map((text, n) => ({ deck: OWN, id: `own-${n + 1}`, text, depth: 1, follow: [], hint: "", evidence: "" }));
  const back = LIBRARY.find(({ id }) => id === "back")!;
  return {
    ...nothing,
    questions,
    drawn: back.starters.slice(0, 9).map(({ id }) => ({ deck: "back", starter: id, round: 0 })),
    open: { back: "back-9" },
    kept: ["back-2", "money-1", "trust-1", "days-2"],
    talked: [
      { id: "said-1", starter: "days-1", day: on(10, 3), line: "Soup. It is always soup." },
      { id: "said-2", starter: "back-1", day: on(10, 8), line: "" },
    ],
  };
}

/** Answers what is asked of decks and cards, and changes them. */
export function withTalk<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async talk(depth: number | null): Promise<Talk> {
      this.note(`talk ${depth}`);
      return talkOf(this.world, depth);
    }

    async card(starter: string): Promise<Card> {
      this.note(`card ${starter}`);
      return cardOf(this.world, starter);
    }

    async draw(from: string | null, depth: number | null): Promise<Drew> {
      const deck = from ?? "days";
      this.note(`draw ${deck} ${depth}`);
      const world = structuredClone(this.world);
      const drew = drawFrom(world, deck, Math.min(depth ?? 2, world.talk.deepest));
      // What is drawn is no step of theirs: undo does not know it.
      this.world = world;
      this.tell(["talk"]);
      return drew;
    }

    async skipCard(starter: string) {
      return this.change(`skip_card ${starter}`, ["talk"], (world) => {
        close(world, starter);
        return ["Skipped", starter];
      });
    }

    async keepCard(starter: string) {
      return this.change(`keep_card ${starter}`, ["talk", "slots"], (world) => {
        world.talk.kept.unshift(starter);
        takeOut(world, starter);
        return ["Kept for Thursday", starter];
      });
    }

    async unkeepCard(starter: string) {
      return this.change(`unkeep_card ${starter}`, ["talk", "slots"], (world) => {
        world.talk.kept = world.talk.kept.filter((it) => it !== starter);
        return ["Not kept any more", starter];
      });
    }

    async talked(starter: string, line: string, day: string | null) {
      return this.change(`talked ${starter} ${line}`, ["talk", "slots"], (world) => {
        const id = this.fresh("said");
        world.talk.talked.push({ id, starter, day: day ? parseIso(day) : TODAY, line });
        world.talk.kept = world.talk.kept.filter((it) => it !== starter);
        takeOut(world, starter);
        close(world, starter);
        return ["You talked about it", id];
      });
    }

    async noteTalked(talk: string, line: string) {
      return this.change(`note_talked ${talk} ${line}`, ["talk"], (world) => {
        world.talk.talked.find(({ id }) => id === talk)!.line = line;
        return ["Kept", talk];
      });
    }

    async untalk(talk: string) {
      return this.change(`untalk ${talk}`, ["talk"], (world) => {
        world.talk.talked = world.talk.talked.filter(({ id }) => id !== talk);
        return ["Not talked about", talk];
      });
    }

    async talkSearch(words: string): Promise<TalkSearch> {
      this.note(`talk_search ${words}`);
      return searchOf(this.world, words.trim().toLowerCase());
    }

    async saveQuestion(form: QuestionForm) {
      return this.change(
        `save_question ${form.deck ?? ""} ${form.depth ?? 1} ${form.text ?? ""}`,
        ["talk"],
        (world) => {
          const id = form.id ?? this.fresh("question");
          const { text = "", depth = 1, follow = [], hint = "" } = form;
          const question = { id, deck: form.deck || OWN, text, depth, follow, hint, evidence: "" };
          const others = world.talk.questions.filter((it) => it.id !== id);
          world.talk.questions = [...others, question];
          return [form.id ? "The question, changed" : "A question, kept", id];
        },
      );
    }

    async removeQuestion(question: string) {
      return this.change(`remove_question ${question}`, ["talk"], (world) => {
        world.talk.questions = world.talk.questions.filter(({ id }) => id !== question);
        close(world, question);
        return ["The question, removed", question];
      });
    }

    async saveDeck(form: DeckForm) {
      return this.change(`save_deck ${form.title ?? ""}`, ["talk"], (world) => {
        const id = form.id ?? this.fresh("deck");
        const { title = "", about = "" } = form;
        const deck = { id, title, about };
        world.talk.decks = [...world.talk.decks.filter((it) => it.id !== id), deck];
        return [`“${title}”, kept`, id];
      });
    }

    async removeDeck(deck: string) {
      return this.change(`remove_deck ${deck}`, ["talk"], (world) => {
        const title = world.talk.decks.find(({ id }) => id === deck)?.title ?? "";
        world.talk.decks = world.talk.decks.filter(({ id }) => id !== deck);
        world.talk.questions = world.talk.questions.filter((it) => it.deck !== deck);
        return [`“${title}”, removed`, deck];
      });
    }

    async exportDeck(deck: string) {
      this.note(`export_deck ${deck}`);
      return { said: "Saved as kitchen-table.toml", id: "" };
    }

    async previewDeck(): Promise<DeckPreview | null> {
      this.note("preview_deck");
      return PREVIEW;
    }

    async importDeck() {
      return this.change("import_deck", ["talk"], (world) => {
        const id = this.fresh("deck");
        world.talk.decks.push({ id, title: PREVIEW.title, about: PREVIEW.about });
        PREVIEW.questions.forEach(([depth, text], n) =>
          world.talk.questions.push({
            id: `${id}-${n}`,
            deck: id,
            text,
            depth,
            follow: [],
            hint: "",
            evidence: "",
          }),
        );
        return [`“${PREVIEW.title}”, taken in`, id];
      });
    }

    async sitting(begins: Half | null): Promise<Sitting> {
      this.note(`sitting ${begins}`);
      return {
        turn_minutes: 5,
        begins: begins ?? "first",
        stress: stressTalk(begins),
        frames: FRAMES,
        openings: OPENINGS,
        before_session: [],
        after_session: [],
      };
    }

    async writeAnswer(starter: string, whose: Half | null, words: string) {
      const by = whose ?? (this.world.settings.here === "second" ? "second" : "first");
      return this.change(`write_answer ${starter} ${by} ${words}`, ["talk"], (world) => {
        world.talk.answers = [
          ...world.talk.answers.filter((it) => it.starter !== starter || it.by !== by),
          { starter, by, words, opened: false },
        ];
        return ["Sealed", starter];
      });
    }

    async openAnswers(starter: string) {
      return this.change(`open_answers ${starter}`, ["talk"], (world) => {
        for (const answer of world.talk.answers) if (answer.starter === starter) answer.opened = true;
        return ["Opened", starter];
      });
    }

    /** As if one of them allowed no more than this. */
    goNoDeeperThan(depth: number) {
      this.world.talk.deepest = depth;
      this.tell(["settings"]);
    }
  };
}

function decksOf(world: World) {
  const { questions, decks } = world.talk;
  const own = { id: OWN, title: "Your own", about: "Written by the two of you" };
  const theirs = [...decks, own];
  return [
    ...LIBRARY.map((deck) => ({ ...deck, own: false })),
    ...theirs.map((deck) => ({ ...deck, own: true, starters: [] as StarterOf[] })),
  ].map((deck) => ({
    ...deck,
    starters: [...deck.starters, ...questions.filter((it) => it.deck === deck.id)],
  }));
}

function talkOf(world: World, asked: number | null): Talk {
  const { deepest, kept, open } = world.talk;
  const depth = Math.min(asked ?? 2, deepest);
  return {
    decks: decksOf(world).map(({ id, title, about, own, starters }): Deck => {
      const within = starters.filter((it) => it.depth <= depth);
      const lying = open[id];
      return {
        id,
        title,
        about,
        own,
        all: within.length,
        left: within.length - drawnOf(world, id, within).length,
        open: lying && within.some((it) => it.id === lying) ? cardOf(world, lying) : null,
      };
    }),
    deepest,
    depth,
    kept: kept.length,
    kept_says: kept.length > 0 ? `${kept.length} kept for Thursday` : "",
    keeps: kept.map((id) => cardOf(world, id)),
    kept_for: kept.length > 0 ? KEPT_FOR : "",
  };
}

/** A card for tonight: one that lies open and is not kept, else the one that a draw would give. */
export function tonightOf(world: World): Card | null {
  const open = Object.values(world.talk.open).find((id) => !world.talk.kept.includes(id));
  return open ? cardOf(world, open) : drawFrom(structuredClone(world), "days", world.talk.deepest).starter;
}

/** What has come up of these in the round its deck is in. */
function drawnOf(world: World, deck: string, within: StarterOf[]) {
  const mine = world.talk.drawn.filter((it) => it.deck === deck);
  const round = Math.max(0, ...mine.map((it) => it.round));
  return mine.filter((it) => it.round === round && within.some(({ id }) => id === it.starter));
}

function cardOf(world: World, starter: string): Card {
  const deck = decksOf(world).find(({ starters }) => starters.some(({ id }) => id === starter))!;
  const { id, text, depth, follow, hint, evidence } = deck.starters.find((it) => it.id === starter)!;
  const last = world.talk.talked.filter((it) => it.starter === id).at(-1);
  const answers = world.talk.answers.filter((it) => it.starter === id);
  const nth = world.talk.drawn.filter((it) => it.deck === deck.id).findIndex((it) => it.starter === id);
  return {
    id,
    deck: deck.id,
    deck_title: deck.title,
    place: nth < 0 ? deck.title : `${deck.title}, ${nth + 1} of ${deck.starters.length}`,
    depth,
    depth_says: ["Easy", "Closer", "Deep"][depth - 1]!,
    text,
    follow,
    hint,
    kept: world.talk.kept.includes(id),
    talked: last ? `You talked about this on ${dayMonth(last.day)}.` : "",
    own: deck.own || world.talk.questions.some((it) => it.id === id),
    answers: {
      written: {
        first: answers.some(({ by }) => by === "first"),
        second: answers.some(({ by }) => by === "second"),
      },
      mine: answers.find(({ by, opened }) => by === world.settings.here && !opened)?.words ?? "",
      ready: answers.length === 2 && answers.every(({ opened }) => !opened),
      opened: answers.filter(({ opened }) => opened).map(({ by, words }): [Half, string] => [by, words]),
    },
    evidence: evidence
      ? {
          id: evidence,
          says: "Questions that go a little further each time, asked in turn, left strangers feeling closer than small talk did.",
          level: "A trial",
          source: "Aron and others, 1997",
        }
      : null,
  };
}

function drawFrom(world: World, deck: string, depth: number): Drew {
  const { starters } = decksOf(world).find(({ id }) => id === deck)!;
  const within = starters.filter((it) => it.depth <= depth);
  if (within.length === 0) return { starter: null, anew: false, says: "Nothing this light in here." };
  const drawn = drawnOf(world, deck, within);
  const round = Math.max(0, ...world.talk.drawn.filter((it) => it.deck === deck).map((it) => it.round));
  const fresh = within
    .filter(({ id }) => !drawn.some(({ starter }) => starter === id))
    .sort((a, b) => a.depth - b.depth)[0];
  const next = fresh ?? within[0]!;
  world.talk.drawn.push({ deck, starter: next.id, round: fresh ? round : round + 1 });
  world.talk.open[deck] = next.id;
  return {
    starter: cardOf(world, next.id),
    anew: !fresh,
    says: fresh ? "" : "That was all of them. From the beginning again.",
  };
}

/** One that was taken out by hand counts as drawn. */
function takeOut(world: World, starter: string) {
  const { deck } = cardOf(world, starter);
  if (world.talk.drawn.some((it) => it.starter === starter)) return;
  world.talk.drawn.unshift({ deck, starter, round: 0 });
}

/** The card does not lie open any more. */
function close(world: World, starter: string) {
  world.talk.open = Object.fromEntries(
    Object.entries(world.talk.open).filter(([, open]) => open !== starter),
  );
}

/** What is kept, as it stands in the plan of the next date. */
export function startersFor(world: World, key: string): Starter[] {
  if (key !== KEPT_FOR) return [];
  return world.talk.kept.map((id) => ({ id, words: cardOf(world, id).text, kept_by: "Kept by Noor" }));
}

function searchOf(world: World, words: string): TalkSearch {
  const said = world.talk.talked.map(({ id, starter, day, line }): Talked => {
    const card = cardOf(world, starter);
    return { id, starter, deck: card.deck_title, text: card.text, date: iso(day), day: longDay(day), line };
  });
  const has = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(words));
  return {
    starters: words
      ? decksOf(world)
          .flatMap(({ starters }) => starters.map(({ id }) => cardOf(world, id)))
          .filter(({ text, follow }) => has(text, ...follow))
          .slice(0, 50)
      : [],
    talked: said.filter(({ text, line }) => has(text, line)).sort((a, b) => (a.date < b.date ? 1 : -1)),
  };
}

const PREVIEW: DeckPreview = {
  title: "The kitchen table",
  about: "From Ana, who swears by it",
  questions: [
    [1, "What would you cook if nobody had to like it?"],
    [1, "Which smell takes you straight home?"],
    [2, "What did your family never talk about at the table?"],
  ],
  known: 1,
  refused: ["Line 12: longer than 140 characters.", "Line 15: the depth is 1, 2 or 3."],
  says: "3 questions, 1 already here.",
};
