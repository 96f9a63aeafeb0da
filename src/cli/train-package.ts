import { type FinishedTraining, finishTagger, type Measured, writeBeside } from '../tasks/tag/finish.ts';
import type { EndReason } from '../training/loop.ts';

/** Writes the package and its report; gives what it reaches. */
export async function writePackage(
  out: string,
  training: FinishedTraining,
  endReason: EndReason,
): Promise<Measured> {
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
  return measured;
}
