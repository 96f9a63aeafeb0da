import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { AudioError } from '../error.ts';
import type { Pcm } from '../pcm.ts';
import { IdleDecoders } from './idle-decoders.ts';

const decoders = new IdleDecoders(() => new FLACDecoder());

/** Decodes a whole FLAC file, also in Ogg. Throws an AudioError for a broken one. */
export async function decodeFlac(bytes: Uint8Array): Promise<Pcm> {
  try {
    return await decoders.lend(async (decoder) => {
      const { channelData, sampleRate, errors } = await decoder.decodeFile(bytes);
      if (errors.length > 0) throw new Error(errors[0]!.message);
      return { channels: channelData, sampleRate };
    });
  } catch (error) {
    throw new AudioError('broken', 'The FLAC file is broken: send the whole file, or make it again', error);
  }
}
