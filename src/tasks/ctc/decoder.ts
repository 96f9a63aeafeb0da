import { CtcBeamDecoder } from '../../decoding/ctc/beam-decoder.ts';
import { GreedyDecoder } from '../../decoding/ctc/greedy.ts';
import type { CtcHypothesis } from '../../decoding/ctc/hypothesis.ts';
import type { CtcMatrix } from '../../decoding/ctc/matrix.ts';
import { type NgramData, NgramModel } from '../../decoding/ctc/ngram-model.ts';
import { type BatchResult, putCounts, type WorkerModel } from '../../runtime/pool/work.ts';
import type { DecodeRequest } from './request.ts';

/** The name under which workers decode: no model package can have it. */
export const decoderName = 'ctc/decode';

/** What is counted of a decoded request: texts and slots are not its business. */
const nothing = { tokens: 0, unknown: 0, slots: 0, unsure: 0 };

/** Decodes requests with the language models of that data, in the thread that asks. */
export function startDecoder(languageModels: ReadonlyMap<string, NgramData>): WorkerModel {
  const models = new Map([...languageModels].map(([name, data]) => [name, new NgramModel(data)]));
  return {
    async answer(requests: readonly unknown[]): Promise<BatchResult> {
      const started = performance.now();
      const bodies = (requests as readonly DecodeRequest[]).map((request) => answerOf(request, models));
      const counts: number[] = [];
      for (const index of bodies.keys()) putCounts(counts, index, nothing);
      return { bodies, counts, encode: 0, run: 0, decode: performance.now() - started };
    },
  };
}

function answerOf(request: DecodeRequest, models: ReadonlyMap<string, NgramModel>): string {
  const decode = decoderFor(request, models);
  const results = request.matrices.map((matrix) => {
    const alternatives = decode(matrix);
    return { text: alternatives[0]!.text, alternatives };
  });
  return JSON.stringify(request.isList ? { results } : results[0]);
}

function decoderFor(
  { alphabet, method, search, languageModel, lexicon, hotwords }: DecodeRequest,
  models: ReadonlyMap<string, NgramModel>,
): (matrix: CtcMatrix) => CtcHypothesis[] {
  if (method !== 'beam') {
    const decoder = new GreedyDecoder(alphabet, method);
    return (matrix) => [decoder.decode(matrix)];
  }
  const decoder = new CtcBeamDecoder(alphabet, {
    ...search,
    languageModel: languageModel && { ...languageModel, model: models.get(languageModel.name)! },
    lexicon,
    hotwords,
  });
  return (matrix) => decoder.decode(matrix);
}
