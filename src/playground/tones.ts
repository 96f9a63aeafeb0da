/** How many colours the style sheet has for slots. */
const count = 12;

/** Gives each name of a slot a colour, in the order in which the models list them: the same in all of them. */
export class Tones {
  readonly #known = new Map<string, number>();

  /** Takes the names of one more model. */
  learn(slots: readonly string[]): void {
    for (const slot of slots) this.of(slot);
  }

  /** The number of a slot's colour, as an attribute. */
  of(slot: string): string {
    let tone = this.#known.get(slot);
    if (tone === undefined) {
      tone = this.#known.size % count;
      this.#known.set(slot, tone);
    }
    return String(tone);
  }
}
