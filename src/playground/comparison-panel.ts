import type { Model, Question } from './answer.ts';
import { Comparison, type Opinion } from './comparison.ts';
import { byId } from './dom.ts';
import { Latest } from './latest.ts';
import { ownRefusal, type Panel } from './panels.ts';
import type { Service } from './service.ts';
import type { Tones } from './tones.ts';

/** All models' answers side by side. */
export function comparisonPanel(service: Service, tones: Tones, models: () => readonly Model[]): Panel {
  const view = new Comparison(tones);
  const details = byId('compare', HTMLDetailsElement);
  return {
    details,
    latest: new Latest(),
    isOpen: () => details.open,
    async ask(question, signal) {
      const opinions = models().map((model) => opinionOf(service, model, question, signal));
      const found = await Promise.all(opinions);
      if (!signal.aborted) view.show(question.text, found, question.model);
    },
    clear: () => view.clear(),
  };
}

/** What one model answers; rejects with failures that are not the model's own. */
async function opinionOf(
  service: Service,
  model: Model,
  { text, requested }: Question,
  signal: AbortSignal,
): Promise<Opinion> {
  const known = requested?.filter((slot) => model.requested?.includes(slot)) ?? [];
  const question = { text, model: model.name, ...(known.length > 0 && { requested: known }) };
  const outcome = await service.tag(question, signal).catch(ownRefusal);
  return { model, outcome };
}
