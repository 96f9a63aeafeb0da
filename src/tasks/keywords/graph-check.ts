import type { KeywordsPackage } from '../../package/parse.ts';
import type { Feed, Session } from '../../runtime/session.ts';
import { type Expected, graphChecker } from '../tokens/graph-check.ts';
import { isOddAlone, ofText } from '../tokens/probe.ts';
import { labelNames } from './labels.ts';
import type { Method } from './method.ts';
import { placeRows, placeWidth } from './place.ts';

/** What of the graph of windows depends on the method. */
interface MethodGraph {
  readonly inputs: Readonly<Record<string, Expected>>;
  readonly outputs: Readonly<Record<string, Expected>>;
  /** What only this method is fed, of windows of `time` tokens. */
  feeds(batch: number, time: number): Record<string, Feed>;
  /** The output that serving reads, and what of it is about the first window. */
  readonly said: string;
  first(output: Float32Array, batch: number, time: number): Float32Array;
}

const labels = labelNames.length;
const candidates: Expected = { type: 'int32', dims: [undefined, undefined] };

const methods: Readonly<Record<Method, MethodGraph>> = {
  tagger: {
    inputs: {},
    outputs: {
      scores: { type: 'float32', dims: [undefined, undefined, labels] },
      transitions: { type: 'float32', dims: [labels + 1, labels + 1] },
    },
    feeds: () => ({}),
    said: 'scores',
    first: (scores, batch, time) => ofText(scores, 0, { batch, time, size: labels }),
  },
  scorer: {
    inputs: { firsts: candidates, lasts: candidates },
    outputs: {
      logits: { type: 'float32', dims: [undefined, undefined] },
      attention: { type: 'float32', dims: [undefined, undefined, 1] },
    },
    feeds: (batch, time) => ({
      firsts: { type: 'int32', data: new Int32Array(batch), dims: [batch, 1] },
      lasts: { type: 'int32', data: new Int32Array(batch).fill(time - 1), dims: [batch, 1] },
    }),
    said: 'logits',
    first: (logits, batch) => logits.slice(0, logits.length / batch),
  },
};

/** Compares the graph of windows with the manifest; throws a PackageError. */
export function checkWindowGraph(
  { folder, manifest }: Pick<KeywordsPackage, 'folder' | 'manifest'>,
  session: Session,
  width: number,
): void {
  const { inputs, outputs } = methods[manifest.method];
  const check = graphChecker(folder, manifest.model.file);
  const common: Record<string, Expected> = {
    tokens: { type: 'float32', dims: [undefined, undefined, width] },
    places: { type: 'int32', dims: [undefined, undefined, placeWidth] },
    lengths: { type: 'int32', dims: [undefined] },
  };
  check('input', session.inputs, new Map(Object.entries({ ...common, ...inputs })));
  check('output', session.outputs, new Map(Object.entries(outputs)));
}

/**
 * Runs the graph of windows once on a token whose place is the highest row, so that no request finds it cold, and a table
 * of places that is too small fails when the package loads.
 */
export async function probeWindows(session: Session, method: Method, vector: Float32Array): Promise<void> {
  const { feeds, said } = methods[method];
  const tokens: Feed = { type: 'float32', data: vector, dims: [1, 1, vector.length] };
  const lengths: Feed = { type: 'int32', data: Int32Array.of(1), dims: [1] };
  const places = placesOf(1, 1, placeRows - 1);
  const outputs = await session.run({ tokens, lengths, places, ...feeds(1, 1) }, [said]);
  if (outputs[said]!.some((number) => !Number.isFinite(number))) {
    throw new Error(`output ${said}: is not finite`);
  }
}

/** Whether a window by itself gets other bits from the graph than beside another one. */
export function isOddWindow(session: Session, method: Method, width: number): Promise<boolean> {
  const { feeds: ownFeeds, said, first } = methods[method];
  return isOddAlone(width, async ({ feeds, batch, time }) => {
    const own = { places: placesOf(batch, time, 0), ...ownFeeds(batch, time) };
    const outputs = await session.run({ ...feeds, ...own }, [said]);
    return first(outputs[said]!, batch, time);
  });
}

function placesOf(batch: number, time: number, row: number): Feed {
  const data = new Int32Array(time * batch * placeWidth).fill(row);
  return { type: 'int32', data, dims: [time, batch, placeWidth] };
}
