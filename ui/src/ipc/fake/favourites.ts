/** What the two like, what one noticed, and what each sets alone, in the planner in memory. */
import type { Favourite, FavouriteForm, Favourites, Half, KnowCard, Noticed, OwnChoices } from "../api";
import { refused, type Base } from "./remembering";
import type { World } from "./world";

const SORTS: [string, string][] = [
  ["meal", "Meal"],
  ["film", "Film"],
  ["tired", "When tired"],
  ["welcome", "Always welcome"],
  ["thanked", "Best thanked by"],
  ["treat", "Treat"],
  ["drink", "Drink"],
  ["music", "Music"],
  ["book", "Book"],
  ["place", "Place"],
  ["rather_not", "Rather not"],
];

const CARDS: [string, string, string][] = [
  ["menu", "What would {name} order without opening the menu?", "meal"],
  ["rain-film", "It rains all Sunday. Which film does {name} put on?", "film"],
  ["drink", "What does {name} drink when nobody is counting?", "drink"],
];

/** As the design has them. */
export function theirFavourites(): Favourite[] {
  const told: [Half, string, string, string?][] = [
    ["second", "meal", "Ginger noodles, extra chilli"],
    ["second", "film", "Paris, Texas"],
    ["second", "tired", "Tea, then twenty minutes alone", "Not a cheering-up"],
    ["second", "welcome", "A hand on the back of the neck"],
    ["second", "thanked", "Being told, specifically", "“The bike light, before I asked.”"],
    ["second", "rather_not", "Surprises with other people in them"],
    ["first", "meal", "Mushrooms on toast"],
    ["first", "tired", "A walk round the block, not talking"],
  ];
  return told.map(([of, sort, words, remark = ""], n) => ({
    id: `favourite-of-${n}`,
    of,
    sort,
    sort_says: saysOf(sort),
    words,
    remark,
    said_by: of,
    asked: "",
  }));
}

