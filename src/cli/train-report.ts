import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskReport } from '../report/input.ts';
import type { FinishedTraining } from '../tasks/tokens/finished.ts';
import type { EndReason } from '../training/loop.ts';

/** What the report needs beside the training. */
interface Reported {
  readonly reason: EndReason;
  readonly measured: {
    readonly manifest: { readonly architecture: { readonly parameters?: unknown } };
    readonly bytes: number;
  };
  readonly task: TaskReport;
}

/** Writes the report of a training into the folder of its package, of which it is no part. */
export async function writeReport(
  out: string,
  { setup: { recipe }, checkpoint, splits, workers }: FinishedTraining,
  { reason, measured, task }: Reported,
): Promise<void> {
  const { renderReport } = await import('../report/report.ts');
  const { history } = checkpoint.position;
  const page = renderReport({
    recipe,
    history,
    model: {
      name: recipe.name,
      version: recipe.version,
      parameters: Number(measured.manifest.architecture.parameters),
      bytes: measured.bytes,
    },
    dataFiles: { files: splits.files, sha256: splits.sha256 },
    workers,
    endReason: reason,
    seconds: history.epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    task,
  });
  await writeFile(join(out, 'report.html'), page);
}
