/**
 * One T for each combination of label values, made when first asked for. A walk through nested maps: joining or hashing
 * label values costs several times as much.
 */
export class Labelled<T> {
  readonly #make: () => T;
  readonly #root: Map<string, unknown> = new Map();
  readonly #all: { readonly values: readonly string[]; readonly item: T }[] = [];

  constructor(make: () => T) {
    this.#make = make;
  }

  /** The T of those values; always as many of them. */
  at(...values: readonly string[]): T {
    let level = this.#root;
    const last = values.length - 1;
    for (let i = 0; i < last; i++) {
      let next = level.get(values[i]!) as Map<string, unknown> | undefined;
      if (!next) {
        next = new Map();
        level.set(values[i]!, next);
      }
      level = next;
    }
    return (level.get(values[last]!) as T | undefined) ?? this.#add(level, values);
  }

  /** All of them, in the order in which they were made. */
  all(): readonly { readonly values: readonly string[]; readonly item: T }[] {
    return this.#all;
  }

  #add(level: Map<string, unknown>, values: readonly string[]): T {
    const item = this.#make();
    level.set(values.at(-1)!, item);
    this.#all.push({ values, item });
    return item;
  }
}
