/** What the header of a FLAC file says of it (RFC 9639, section 8.2). */
export interface StreamInfo {
  readonly sampleRate: number;
  /** Samples of each channel, if it is known. */
  readonly total?: number;
}

/** Reads the contents of a STREAMINFO; undefined if it is cut. */
export function readStreamInfo(info: Uint8Array): StreamInfo | undefined {
  if (info.length < 18) return undefined;
  const view = new DataView(info.buffer, info.byteOffset);
  const sampleRate = view.getUint32(10) >>> 12;
  const total = (info[13]! & 15) * 2 ** 32 + view.getUint32(14);
  return { sampleRate, ...(total > 0 && { total }) };
}
