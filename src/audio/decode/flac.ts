import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { type PieceDecoder, wholePiece } from './decoder.ts';
import { IdleDecoders } from './idle-decoders.ts';

// A frame of FLAC needs nothing of the frames before it, so a decoder can go on with another file.
const decoders = new IdleDecoders(() => new FLACDecoder());

/** FLAC, by libFLAC. */
export const flac: PieceDecoder = {
  async *decode({ packets }) {
    const decoder = await decoders.take();
    // One by one, since the decoder writes a line to the console for each frame that is broken.
    for (const packet of packets) yield wholePiece(await decoder.decodeFrames([packet]));
    decoders.giveBack(decoder);
  },
};
