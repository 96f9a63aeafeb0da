import type { KeywordsPackage } from '../../package/parse.ts';
import type { Session } from '../../runtime/session.ts';
import { buildEncoders } from '../../text/encoders/index.ts';
import { checkTokenGraph } from '../tokens/graph-check.ts';
import { blaming, openGraph } from '../tokens/open-graph.ts';
import { probeTokens } from '../tokens/probe.ts';
import { TokenVectors } from '../tokens/token-vectors.ts';
import { answerTexts } from './answer.ts';
import { checkGolden } from './golden.ts';
import { checkWindowGraph, isOddWindow, probeWindows } from './graph-check.ts';
import { infer, type KeywordsNetwork } from './infer.ts';
import type { KeywordsModel } from './model.ts';
import { phrasesOf, toKeywords } from './result.ts';

/** A model from a parsed package, its golden cases replayed; throws a PackageError. */
export async function startKeywords(source: KeywordsPackage): Promise<KeywordsModel> {
  const model = await openKeywords(source);
  try {
    await checkGolden(model, source);
  } catch (error) {
    await model.close();
    throw error;
  }
  return model;
}

/** A model from a parsed package, its graphs checked but its golden cases not replayed. */
export async function openKeywords(source: KeywordsPackage): Promise<KeywordsModel> {
  const { folder, manifest } = source;
  const tokens = await openGraph(folder, manifest.model.tokens, source.tokens);
  const windows = await openGraph(folder, manifest.model.file, source.model);
  const close = async (): Promise<void> => {
    await tokens.close();
    await windows.close();
  };
  try {
    const network = await connect(source, tokens, windows);
    return {
      manifest,
      rate: (texts) => infer(network, texts, manifest),
      async find(texts, wanted = {}) {
        const rated = await infer(network, texts, manifest);
        return rated.map((each) => toKeywords(each, phrasesOf(each, wanted, manifest)));
      },
      answer: (requests) => answerTexts(network, requests, manifest),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function connect(source: KeywordsPackage, tokens: Session, session: Session): Promise<KeywordsNetwork> {
  const { folder, manifest } = source;
  const { model, method } = manifest;
  const encoders = buildEncoders(manifest.encoders, source.words, { remember: false });
  const width = checkTokenGraph({ folder, file: model.tokens }, tokens, encoders);
  checkWindowGraph(source, session, width);
  const vector = await blaming({ folder, file: model.tokens }, () => probeTokens(tokens, encoders));
  const where = { folder, file: model.file };
  await blaming(where, () => probeWindows(session, method, vector));
  const oddAlone = await blaming(where, () => isOddWindow(session, method, width));
  return { vectors: new TokenVectors(tokens, encoders, width), session, oddAlone };
}
