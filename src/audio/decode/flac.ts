import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { readStreamInfo } from '../flac/stream-info.ts';
import type { Recording } from '../recording.ts';
import { type PieceDecoder, wholePiece } from './decoder.ts';
import { quietly } from './quietly.ts';

/** FLAC, by libFLAC; a file that holds more or fewer samples than it says is broken. */
export const flac: PieceDecoder = {
  async *decode(recording) {
    const total = totalOf(recording);
    // Of each file its own: libFLAC remembers the last frame, and takes the first of another file for one that does not follow.
    const decoder = new FLACDecoder();
    await decoder.ready;
    try {
      let length = 0;
      // One by one, so that a frame that is broken is the last that is decoded.
      for (const packet of recording.packets) {
        const piece = wholePiece(await quietly(() => decoder.decodeFrames([packet])));
        length += piece[0]?.length ?? 0;
        if (total !== undefined && length > total) throw new Error(`there are more than ${total} samples`);
        yield piece;
      }
      if (total !== undefined && length < total) throw new Error(`there are ${length} of ${total} samples`);
    } finally {
      decoder.free();
    }
  },
};

/** How many samples the file says it has, if it does. In Matroska a part of a file may have the header of the whole. */
function totalOf({ format, description }: Recording): number | undefined {
  return format === 'FLAC' && description ? readStreamInfo(description.subarray(8))?.total : undefined;
}
