import type { NetworkResults, Results, RunResults } from '../../compare/results.ts';
import type { Spread } from '../../compare/statistics.ts';
import { count, digits, duration } from '../format.ts';

/** A table as words; the last columns, as many as `numbers`, hold numbers. */
export interface Rows {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly numbers: number;
}

/** Stands where there is no figure. */
const none = '–';

/** A fraction of 1 in per cent, as the tables have it. */
export function points(fraction: number | null | undefined): string {
  return typeof fraction === 'number' ? (100 * fraction).toFixed(2) : none;
}

/** `95.59 ± 0.04`: the mean, and the standard deviation of several values. */
export function spreadText(spread: Spread | null): string {
  if (!spread) return none;
  return spread.deviation === null
    ? points(spread.mean)
    : `${points(spread.mean)} ± ${points(spread.deviation)}`;
}

/** F1, swap scores and sizes of each network. */
export function qualityRows(results: Results): Rows {
  const { networks, scoredOn } = results;
  const published = networks.some((network) => network.published);
  const trouble = hasTrouble(results);
  const common = commonTarget(networks);
  const sizes = common ? `: the largest with no more than ${count(common)} parameters without tables` : '';
  const header = [
    ...['network', 'test F1', 'dev F1', 'swaps followed', 'by values', 'by context', 'places right'],
    ...['hidden', 'parameters', 'without tables'],
    ...(published ? ['published F1'] : []),
    ...(trouble ? ['runs'] : []),
  ];
  const rows = networks.map(({ name, f1, swap, hidden, target, parameters, published: figure, runs }) => [
    name,
    ...[f1.test, f1.dev].map(spreadText),
    ...[swap.overall, swap.values, swap.context, swap.places].map(points),
    target === null || common ? count(hidden) : `${count(hidden)} (chosen)`,
    ...[parameters.all, parameters.network].map(count),
    ...(published ? [figure ? figure.figure.toFixed(2) : none] : []),
    ...(trouble ? [runsText(runs)] : []),
  ]);
  return {
    title: `F1 and swap scores (on ${scoredOn}) in per cent, and sizes${sizes}`,
    header,
    rows,
    numbers: header.length - 1,
  };
}

/** What the hidden size of all networks was chosen for. */
function commonTarget(networks: readonly NetworkResults[]): number | undefined {
  const [first] = networks;
  return networks.every(({ target }) => target === first?.target) ? (first?.target ?? undefined) : undefined;
}

/** Whether a run ended otherwise than it should. */
export function hasTrouble({ networks }: Results): boolean {
  return networks.some(({ runs }) => runs.some(({ state }) => state !== 'trained'));
}

/** `3`, or how many of the runs diverged or failed. */
function runsText(runs: readonly RunResults[]): string {
  const others = (['diverged', 'failed'] as const).flatMap((state) => {
    const size = runs.filter((run) => run.state === state).length;
    return size === 0 ? [] : [`${size} ${state}`];
  });
  return [count(runs.length), ...others].join(', ');
}

/** How fast each network learns and answers. */
export function speedRows({ networks }: Results): Rows {
  const header = [
    ...['network', 'training', 'sentences/s', 'best epoch'],
    ...['one sentence, ms', 'to the baseline'],
  ];
  const rows = networks.map(({ name, seconds, sentencesPerSecond, bestEpoch, latency }) => [
    name,
    seconds === null ? none : duration(seconds),
    sentencesPerSecond === null ? none : count(sentencesPerSecond),
    bestEpoch === null ? none : bestEpoch.toFixed(1),
    latency ? latency.milliseconds.toFixed(3) : none,
    latency?.ratio ? `${latency.ratio.toFixed(2)}×` : none,
  ]);
  return { title: 'Training and latency, means over the seeds', header, rows, numbers: header.length - 1 };
}

/** F1 of each seed. */
export function seedRows({ networks, scoredOn, ran }: Results): Rows {
  const rows = networks.map(({ name, f1, runs }) => [
    name,
    ...runs.map((run, place) =>
      run.state === 'trained' ? points(f1[scoredOn]?.values[place]) : stateText(run),
    ),
  ]);
  const header = ['network', ...ran.seeds.map((seed) => `seed ${seed}`)];
  return { title: `F1 on ${scoredOn} by seed, in per cent`, header, rows, numbers: header.length - 1 };
}

/** What became of a run that did not end well. */
export function stateText({ state, result, problem }: RunResults): string {
  if (state === 'failed') return `failed: ${problem}`;
  const scores = result?.test ?? result?.dev;
  const before = scores ? `, ${points(scores.f1)} before` : '';
  return `diverged at epoch ${result?.divergedIn}${before}`;
}

/** F1 on sentences with and without words that training lacks; undefined where test has none or all of them. */
export function unseenRows({ networks, ran }: Results): Rows | undefined {
  const { unseen, sentences } = ran.data;
  if (unseen === null || sentences.test === null || unseen === 0 || unseen === sentences.test)
    return undefined;
  const header = ['network', 'all', 'only known words', 'with a new word'];
  const rows = networks.map(({ name, f1 }) => [name, ...[f1.test, f1.seen, f1.unseen].map(spreadText)]);
  const title = `F1 on test in per cent: ${count(unseen)} of ${count(sentences.test)} sentences have a word that training lacks`;
  return { title, header, rows, numbers: header.length - 1 };
}

/** Whether published orders were found. */
export function orderRows({ orders, scoredOn }: Results): Rows | undefined {
  if (orders.length === 0) return undefined;
  const header = ['expected order', 'source', 'verdict', 'difference'];
  const rows = orders.map(({ below, above, source, difference, verdict }) => [
    `${below} < ${above}`,
    source,
    verdict,
    difference === null ? none : `${difference > 0 ? '+' : ''}${points(difference)}`,
  ]);
  return { title: `Published orders, by mean F1 on ${scoredOn}`, header, rows, numbers: 1 };
}

/** The facts of how a comparison was run. */
export function ranFacts({ ran, networks }: Results): [string, string][] {
  const { data, versions, machine, latency, seeds, jobs } = ran;
  const parts = Object.entries(data.sentences)
    .filter(([, size]) => size !== null)
    .map(([part, size]) => `${part} ${count(size!)}`);
  const cut = data.devCutFromTrain ? ' (dev is a tenth of train)' : '';
  return [
    ['Command', ran.command],
    ['Date', ran.date],
    ['Data', `${data.name}: ${parts.join(', ')} sentences${cut}`],
    ['Data SHA-256', data.sha256],
    ...(ran.vectors ? [['Word vectors SHA-256', ran.vectors] as [string, string]] : []),
    ['Seeds', seeds.join(', ')],
    ['Versions', `Slotline ${versions.slotline}, Node ${versions.node}, onnxruntime ${versions.onnxruntime}`],
    ['Machine', `${machine.cpu}, ${machine.cores} cores`],
    ['Trainings at a time', `${jobs}, each with one worker`],
    ['Latency', latencyFact(latency, networks)],
  ];
}

function latencyFact({ tokens, baseline }: Results['ran']['latency'], networks: NetworkResults[]): string {
  const of = networks.find(({ name }) => name === baseline)?.latency;
  const ratio = of
    ? `; ratios are to ${baseline} (${digits(of.milliseconds)} ms) in the same measurement`
    : '';
  return `median of one sentence of ${tokens} tokens alone, after all trainings, through the serving path${ratio}`;
}
