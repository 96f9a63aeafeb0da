import { MPEGDecoder } from 'mpg123-decoder';
import { type PieceDecoder, wholePiece } from './decoder.ts';
import { quietly } from './quietly.ts';

/** Bytes that are decoded at once: about a second of speech. */
const pieceBytes = 8192;

/** MP3, by mpg123, which wants to see the whole file: its first frame tells what to leave out at both ends. */
export const mp3: PieceDecoder = {
  async *decode({ bytes }) {
    const decoder = new MPEGDecoder();
    await decoder.ready;
    try {
      for (let at = 0; at < bytes.length; at += pieceBytes) {
        yield wholePiece(quietly(() => decoder.decode(bytes.subarray(at, at + pieceBytes))));
      }
    } finally {
      decoder.free();
    }
  },
};
