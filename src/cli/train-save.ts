import { type Checkpoint, writeCheckpoint } from '../training/checkpoint.ts';
import type { EndReason, TrainingEvent } from '../training/loop.ts';

/** How a training ended. */
export interface TrainingEnd {
  readonly checkpoint: Checkpoint;
  readonly reason: EndReason;
}

/** Follows a training to its end; saves a checkpoint after each epoch and when interrupted. */
export async function saveEvents(
  file: string,
  events: AsyncIterable<TrainingEvent>,
  onEvent: (event: TrainingEvent) => void,
): Promise<TrainingEnd> {
  for await (const event of events) {
    onEvent(event);
    if (event.kind === 'step') continue;
    if (event.kind === 'epoch' || event.reason === 'interrupted')
      await writeCheckpoint(file, event.checkpoint);
    if (event.kind === 'end') return event;
  }
  throw new Error('the training ended without saying so');
}
