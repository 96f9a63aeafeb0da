import { type Marginals, marginals } from '../../decoding/marginals.ts';
import { temperedTransitions } from '../../decoding/transitions.ts';
import { encodeVectors } from './encode.ts';
import { type Example, inLowerCase } from './examples.ts';
import type { TaggerNetwork } from './infer.ts';
import type { Opinion, Opinions } from './opinions.ts';
import { scoresOf } from './scores.ts';
import { RowCollector } from './sparse-rows.ts';

/** What a student asks about. */
export interface Question {
  readonly examples: readonly Example[];
  /** The student's labels: those of the teacher, in any order. */
  readonly labels: readonly string[];
  readonly lowerCased: boolean;
  readonly temperature: number;
}

const batch = 64;

/** What has less than this share of the greatest probability is left out. */
const negligible = 1e-3;

/** What `teacher` thinks of all examples: computed once, for it does not change while a student learns. */
export async function askTeacher(
  teacher: TaggerNetwork,
  { examples, labels, lowerCased, temperature }: Question,
): Promise<Opinions> {
  const numbers = teacher.labels.map((label) => labels.indexOf(label));
  const table = temperedTransitions(teacher.table, temperature);
  const ask = (asked: readonly Example[]) => opinionOn(asked, { ...teacher, table, temperature, numbers });
  return {
    asWritten: await ask(examples),
    lowerCased: lowerCased ? await ask(examples.map(inLowerCase)) : undefined,
  };
}

interface Teacher extends Pick<TaggerNetwork, 'vectors' | 'session' | 'slots' | 'table'> {
  readonly temperature: number;
  /** The student's number of each of its labels. */
  readonly numbers: readonly number[];
}

async function opinionOn(examples: readonly Example[], teacher: Teacher): Promise<Opinion> {
  const { vectors, session, slots, table, temperature, numbers } = teacher;
  const [labels, arcs] = [new RowCollector(examples.length), new RowCollector(examples.length)];
  const order = [...examples.keys()].sort((a, b) => examples[a]!.tokens.length - examples[b]!.tokens.length);
  for (let start = 0; start < order.length; start += batch) {
    const indices = order.slice(start, start + batch);
    const asked = indices.map((index) => examples[index]!);
    const tokens = await vectors.of(asked.map((example) => example.tokens));
    const { scores } = await session.run(encodeVectors(asked, tokens, slots), ['scores']);
    const cooled = scores!.map((score) => score / temperature);
    for (const [place, index] of indices.entries()) {
      const size = { batch: asked.length, length: asked[place]!.tokens.length, labels: numbers.length };
      const thought = expectations(marginals(scoresOf(cooled, place, size), table), size.length, numbers);
      labels.put(index, thought.labels);
      arcs.put(index, thought.arcs);
    }
  }
  return { labels: labels.pack(), arcs: arcs.pack() };
}

/** Probabilities of labels and transitions of one sentence, under the numbers that the student gives the labels. */
function expectations({ label, step }: Marginals, time: number, numbers: readonly number[]) {
  const border = numbers.length;
  const labels: Sums = new Map();
  const arcs: Sums = new Map();
  const number = (own: number): number => (own === border ? border : numbers[own]!);
  const arc = (from: number, to: number): number => number(from) * (border + 1) + number(to);
  const all = [...numbers.keys()];
  let before = [border];
  for (let t = 0; t < time; t++) {
    const chances = all.map((own): Chance => [own, label(t, own)]);
    const likely = withoutNegligible(chances);
    for (const [own, p] of likely) addTo(labels, t * border + numbers[own]!, p);
    const now = likely.map(([own]) => own);
    const steps = before.flatMap((from) =>
      now.map((to): Chance => [arc(from, to), t === 0 ? label(0, to) : step(t - 1, from, to)]),
    );
    for (const [place, p] of withoutNegligible(steps)) addTo(arcs, place, p);
    if (t === time - 1) for (const [own, p] of likely) addTo(arcs, arc(own, border), p);
    before = now;
  }
  return { labels, arcs };
}

type Sums = Map<number, number>;
type Chance = readonly [key: number, p: number];

function addTo(sums: Sums, place: number, p: number): void {
  sums.set(place, (sums.get(place) ?? 0) + p);
}

/** The likely ones among chances of which exactly one comes true: scaled to sum to 1, or training would drift. */
function withoutNegligible(chances: readonly Chance[]): Chance[] {
  const greatest = chances.reduce((most, [, p]) => Math.max(most, p), 0);
  const likely = chances.filter(([, p]) => p >= negligible * greatest);
  const sum = likely.reduce((total, [, p]) => total + p, 0);
  return likely.map(([key, p]) => [key, p / sum]);
}
