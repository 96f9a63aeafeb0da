/** A page of an Ogg file (RFC 3533, section 6). */
export interface OggPage {
  /** Where it begins in the file, and where its data do. */
  readonly start: number;
  readonly dataStart: number;
  readonly end: number;
  /** Whether a stream begins with it. */
  readonly begins: boolean;
  /** Whether its first packet began in a page before. */
  readonly continued: boolean;
  /** Lengths of the segments its packets are cut into: one of 255 is not the last of its packet. */
  readonly lacing: Uint8Array;
}

/** The pages of an Ogg file one after another, up to the first place where none begins, or one that is cut. */
export function* oggPages(bytes: Uint8Array): Generator<OggPage> {
  for (let start = 0; isPage(bytes, start); ) {
    const dataStart = start + 27 + bytes[start + 26]!;
    const lacing = bytes.subarray(start + 27, dataStart);
    const end = lacing.reduce((at, length) => at + length, dataStart);
    if (end > bytes.length) return;
    const flags = bytes[start + 5]!;
    yield { start, dataStart, end, begins: (flags & 2) !== 0, continued: (flags & 1) !== 0, lacing };
    start = end;
  }
}

function isPage(bytes: Uint8Array, at: number): boolean {
  return at + 27 <= bytes.length && String.fromCharCode(...bytes.subarray(at, at + 4)) === 'OggS';
}

/** The recordings of which an Ogg file is made: several if it is chained, as by joining files. Any other file is one. */
export function* oggLinks(bytes: Uint8Array): Generator<Uint8Array> {
  let [linkStart, inHead] = [0, true];
  for (const { start, begins } of oggPages(bytes)) {
    if (begins && !inHead) {
      yield bytes.subarray(linkStart, start);
      linkStart = start;
    }
    inHead = begins;
  }
  yield bytes.subarray(linkStart);
}

/** Seconds of all Opus packets whose beginning is in a page, as they say themselves (RFC 6716, section 3.1). */
export function opusSeconds(bytes: Uint8Array, { dataStart, lacing, continued }: OggPage): number {
  let [seconds, at, fresh] = [0, dataStart, !continued];
  for (const length of lacing) {
    if (fresh) seconds += packetSeconds(bytes.subarray(at, at + length));
    fresh = length < 255;
    at += length;
  }
  return seconds;
}

function packetSeconds(packet: Uint8Array): number {
  const [head, count] = packet;
  if (head === undefined) return 0;
  const frames = [1, 2, 2, (count ?? 0) & 63][head & 3]!;
  const seconds = (frames * frameMilliseconds(head >> 3)) / 1000;
  // Longer ones there are none: it is a header, which begins with "Opus".
  return seconds > 0.12 ? 0 : seconds;
}

function frameMilliseconds(mode: number): number {
  if (mode < 12) return [10, 20, 40, 60][mode & 3]!;
  return mode < 16 ? [10, 20][mode & 1]! : [2.5, 5, 10, 20][mode & 3]!;
}
