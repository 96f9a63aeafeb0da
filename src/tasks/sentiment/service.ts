import type { SentimentPackage } from '../../package/parse.ts';
import type { Feed, Session } from '../../runtime/session.ts';
import { buildEncoders } from '../../text/encoders/index.ts';
import type { NgramSettings } from '../../text/ngrams/schema.ts';
import { type TokenizerName, tokenizers } from '../../text/tokenizers.ts';
import { checkTokenGraph, type Expected, graphChecker } from '../tokens/graph-check.ts';
import { blaming, openGraph } from '../tokens/open-graph.ts';
import { isOddAlone, ofText, probeTokens } from '../tokens/probe.ts';
import { TokenVectors } from '../tokens/token-vectors.ts';
import { answerTexts } from './answer.ts';
import { classes } from './classes.ts';
import { checkGolden } from './golden.ts';
import { infer, type SentimentNetwork } from './infer.ts';
import type { SentimentModel } from './model.ts';
import { encodeNgrams } from './ngrams.ts';
import { toResult } from './result.ts';

/** A model from a parsed package, its golden cases replayed; throws a PackageError. */
export async function startSentiment(source: SentimentPackage): Promise<SentimentModel> {
  const model = await openSentiment(source);
  try {
    await checkGolden(model, source);
  } catch (error) {
    await model.close();
    throw error;
  }
  return model;
}

/** A model from a parsed package, its graphs checked but its golden cases not replayed. */
export async function openSentiment(source: SentimentPackage): Promise<SentimentModel> {
  const { folder, manifest } = source;
  const tokens = await openGraph(folder, manifest.model.tokens, source.tokens);
  const texts = await openGraph(folder, manifest.model.file, source.model);
  const close = async (): Promise<void> => {
    await tokens.close();
    await texts.close();
  };
  try {
    const network = await connect(source, tokens, texts);
    const { calibration } = manifest;
    const classify = async (texts: readonly string[]) =>
      (await infer(network, texts)).map(({ logits }) => toResult(logits, calibration));
    return {
      manifest,
      judge: (texts) => infer(network, texts),
      classify,
      answer: (requests) => answerTexts(network, requests, calibration),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(
  source: SentimentPackage,
  tokens: Session,
  session: Session,
): Promise<SentimentNetwork> {
  const { folder, manifest } = source;
  const { model } = manifest;
  const encoders = buildEncoders(manifest.encoders, source.words, { remember: false });
  const width = checkTokenGraph({ folder, file: model.tokens }, tokens, encoders);
  const check = graphChecker(folder, model.file);
  const { ngrams } = manifest;
  check('input', session.inputs, new Map(Object.entries(inputsOf(width, ngrams))));
  check('output', session.outputs, new Map(Object.entries(outputs)));
  const vector = await blaming({ folder, file: model.tokens }, () => probeTokens(tokens, encoders));
  await blaming({ folder, file: model.file }, () => probeTexts(session, vector, ngrams));
  const oddAlone = await blaming({ folder, file: model.file }, () => isOddText(session, width, ngrams));
  const split = tokenizers[manifest.tokenizer as TokenizerName];
  return { vectors: new TokenVectors(tokens, encoders, width), session, split, ngrams, oddAlone };
}

function inputsOf(width: number, ngrams: NgramSettings | undefined): Record<string, Expected> {
  return {
    tokens: { type: 'float32', dims: [undefined, undefined, width] },
    lengths: { type: 'int32', dims: [undefined] },
    ...(ngrams && { ngrams: { type: 'int32', dims: [undefined, undefined] } }),
  };
}

const outputs: Record<string, Expected> = {
  logits: { type: 'float32', dims: [undefined, classes.length] },
  attention: { type: 'float32', dims: [undefined, undefined, 1] },
};

/** Runs the graph of texts once, with the highest row of n-grams there may be, so that no request finds it cold or short. */
async function probeTexts(
  session: Session,
  vector: Float32Array,
  ngrams: NgramSettings | undefined,
): Promise<void> {
  const feeds: Record<string, Feed> = {
    tokens: { type: 'float32', data: vector, dims: [1, 1, vector.length] },
    lengths: { type: 'int32', data: Int32Array.of(1), dims: [1] },
    ...(ngrams && { ngrams: encodeNgrams([Int32Array.of(ngrams.buckets - 1)]) }),
  };
  const { logits } = await session.run(feeds, ['logits']);
  if (logits!.some((logit) => !Number.isFinite(logit))) throw new Error('output logits: is not finite');
}

/** Whether a text by itself gets other bits from the graph than beside another one. */
function isOddText(session: Session, width: number, ngrams: NgramSettings | undefined): Promise<boolean> {
  return isOddAlone(width, async ({ feeds, batch, time }) => {
    const own = ngrams && { ngrams: encodeNgrams(Array(batch).fill(someRows(time * 8, ngrams))) };
    const { logits, attention } = await session.run({ ...feeds, ...own }, ['logits', 'attention']);
    return [...logits!.slice(0, classes.length), ...ofText(attention!, 0, { batch, time, size: 1 })];
  });
}

/** Rows spread over the table. */
function someRows(count: number, { buckets }: NgramSettings): Int32Array {
  return Int32Array.from({ length: count }, (_, index) => Math.floor((index * buckets) / count));
}
