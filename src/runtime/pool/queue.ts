import type { Item, Job } from './job.ts';
import { type Lane, lanes } from './observer.ts';
import { PaddedBatch } from './padded.ts';

/** Texts that wait, by lane and model, each list in the order in which they came. */
export class WorkQueue {
  readonly #budget: number;
  readonly #waiting: Readonly<Record<Lane, Map<string, Item[]>>> = { short: new Map(), long: new Map() };
  #count = 0;

  /** `budget` is how many tokens a batch may hold at most, padding included; a longer text goes alone. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** How many texts wait. */
  get count(): number {
    return this.#count;
  }

  /** When the oldest text came that waits (in `lane`, if given); undefined if none does. */
  oldest(lane?: Lane): number | undefined {
    let oldest: number | undefined;
    for (const one of lane ? [lane] : lanes) {
      for (const [first] of this.#waiting[one].values()) {
        if (first && (oldest === undefined || first.job.submitted < oldest)) oldest = first.job.submitted;
      }
    }
    return oldest;
  }

  add(job: Job): void {
    this.#listOf(job).push(...job.items);
    this.#count += job.items.length;
  }

  /** Puts texts whose batch failed back in front, each to run by itself. */
  return(items: readonly Item[]): void {
    for (const item of items.toReversed()) {
      item.alone = true;
      this.#listOf(item.job).unshift(item);
    }
    this.#count += items.length;
  }

  /** Takes out what waits of a job. */
  remove(job: Job): void {
    const list = this.#listOf(job);
    this.#keep(job.lane, job.model, list, (item) => item.job !== job);
  }

  /** The jobs that came before `time` and still wait. */
  before(time: number): Set<Job> {
    const late = new Set<Job>();
    for (const lane of lanes) {
      for (const list of this.#waiting[lane].values()) {
        for (const { job } of list) if (job.submitted < time) late.add(job);
      }
    }
    return late;
  }

  /** The next batch of a lane: of the model that waits longest, its oldest text and those that go well with it. */
  take(lane: Lane): Item[] | undefined {
    const [model, list] = this.#longestWaiting(lane) ?? [];
    if (model === undefined || list === undefined) return undefined;
    const batch = new PaddedBatch(this.#budget);
    const chosen: Item[] = [];
    for (const item of list) {
      if (item.alone && chosen.length > 0) continue;
      if (batch.add(item.size)) chosen.push(item);
      if (item.alone || batch.full) break;
    }
    const taken = new Set(chosen);
    this.#keep(lane, model, list, (item) => !taken.has(item));
    return chosen;
  }

  #longestWaiting(lane: Lane): [string, Item[]] | undefined {
    let found: [string, Item[]] | undefined;
    for (const entry of this.#waiting[lane]) {
      const first = entry[1][0];
      if (first && (!found || first.job.submitted < found[1][0]!.job.submitted)) found = entry;
    }
    return found;
  }

  #listOf({ lane, model }: Job): Item[] {
    const models = this.#waiting[lane];
    let list = models.get(model);
    if (!list) {
      list = [];
      models.set(model, list);
    }
    return list;
  }

  #keep(lane: Lane, model: string, list: readonly Item[], wanted: (item: Item) => boolean): void {
    const kept = list.filter(wanted);
    this.#count -= list.length - kept.length;
    this.#waiting[lane].set(model, kept);
  }
}
