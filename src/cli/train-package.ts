import { type FinishedTraining, finishTagger, writeBeside } from '../tasks/tag/finish.ts';
import type { EndReason } from '../training/loop.ts';

/** Writes the package and its report, and prints what it reaches. */
export async function writePackage(
  out: string,
  training: FinishedTraining,
  endReason: EndReason,
): Promise<void> {
  // Loaded only now: serving and the start of a training need no plots.
  const { renderCard } = await import('../report/card.ts');
  const { renderReport } = await import('../report/report.ts');
  const measured = await finishTagger(out, training, renderCard);
  const { setup, checkpoint, splits, workers } = training;
  const { history } = checkpoint.position;
  await writeBeside(
    out,
    'report.html',
    renderReport({
      recipe: setup.recipe,
      history,
      clipping: setup.recipe.training.clipping,
      dev: measured.dev,
      ...(measured.test && { test: measured.test }),
      model: {
        name: setup.recipe.name,
        version: setup.recipe.version,
        parameters: Number(measured.manifest.architecture.parameters),
        bytes: measured.bytes,
      },
      dataFiles: { files: splits.files, sha256: splits.sha256 },
      workers,
      endReason,
      seconds: history.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    }),
  );
  const percent = (f1: number) => `${(100 * f1).toFixed(2)} %`;
  const test = measured.test ? `, test F1 ${percent(measured.test.scores.overall.f1)}` : '';
  console.log(`${out}: dev F1 ${percent(measured.dev.scores.overall.f1)}${test}`);
}
