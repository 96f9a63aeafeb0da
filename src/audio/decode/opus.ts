import { OpusDecoder } from 'opus-decoder';
import { inPieces, type PieceDecoder, wholePiece } from './decoder.ts';
import { quietly } from './quietly.ts';

/** Opus decodes at several rates; this is the one that networks hear. */
const sampleRate = 16_000;

/** Opus of any container, by libopus, at 16 kHz. */
export const opus: PieceDecoder = {
  sampleRate,
  async *decode({ packets, description, channels, seconds, format }) {
    const head = readHead(description, channels);
    const decoder = new OpusDecoder({ sampleRate, ...head });
    await decoder.ready;
    try {
      // Ogg tells to the sample how long the sound is, which is less than its packets hold.
      const whole = Math.round(seconds * sampleRate);
      let left = format === 'Ogg' ? whole : Number.POSITIVE_INFINITY;
      for (const packetsOfPiece of inPieces(packets)) {
        const piece = wholePiece(quietly(() => decoder.decodeFrames(packetsOfPiece)));
        const length = Math.max(0, Math.min(left, piece[0]?.length ?? 0));
        left -= length;
        yield piece.map((channel) => channel.subarray(0, length));
      }
    } finally {
      decoder.free();
    }
  },
};

/** How channels are coded, and what to leave out in front: RFC 7845, section 5.1; `preSkip` at 16 kHz. */
interface OpusHead {
  readonly channels: number;
  readonly preSkip: number;
  readonly streamCount?: number;
  readonly coupledStreamCount?: number;
  readonly channelMappingTable?: number[];
}

function readHead(description: Uint8Array | undefined, channels: number): OpusHead {
  if (description === undefined || description.length < 19) return { channels, preSkip: 0 };
  const preSkip = Math.round(((description[10]! + 256 * description[11]!) * sampleRate) / 48_000);
  const count = description[9]!;
  const family = description[18]!;
  if (family === 0) return { channels: count, preSkip };
  return {
    channels: count,
    preSkip,
    streamCount: description[19]!,
    coupledStreamCount: description[20]!,
    channelMappingTable: [...description.subarray(21, 21 + count)],
  };
}
