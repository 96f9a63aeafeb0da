import { randomSource } from '../../src/random.ts';
import type { ReportInput } from '../../src/report/input.ts';
import { tagReport } from '../../src/report/tag-report.ts';
import type { Evaluation } from '../../src/tasks/tag/evaluate.ts';
import { confusion, scoreSpans } from '../../src/tasks/tag/metrics.ts';
import { recipeSchema } from '../../src/tasks/tag/recipe.ts';
import type { Span } from '../../src/text/bio.ts';
import type { EpochRecord, StepRecord } from '../../src/training/history.ts';

/** The slots of made-up evaluations. */
export const slots = [
  'arrival_time',
  'carrier',
  'departure_time',
  'destination',
  'origin',
  'passengers',
  'stopover',
];

/** An evaluation of made-up answers: a tenth of the spans got another slot. */
export function madeUpEvaluation(names: readonly string[] = slots, sentences = 200): Evaluation {
  const random = randomSource(3).next;
  const pick = () => names[Math.floor(random() ** 2 * names.length)]!;
  const gold = Array.from({ length: sentences }, (): Span[] =>
    [0, 2, 4].map((start) => ({ slot: pick(), start, end: start + 1 })),
  );
  const predicted = gold.map((spans) =>
    spans.map((span) => (random() < 0.1 ? { ...span, slot: pick() } : span)),
  );
  const labels = (lists: Span[][]) => lists.map((spans) => ['O', ...spans.map(({ slot }) => `B-${slot}`)]);
  const scores = scoreSpans(gold, predicted);
  const half = { followed: 9, total: 18, rate: 0.5 };
  return {
    scores,
    bySource: { atis: scores.overall, 'made <b>up</b>': { ...scores.overall, f1: 0.25 } },
    withoutRequested: { ...scores, overall: { ...scores.overall, f1: 0.75 } },
    confusion: confusion(labels(gold), labels(predicted)),
    swap: { values: half, context: { followed: 0, total: 0, rate: 0 }, overall: half, places: half },
  };
}

/** The input of a report of a made-up training. */
export function madeUpInput(
  epochs = 12,
  stepsOfEpoch = 100,
  measured: Parameters<typeof tagReport>[1] = { dev: madeUpEvaluation(), test: madeUpEvaluation() },
): ReportInput {
  const random = randomSource(5).next;
  const records = Array.from(
    { length: epochs },
    (_, epoch): EpochRecord => ({
      epoch,
      loss: 8 * 0.7 ** epoch + 0.3,
      devScore: epoch === epochs - 1 && epoch > 0 ? 0.9 : 1 - 0.5 * 0.75 ** (epoch + 1),
      learningRate: 0.003 * (1 - epoch / 20),
      seconds: 30,
      sentencesPerSecond: 900 + 80 * random(),
      gradientNorm: { median: 1, largest: 2 },
      best: epoch < epochs - 1 || epochs === 1,
    }),
  );
  const steps = Array.from(
    { length: epochs * stepsOfEpoch },
    (_, index): StepRecord => ({
      step: index + 1,
      loss: 1,
      gradientNorm: (9 * random() + 1) / (1 + index / 300),
    }),
  );
  const recipe = recipeSchema.parse({
    name: 'booking',
    description: 'Books <script>alert(1)</script>',
    encoders: { word: { dimension: 8 } },
    network: { requested: {} },
  });
  return {
    recipe,
    history: { epochs: records, steps },
    model: { name: 'booking', version: '1.0.0', parameters: 1_234_567, bytes: 4_938_268 },
    dataFiles: { files: ['train.jsonl', 'dev.jsonl', 'test.jsonl'], sha256: 'ab'.repeat(32) },
    workers: 2,
    endReason: 'patience',
    seconds: 12 * 30,
    task: tagReport(recipe, measured),
  };
}
