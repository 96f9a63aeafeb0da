import type { Question } from './answer.ts';
import { byId } from './dom.ts';
import { Failure } from './failure.ts';
import { Latest } from './latest.ts';
import type { Service } from './service.ts';
import { StatesView } from './states-view.ts';
import type { Why } from './why.ts';

/** A part of the page that asks something of its own when the sentence stays the same for a moment. */
export interface Panel {
  readonly latest: Latest;
  /** Where it is opened and closed, if it is not always open. */
  readonly details?: HTMLDetailsElement;
  readonly isOpen: () => boolean;
  ask(question: Question, signal: AbortSignal): Promise<void>;
  clear(): void;
}

/** What the chosen slot hangs on. */
export function explanationPanel(service: Service, why: Why): Panel {
  let isPossible = true;
  return {
    latest: new Latest(),
    isOpen: () => isPossible,
    async ask(question, signal) {
      const outcome = await service.tag({ ...question, explain: true }, signal).catch(ownRefusal);
      if (signal.aborted) return;
      if (!(outcome instanceof Failure)) return why.show(outcome);
      isPossible = !isUnknown(outcome);
      if (isPossible) why.tell(outcome.message);
      else why.hide();
    },
    clear: () => why.show(undefined),
  };
}

/** Gates and memory. */
export function statesPanel(service: Service): Panel {
  const view = new StatesView();
  const details = byId('inside', HTMLDetailsElement);
  return {
    details,
    latest: new Latest(),
    isOpen: () => details.open,
    async ask(question, signal) {
      const outcome = await service.tag({ ...question, explain: 'states' }, signal).catch(ownRefusal);
      if (signal.aborted) return;
      if (!(outcome instanceof Failure)) view.show(outcome);
      else view.clear(isUnknown(outcome) ? 'This service does not tell its gates.' : outcome.message);
    },
    clear: () => view.clear(''),
  };
}

/** Whether the service is older than this field of a question, or than its value. */
function isUnknown({ code, pointer }: Failure): boolean {
  return pointer === '/explain' && (code === 'unknown_field' || code === 'invalid_field');
}

/** A refusal of the question itself; what asking again may help, or a key, goes on to be thrown. */
export function ownRefusal(error: unknown): Failure {
  if (!(error instanceof Failure) || error.retryAfter !== undefined || error.code === 'unauthenticated') {
    throw error;
  }
  return error;
}
