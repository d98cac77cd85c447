/** The decks of the planner in memory: the mock-ups' six, with a few cards each that say something and the rest numbered. */
import type { Frame, Half, StressTalk } from "../api";

export interface StarterOf {
  id: string;
  text: string;
  depth: number;
  follow: string[];
  hint: string;
  evidence: string;
}

interface DeckOf {
  id: string;
  title: string;
  about: string;
  starters: StarterOf[];
}

type Written = [text: string, depth: number, follow?: string[], hint?: string, evidence?: string];

/** A deck of so many cards, lightest first. */
function deck(id: string, title: string, about: string, size: number, written: Written[]): DeckOf {
  const rest = Array.from({ length: size - written.length }, (_, n): Written => {
    const nth = written.length + n + 1;
    return [`${title}: question ${nth}?`, 1 + Math.floor((3 * (nth - 1)) / size)];
  });
  return {
    id,
    title,
    about,
    starters: [...written, ...rest].map(([text, depth, follow = [], hint = "", evidence = ""], n) => ({
      id: `${id}-${n + 1}`,
      text,
      depth,
      follow,
      hint,
      evidence,
    })),
  };
}

export const LIBRARY: DeckOf[] = [
  deck("days", "Ordinary days", "Food, work, the week", 42, [
    ["What would you eat every Tuesday, if nobody minded?", 1],
    ["Which part of the week is yours alone?", 1],
  ]),
  deck("back", "What we’d have back", "Before the busy years", 28, [
    ["Which café did we think of as ours?", 1],
    ["What did we laugh about in the first flat?", 1],
    ["Which song would you put on first?", 1],
    ["Which of our habits did we lose without noticing?", 1],
    ["What did we spend money on that was worth it?", 1],
    ["Who did we see more of then?", 1],
    ["What did a Sunday look like?", 1],
    ["What did we talk about on the night bus?", 1],
    [
      "What did we use to do on weeknights that you’d have back?",
      1,
      ["What would have to move for that to happen in November?"],
      "Let them finish the list before you say what’s possible.",
      "E3",
    ],
  ]),
  deck("touch", "Close and touch", "Wants, limits, timing", 31, []),
  deck("trust", "Trust and repair", "After something went wrong", 24, [
    ["What helps you believe somebody who says sorry?", 2, [], "Hear the answer as news, not as a hint."],
  ]),
  deck("money", "Money, family, plans", "The practical ones", 36, [
    ["What did money mean at home when you were ten?", 1],
  ]),
  deck("before-a-session", "Before a session", "What to bring to Dr Osei", 12, []),
];

export const FRAMES: Frame[] = [
  [
    "When …, I feel …. What I’d like is ….",
    "When plans change at the last minute, I feel like an afterthought. What I’d like is a message as soon as you know.",
  ],
  [
    "I’d like to talk about …. Is now good, or would … be better?",
    "I’d like to talk about the summer. Is now good, or would after supper be better?",
  ],
  [
    "Part of this is mine: …. The part I’d like your help with is ….",
    "Part of this is mine: I said yes to everything. The part I’d like your help with is saying no to Sunday.",
  ],
].map(([text, example], n) => ({ id: `frame-${n}`, text: text!, example: example!, evidence: null }));

export const OPENINGS: Frame[] = [
  {
    id: "opening-1",
    text: "I miss us a bit. Nobody has done anything wrong. Could we find an hour this week, only for the two of us?",
    example: "For when life simply filled up.",
    evidence: null,
  },
];

export function stressTalk(begins: Half | null): StressTalk {
  const one: Half = begins ?? "first";
  const two: Half = one === "first" ? "second" : "first";
  const [a, b] = one === "first" ? ["Noor", "Jules"] : ["Jules", "Noor"];
  const turns: [Half | null, string, number][] = [
    [null, "Put the phones away, sit where you can see each other, and settle who begins.", 1],
    [
      one,
      `${a} talks about whatever is pressing on them from outside. ${b} listens, and asks to hear more.`,
      8,
    ],
    [two, `${b} says back the heart of it and asks: “Have I got that right?”`, 1],
    [two, `Change over. Now ${b} talks, and ${a} does nothing but listen and ask.`, 8],
    [one, `${a} says back what seemed heaviest, and checks.`, 1],
    [null, "Thank each other, and leave it there. A hug, a hand or the kettle, whichever is welcome.", 1],
  ];
  return {
    title: "A talk to put the day down",
    about: "Twenty minutes about what weighs on you from outside, each in turn.",
    minutes: 20,
    rules: [
      "Outside things only: work, relations, the news, the neighbour’s drill. Not the two of you.",
      "If it turns out to be about the two of you, write it down and give it an hour of its own.",
      "One talks, one listens. Your own story waits for your own turn.",
      "Be on their side, even if you can see the other side from where you sit.",
      "Ask before you advise. Mostly there’s nothing to mend.",
      "Say what you think it felt like, and let them correct you.",
      "Either of you can stop, and needs no reason.",
      "If one of you is afraid of the other, this isn’t for you. The help page is.",
    ],
    turns: turns.map(([who, text, minutes]) => ({ who, text, minutes })),
    evidence: {
      id: "E2",
      says: "Couples who talked about outside stress, each in turn, said that less of it spilled over.",
      level: "A survey",
      source: "Bodenmann, 2005",
    },
  };
}
