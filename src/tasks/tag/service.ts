import { bioConstraint } from '../../decoding/constraint.ts';
import { prepareTransitions } from '../../decoding/transitions.ts';
import type { TaggerPackage } from '../../package/parse.ts';
import { LazySession, type Session } from '../../runtime/session.ts';
import { buildEncoders } from '../../text/encoders/index.ts';
import { blaming, openGraph } from '../tokens/open-graph.ts';
import { probeTokens } from '../tokens/probe.ts';
import { TokenVectors } from '../tokens/token-vectors.ts';
import { answerParts } from './answer.ts';
import { answerTexts, tagTexts } from './ask.ts';
import { checkGolden } from './golden.ts';
import { checkGraphs, checkStates } from './graph-check.ts';
import type { TaggerNetwork } from './infer.ts';
import { isOddSentence, probeSentences } from './probe.ts';
import type { StatesGraph } from './states.ts';
import type { Tagger } from './tagger.ts';

/** A tagger from a parsed package, its golden cases replayed; throws a PackageError. */
export async function startTagger(source: TaggerPackage): Promise<Tagger> {
  const tagger = await openTagger(source);
  try {
    await checkGolden(tagger, source);
  } catch (error) {
    await tagger.close();
    throw error;
  }
  return tagger;
}

/** A tagger from a parsed package, its graphs checked but its golden cases not replayed. */
export async function openTagger(source: TaggerPackage): Promise<Tagger> {
  const { manifest, labels } = source;
  const { network, close } = await openNetwork(source);
  return {
    manifest,
    labels,
    tag: (requests) => tagTexts(network, requests),
    answer: (requests) => answerTexts(network, requests),
    close,
  };
}

/** A loaded network, and what frees it. */
export interface OpenNetwork {
  readonly network: TaggerNetwork;
  readonly close: () => Promise<void>;
}

/** The network of a parsed package, its graphs checked. */
export async function openNetwork(source: TaggerPackage): Promise<OpenNetwork> {
  const { folder, manifest } = source;
  const [tokens, session] = [
    await openGraph(folder, manifest.model.tokens, source.tokens),
    await openGraph(folder, manifest.model.file, source.model),
  ];
  let states: StatesGraph | undefined;
  const close = async (): Promise<void> => {
    await tokens.close();
    await session.close();
    await states?.session.close();
  };
  try {
    const network = await connect(source, tokens, session);
    states = source.states && (await checkedStates(source, source.states, network.vectors.width));
    return { network: { ...network, states }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Loads the graph of gates and states to check it; to be asked, it is loaded again, if it ever is. */
async function checkedStates(source: TaggerPackage, model: Uint8Array, width: number): Promise<StatesGraph> {
  const session = await openGraph(source.folder, source.manifest.model.states!, model);
  try {
    const outputs = checkStates(source, session, width);
    return { cell: source.manifest.architecture.cell.name, outputs, session: new LazySession(model) };
  } finally {
    await session.close();
  }
}

async function connect(source: TaggerPackage, tokens: Session, session: Session): Promise<TaggerNetwork> {
  const { folder, manifest, labels } = source;
  const { model, requested } = manifest;
  const encoders = buildEncoders(manifest.encoders, source.words, { remember: false });
  const width = checkGraphs(source, { tokens, sentences: session }, encoders);
  const vectors = new TokenVectors(tokens, encoders, width);
  const vector = await blaming({ folder, file: model.tokens }, () => probeTokens(tokens, encoders));
  const table = await blaming({ folder, file: model.file }, async () =>
    prepareTransitions(await probeSentences(session, vector, requested), bioConstraint(labels)),
  );
  const oddAlone = await blaming({ folder, file: model.file }, () =>
    isOddSentence(session, width, requested),
  );
  return { vectors, session, oddAlone, table, labels, parts: answerParts(labels), slots: requested };
}
