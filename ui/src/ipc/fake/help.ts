/** The help page in the planner in memory: fewer words and numbers than the real one has. */
import type { HelpPage } from "../api";
import type { Base } from "./remembering";

/** Answers the help page; nothing can be changed about it. */
export function withHelp<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async helpPage(): Promise<HelpPage> {
      this.note("help_page");
      return PAGE;
    }
  };
}

const PAGE: HelpPage = {
  parts: [
    {
      id: "counsellor",
      title: "Finding a counsellor",
      about: "What to look for and what to ask. It is kept in the program: nothing is fetched to read it.",
      sections: [
        {
          id: "who-to-look-for",
          title: "What to look for",
          text: ["Somebody you both say yes to. One of you liking them isn’t enough."],
          numbers: [],
          after: [],
        },
        {
          id: "being-seen-alone",
          title: "Being seen alone",
          text: [
            "An hour alone is an ordinary thing to ask for, at the start or later on. It needs no reason.",
          ],
          numbers: [],
          after: [],
        },
      ],
    },
    {
      id: "safety",
      title: "If one of you is afraid",
      about: "Numbers by country, and when to leave this program alone. Opening this leaves no trace here.",
      sections: [
        {
          id: "wrong-tool",
          title: "When this program is the wrong tool",
          text: ["Then nothing in here is a task to work on."],
          numbers: [],
          after: [],
        },
        {
          id: "danger-now",
          title: "If you are in danger now",
          text: ["Get away from the other if you can, then call. Say first where you are."],
          numbers: [
            { place: "European Union and much of Europe", number: "112" },
            { place: "United Kingdom and Ireland", number: "999 or 112" },
          ],
          after: ["Elsewhere it is the local emergency number."],
        },
        {
          id: "somebody-to-talk-to",
          title: "Somebody to talk to",
          text: ["Calling one decides nothing, and you can hang up."],
          numbers: [
            { place: "United Kingdom", number: "0808 2000 247" },
            { place: "Ireland", number: "1800 341 900" },
          ],
          after: ["Numbers change."],
        },
      ],
    },
  ],
  no_substitute: "Nothing in this program takes the place of a professional’s advice.",
};
