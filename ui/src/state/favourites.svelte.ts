/** What the two have said they like, and what is to be asked about each. */
import type {
  Done,
  Favourite,
  FavouriteForm,
  Favourites as Page,
  Half,
  KnowCard,
  Problem,
  Topic,
} from "../ipc/api";
import { problemOf } from "../ipc/errors";
import type { Planner } from "./planner.svelte";
import { Resource } from "./resource.svelte";

export class Favourites {
  readonly page: Resource<Page>;
  /** In a narrow window they lie over the list. */
  shown = $state(false);
  /** What is being written in place: one there is, by its id, or a new one. */
  writing = $state<string>();
  problem = $state.raw<Problem>();
  #of = $state<Half>();
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
    this.page = new Resource(() => planner.api.favourites(), ["gestures", "settings", "clock"]);
  }

  heard(topics: readonly Topic[]): void {
    this.page.heard(topics);
  }

  /** Whose are shown: first those of the other one, for whom there is something to do. */
  get of(): Half {
    return this.#of ?? (this.#planner.here === "second" ? "first" : "second");
  }

  set of(half: Half) {
    this.#of = half;
    this.leave();
  }

  get shownHere(): Favourite[] {
    return this.page.value?.favourites.filter((it) => it.of === this.of) ?? [];
  }

  /** What is to be asked about whoever is shown. */
  get card(): KnowCard | undefined {
    return this.page.value?.cards.find((it) => it.about === this.of);
  }

  /** Begins to write one in its place. */
  write(id: string): void {
    this.writing = id;
    this.problem = undefined;
  }

  leave(): void {
    this.writing = undefined;
    this.problem = undefined;
  }

  async save(form: FavouriteForm): Promise<void> {
    if (await this.#keep(() => this.#planner.api.saveFavourite({ ...form, of: this.of }))) this.leave();
  }

  async remove(id: string): Promise<void> {
    if (await this.#planner.change(() => this.#planner.api.removeFavourite(id))) this.leave();
  }

  /** Answers a card. Says whether it was kept. */
  async answer(card: KnowCard, words: string): Promise<boolean> {
    const done = await this.#planner.change(() => this.#planner.api.answerCard(card.id, card.about, words));
    return done !== undefined;
  }

  async stillSo(favourite: Favourite): Promise<void> {
    await this.#planner.change(() => this.#planner.api.confirmFavourite(favourite.id));
  }

  async #keep(ask: () => Promise<Done>): Promise<boolean> {
    this.problem = undefined;
    try {
      const done = await ask();
      this.#planner.toasts.say(done.said, () => void this.#planner.undo());
      return true;
    } catch (thrown) {
      this.problem = problemOf(thrown);
      return false;
    }
  }
}
