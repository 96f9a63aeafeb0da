import { jsonPointer, SlotlineError } from '../../errors.ts';
import type { Manifest } from '../../package/manifest.ts';
import { explainedWork, mostExplainedTokens, mostExplainedWork } from '../../tasks/tag/size.ts';
import type { TagBody } from '../schemas/tag.ts';
import { checkExplainedSize } from './explained-size.ts';

/** Refuses `requested` if the model takes none, does not know a name, or there are not as many lists as texts. */
export function checkRequested({ texts, requested }: TagBody, manifest: Manifest): void {
  if (requested === undefined) return;
  if (!manifest.requested) {
    const detail = `Leave requested out: the model ${manifest.name} was trained without it`;
    throw new SlotlineError('requested_unsupported', detail, { pointer: '/requested' });
  }
  const nested = requested.some((entry) => Array.isArray(entry));
  if (nested && requested.length !== texts?.length) {
    const detail = texts
      ? `requested has ${requested.length} lists for ${texts.length} texts; give one list for each text`
      : 'With text, requested is a list of slot names; lists of lists go with texts';
    throw new SlotlineError('invalid_field', detail, { pointer: '/requested' });
  }
  for (const [i, entry] of requested.entries()) {
    if (!Array.isArray(entry)) checkSlot(entry, ['requested', i], manifest.slots);
    else for (const [k, name] of entry.entries()) checkSlot(name, ['requested', i, k], manifest.slots);
  }
}

/** Refuses a slot that the model does not know, states that it does not tell, and what is too long to be explained. */
export function checkExplain(body: TagBody, manifest: Manifest): void {
  const { explain, explainSlots = [] } = body;
  for (const [i, name] of explainSlots.entries()) checkSlot(name, ['explainSlots', i], manifest.slots);
  if (!explain) return;
  if (explain === 'states' && manifest.model.states === undefined) {
    const detail = `Ask for explain: true, or another model: the package of ${manifest.name} lacks the graph of states`;
    throw new SlotlineError('states_unsupported', detail, { pointer: '/explain' });
  }
  checkExplainedSize(body, {
    tokens: mostExplainedTokens,
    work: mostExplainedWork,
    workOf: (tokens) => explainedWork(explain, tokens),
    instead: `explain at most ${mostExplainedTokens}, sentence by sentence`,
  });
}

function checkSlot(name: string, path: readonly (string | number)[], known: readonly string[]): void {
  if (known.includes(name)) return;
  const pointer = jsonPointer(path);
  throw new SlotlineError('unknown_slot', `Use one of: ${known.join(', ')}`, { pointer });
}