/** Answers what is asked of favourites, and keeps them. */
export function withFavourites<B extends Base>(Remembered: B) {
  return class extends Remembered {
    async favourites(): Promise<Favourites> {
      this.note("favourites");
      const { favourites } = this.world;
      const own = favourites.filter((it) => it.sort.startsWith("own:")).map((it) => it.sort);
      return {
        favourites: [...favourites].sort((a, b) => order(a) - order(b)),
        sorts: [...SORTS, ...[...new Set(own)].map((sort): [string, string] => [sort, saysOf(sort)])],
        cards: (["first", "second"] as const).flatMap((half) => nextCard(this.world, half) ?? []),
      };
    }

    async saveFavourite(form: FavouriteForm) {
      const words = form.words?.trim() ?? "";
      if (!words) throw refused("invalid", "A favourite needs a word or two.");
      const { id, of = "second", sort = "meal", remark = "" } = form;
      return this.change(`save_favourite ${id ?? ""} ${of} ${sort} ${words}`, ["gestures"], (world) => {
        const made: Favourite = {
          id: id ?? this.fresh("favourite"),
          of: of ?? "second",
          sort,
          sort_says: saysOf(sort),
          words,
          remark,
          said_by: form.said_by ?? of ?? "second",
          asked: "",
        };
        world.favourites = id
          ? world.favourites.map((it) => (it.id === id ? made : it))
          : [...world.favourites, made];
        return [`${words}, kept`, made.id];
      });
    }

    async removeFavourite(id: string) {
      return this.change(`remove_favourite ${id}`, ["gestures"], (world) => {
        const words = world.favourites.find((it) => it.id === id)?.words ?? "";
        world.favourites = world.favourites.filter((it) => it.id !== id);
        return [`${words}, removed`, id];
      });
    }

    async answerCard(card: string, about: Half, words: string) {
      return this.change(`answer_card ${card} ${about} ${words}`, ["gestures"], (world) => {
        const sort = CARDS.find(([id]) => id === card)?.[2] ?? "meal";
        const id = this.fresh("favourite");
        world.favourites.push({
          id,
          of: about,
          sort,
          sort_says: saysOf(sort),
          words,
          remark: "",
          said_by: about === "first" ? "second" : "first",
          asked: "",
        });
        world.answered.push(`${card} ${about}`);
        return [`${words}, kept`, id];
      });
    }

    async confirmFavourite(id: string) {
      return this.change(`confirm_favourite ${id}`, ["gestures"], (world) => {
        world.answered.push(id);
        return ["Still so", id];
      });
    }

    async notice(tick: string) {
      return this.change(`notice ${tick}`, ["gestures"], (world) => {
        const words = "Fixed the bike light";
        const by = world.settings.here === "second" ? "second" : "first";
        world.small.noticed.push(tick);
        world.noticed.unshift({ id: this.fresh("noticed"), by, words, day: "yesterday", thanked: "" });
        return ["Kept, to thank for", tick];
      });
    }

    async noticed(): Promise<Noticed[]> {
      this.note("noticed");
      return this.world.noticed;
    }

    async addNoticed(words: string) {
      return this.change(`add_noticed ${words}`, ["gestures"], (world) => {
        const by = world.settings.here === "second" ? "second" : "first";
        const id = this.fresh("noticed");
        world.noticed.unshift({ id, by, words, day: "today", thanked: "" });
        return [`${words}, kept to thank for`, id];
      });
    }

    async thank(id: string) {
      return this.change(`thank ${id}`, ["gestures"], (world) => {
        const it = world.noticed.find((one) => one.id === id)!;
        it.thanked = "Thanked today";
        return [`Thanked for: ${it.words}`, id];
      });
    }

    async removeNoticed(id: string) {
      return this.change(`remove_noticed ${id}`, ["gestures"], (world) => {
        world.noticed = world.noticed.filter((one) => one.id !== id);
        return ["Off the list", id];
      });
    }

    async ownChoices(by: Half | null): Promise<OwnChoices> {
      this.note(`own_choices ${by}`);
      const { here } = this.world.settings;
      return { half: by ?? (here === "shared" ? null : here), ...this.world.choices };
    }

    async setCeiling(ceiling: number | null) {
      return this.choose(`set_ceiling ${ceiling}`, (choices) => (choices.ceiling = ceiling));
    }

    async setTouch(welcome: boolean) {
      return this.choose(`set_touch ${welcome}`, (choices) => (choices.touch = welcome));
    }

    async setLogOpen(open: boolean) {
      return this.choose(`set_log_open ${open}`, (choices) => (choices.log_open = open));
    }

    async choose(call: string, make: (choices: World["choices"]) => void) {
      return this.change(call, ["settings", "gestures"], (world) => {
        make(world.choices);
        return ["Saved", ""];
      });
    }
  };
}

const order = ({ sort }: Favourite) =>
  SORTS.findIndex(([word]) => word === sort) + (sort.startsWith("own:") ? 99 : 0);

function saysOf(sort: string): string {
  return SORTS.find(([word]) => word === sort)?.[1] ?? sort.replace(/^own:/, "");
}

/** The next question about somebody: of what is known it asks whether it is still so. */
function nextCard(world: World, about: Half): KnowCard | undefined {
  const name = world.people?.[about] ?? "";
  const left = CARDS.filter(([id]) => !world.answered.includes(`${id} ${about}`));
  const open = left.find(([, , sort]) => !world.favourites.some((it) => it.of === about && it.sort === sort));
  const [id, text, sort] = open ?? left[0] ?? [];
  if (!id || !text || !sort) return undefined;
  const known = world.favourites.find((it) => it.of === about && it.sort === sort) ?? null;
  if (known && world.answered.includes(known.id)) return undefined;
  return { id, about, text: text.replace("{name}", name), sort, known: open ? null : known };
}
