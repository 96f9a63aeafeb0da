import { OggOpusDecoder } from 'ogg-opus-decoder';
import { AudioError } from '../error.ts';
import type { Pcm } from '../pcm.ts';
import { IdleDecoders } from './idle-decoders.ts';

/** Opus can be decoded at several rates; this is the one that networks hear. The package's types lack the option. */
const options: object = { sampleRate: 16_000 };

const decoders = new IdleDecoders(() => new OggOpusDecoder(options));

/** Decodes a whole Ogg Opus file, at 16 kHz. Throws an AudioError for a broken one. */
export async function decodeOggOpus(bytes: Uint8Array): Promise<Pcm> {
  try {
    return await decoders.lend(async (decoder) => {
      const { channelData, errors } = await decoder.decodeFile(bytes);
      if (errors.length > 0) throw new Error(errors[0]!.message);
      return { channels: channelData, sampleRate: 16_000 };
    });
  } catch (error) {
    throw new AudioError(
      'broken',
      'The Ogg Opus file is broken: send the whole file, or make it again',
      error,
    );
  }
}
