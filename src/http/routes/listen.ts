import type { FastifyReply, FastifyRequest } from 'fastify';
import type { CtcHotword } from '../../decoding/ctc/index.ts';
import { SlotlineError } from '../../errors.ts';
import type { Submitted } from '../../runtime/pool/pool.ts';
import { writableHotword } from '../../tasks/speech/hotword.ts';
import type { Decoding } from '../../tasks/speech/request.ts';
import { placeInTime, type SaidSlot, type TextSlot } from '../../tasks/speech/said-slots.ts';
import type { SpeechService } from '../../tasks/speech/speech-service.ts';
import type { Transcript } from '../../tasks/speech/transcript.ts';
import type { TagService } from '../../tasks/tag/tag-service.ts';
import { heardOf } from '../heard.ts';
import type { ModelWork } from '../request-log.ts';
import type { SpeechLimits } from '../schemas/transcribe.ts';
import { workOf, workTogether } from './work-of.ts';

/** Who listens, and who finds slots in what was heard, if anyone does. */
export interface Listeners {
  readonly model: SpeechService;
  readonly tagger?: TagService | undefined;
}

/** What is to be heard, and how. */
export interface Recording {
  readonly audio: Uint8Array;
  readonly decoding: Decoding;
  /** Whether the letters of each frame are told as well. */
  readonly letters?: boolean | undefined;
  readonly limits: SpeechLimits;
}

/** A transcript, and the slots in it if someone looked for them. */
export interface Listened extends Transcript {
  readonly slots?: SaidSlot[];
}

/** Bytes of a sample when it is decoded, and the highest common sample rate: what is longer in time is refused as such. */
const decodedBytes = 4 * 192_000;

/** Listens to a recording and leaves word of the work; throws a SlotlineError if there is nothing to be heard. */
export async function listen(
  request: FastifyRequest,
  reply: FastifyReply,
  { model, tagger }: Listeners,
  { audio, decoding, letters, limits }: Recording,
): Promise<Listened> {
  const { seconds } = limits;
  const asked = {
    audio,
    decoding: decodingFor(model, decoding),
    letters,
    limits: { seconds, decodedBytes: seconds * decodedBytes },
  };
  const done = await whileWaited(reply, model.answer([asked]));
  const heard = heardOf(done.bodies[0]!);
  const texts = [heard.text];
  const works: ModelWork[] = [workOf({ model: model.manifest, texts }, done)];
  let slots: SaidSlot[] | undefined;
  if (tagger !== undefined) {
    const tagged = await whileWaited(reply, tagger.answer([{ text: heard.text, unit: 'utf16' }]));
    const found: { readonly slots: readonly TextSlot[] } = JSON.parse(tagged.bodies[0]!);
    slots = placeInTime(heard, found.slots);
    works.push(workOf({ model: tagger.manifest, texts }, tagged));
  }
  request.work = workTogether(works, texts);
  return { ...heard, ...(slots && { slots }) };
}

/** How to decode with a model; throws a SlotlineError for what it has not or cannot write. */
export function decodingFor({ manifest }: SpeechService, decoding: Decoding): Decoding {
  const { languageModel, alpha, hotwords } = decoding;
  if (manifest.decoding?.languageModel === undefined && (languageModel === true || alpha !== undefined)) {
    const pointer = languageModel === true ? '/languageModel' : '/alpha';
    throw new SlotlineError('invalid_field', `${manifest.name} has no language model; leave this out`, {
      pointer,
    });
  }
  if (hotwords === undefined) return decoding;
  const letters = new Set(manifest.alphabet.symbols);
  return { ...decoding, hotwords: hotwords.map((hotword) => writable(hotword, letters, manifest.name)) };
}

function writable(hotword: CtcHotword, letters: ReadonlySet<string>, model: string): CtcHotword {
  const written = writableHotword(hotword, letters);
  if (written !== undefined) return written;
  const detail = `${model} cannot write ${JSON.stringify(hotword.text)}; send it as it is said, in letters, or leave it out`;
  throw new SlotlineError('invalid_field', detail, { pointer: '/hotwords' });
}

async function whileWaited(reply: FastifyReply, { outcome, cancel }: Submitted) {
  reply.raw.once('close', cancel);
  try {
    return await outcome;
  } finally {
    reply.raw.off('close', cancel);
  }
}
