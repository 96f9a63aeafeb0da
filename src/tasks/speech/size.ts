/** Bytes of a second of speech at the least that encoders are asked for, 12 kbit/s. */
const leastBytes = 1500;

/** Steps of the network that a second takes, as many as a batch counts tokens. */
const stepsPerSecond = 34;

const ascii = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/**
 * About how many steps a recording takes, without decoding it: as its header says if it is a WAV, else as long as it can be. For putting
 * recordings of like length into one batch.
 */
export function estimateSteps(audio: Uint8Array | Int16Array): number {
  const seconds = audio instanceof Int16Array ? audio.length / 16_000 : audio.length / bytesPerSecond(audio);
  return Math.max(1, Math.ceil(seconds * stepsPerSecond));
}

function bytesPerSecond(bytes: Uint8Array): number {
  const isWav = bytes.length >= 36 && ascii(bytes, 0) === 'RIFF' && ascii(bytes, 12) === 'fmt ';
  if (!isWav) return leastBytes;
  const said = new DataView(bytes.buffer, bytes.byteOffset).getUint32(28, true);
  return Math.max(leastBytes, said);
}
