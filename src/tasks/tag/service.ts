import { bioConstraint } from '../../decoding/constraint.ts';
import { decode } from '../../decoding/decode.ts';
import { prepareTransitions, type TransitionTable } from '../../decoding/transitions.ts';
import { PackageError } from '../../package/error.ts';
import { loadPackage } from '../../package/load.ts';
import type { TaggerPackage } from '../../package/parse.ts';
import { openSession, type Session } from '../../runtime/session.ts';
import { buildEncoders } from '../../text/encoders/index.ts';
import { tokenize } from '../../text/tokenizer.ts';
import { encodeBatch, type NamedEncoder, type Sentence } from './encode.ts';
import { checkGolden } from './golden.ts';
import { checkGraph } from './graph-check.ts';
import { groupByLength } from './grouping.ts';
import { probe } from './probe.ts';
import { type TagResult, toResult } from './result.ts';
import { scoresOf } from './scores.ts';
import type { Tagger, TagRequest } from './tagger.ts';

/** Loads the package in `folder` and replays its golden cases; throws a PackageError naming what is wrong. */
export async function loadTagger(folder: string): Promise<Tagger> {
  const source = await loadPackage(folder);
  const tagger = await openTagger(source);
  try {
    await checkGolden(tagger, source);
  } catch (error) {
    await tagger.close();
    throw error;
  }
  return tagger;
}

/** A tagger from a parsed package, its graph checked but its golden cases not replayed. */
export async function openTagger(source: TaggerPackage): Promise<Tagger> {
  const { folder, manifest, labels } = source;
  const encoders = buildEncoders(manifest.encoders, source.words);
  const session = await openSession(source.model).catch((error: Error) => {
    throw new PackageError(
      { folder, file: manifest.model.file },
      `cannot be loaded (${error.message})`,
      error,
    );
  });
  try {
    checkGraph(source, session, encoders);
    const table = await readTransitions(source, session, encoders);
    return {
      manifest,
      labels,
      tag: (requests) => tag({ session, encoders, table, labels, slots: manifest.requested }, requests),
      close: () => session.close(),
    };
  } catch (error) {
    await session.close();
    throw error;
  }
}

interface Parts {
  readonly session: Session;
  readonly encoders: readonly NamedEncoder[];
  readonly table: TransitionTable;
  readonly labels: readonly string[];
  readonly slots: readonly string[] | undefined;
}

async function readTransitions(
  source: TaggerPackage,
  session: Session,
  encoders: readonly NamedEncoder[],
): Promise<TransitionTable> {
  const { folder, manifest, labels } = source;
  try {
    const transitions = await probe(session, encoders, manifest.requested);
    return prepareTransitions(transitions, bioConstraint(labels));
  } catch (error) {
    throw new PackageError({ folder, file: manifest.model.file }, (error as Error).message, error);
  }
}

async function tag(parts: Parts, requests: readonly TagRequest[]): Promise<TagResult[]> {
  const sentences: Sentence[] = requests.map(({ text, requested }) => ({
    tokens: tokenize(text),
    requested,
  }));
  const results: TagResult[] = requests.map(() => ({ tokens: [], slots: [] }));
  const spoken = [...sentences.keys()].filter((index) => sentences[index]!.tokens.length > 0);
  const groups = groupByLength(spoken.map((index) => sentences[index]!.tokens.length));
  for (const group of groups) {
    const indices = group.map((place) => spoken[place]!);
    const batch = indices.map((index) => sentences[index]!);
    const feeds = encodeBatch(batch, parts.encoders, parts.slots);
    const { scores } = await parts.session.run(feeds, ['scores']);
    for (const [b, index] of indices.entries()) {
      const { tokens } = batch[b]!;
      const own = scoresOf(scores!, b, {
        batch: batch.length,
        length: tokens.length,
        labels: parts.labels.length,
      });
      results[index] = toResult(requests[index]!.text, tokens, decode(own, parts.table), parts.labels);
    }
  }
  return results;
}
