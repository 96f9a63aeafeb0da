/** The mean of all channels, of which there is at least one; all are of one length. */
export function mixToMono(channels: readonly Float32Array[]): Float32Array {
  const mono = channels[0]!.slice();
  for (const channel of channels.slice(1)) {
    for (let i = 0; i < mono.length; i++) mono[i] = mono[i]! + channel[i]!;
  }
  if (channels.length > 1) {
    for (let i = 0; i < mono.length; i++) mono[i] = mono[i]! / channels.length;
  }
  return mono;
}

/** Pieces one after another. */
export function joinPieces(pieces: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

/** Samples in -1..1 as 16-bit numbers, rounded, clipped at full scale, in memory that threads can share. */
export function toShared16(samples: Float32Array): Int16Array {
  const shared = new Int16Array(new SharedArrayBuffer(samples.length * 2));
  for (let i = 0; i < samples.length; i++) {
    shared[i] = Math.max(-32_768, Math.min(32_767, Math.round(samples[i]! * 32_768)));
  }
  return shared;
}
