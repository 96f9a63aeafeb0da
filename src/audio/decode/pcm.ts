import { AudioSampleSink } from 'mediabunny';
import type { PieceDecoder } from './decoder.ts';

/** Samples as they are, or by A-law or mu-law: 8 to 64 bits, whole numbers or floats. */
export const pcm: PieceDecoder = {
  async *decode({ track }) {
    for await (const sample of new AudioSampleSink(track).samples()) {
      const { numberOfFrames, numberOfChannels } = sample;
      yield Array.from({ length: numberOfChannels }, (_, planeIndex) => {
        const channel = new Float32Array(numberOfFrames);
        sample.copyTo(channel, { planeIndex, format: 'f32-planar' });
        return channel;
      });
      sample.close();
    }
  },
};
