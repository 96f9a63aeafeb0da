import { type FrameHeader, readFrameHeader } from './frame-header.ts';

/** An encoded frame of FLAC. */
export interface FlacFrame {
  readonly data: Uint8Array;
  /** Samples of each channel. */
  readonly blockSize: number;
}

/** Of each byte the checksum of frames, CRC-16 with the polynomial 0x8005. */
const crcTable = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x8000 ? 0x8005 : 0);
  return crc;
});

/**
 * The frames of a FLAC file. A frame does not say how long it is: it ends where its checksum is right and the next header, or the end of
 * the file, follows. What is left behind the last such place is a frame, too, whole or not.
 */
export function* flacFrames(bytes: Uint8Array): Generator<FlacFrame> {
  let start = framesStart(bytes);
  for (let header = readFrameHeader(bytes, start); header; header = readFrameHeader(bytes, start)) {
    const end = frameEnd(bytes, start, header);
    yield { data: bytes.subarray(start, end), blockSize: header.blockSize };
    start = end;
  }
}

function frameEnd(bytes: Uint8Array, start: number, { length }: FrameHeader): number {
  let crc = 0;
  for (let at = start; at < bytes.length; at++) {
    if (crc === 0 && at > start + length && readFrameHeader(bytes, at)) return at;
    crc = ((crc << 8) & 0xffff) ^ crcTable[(crc >> 8) ^ bytes[at]!]!;
  }
  return bytes.length;
}

/** Where the first frame begins: behind tags of ID3 and blocks of metadata. */
function framesStart(bytes: Uint8Array): number {
  let at = 0;
  while (String.fromCharCode(...bytes.subarray(at, at + 3)) === 'ID3') at += 10 + id3Length(bytes, at + 6);
  at += 4;
  for (let last = false; !last && at + 4 <= bytes.length; ) {
    last = bytes[at]! >= 0x80;
    at += 4 + (bytes[at + 1]! << 16) + (bytes[at + 2]! << 8) + bytes[at + 3]!;
  }
  return at;
}

/** Seven bits a byte. */
function id3Length(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((length, byte) => length * 128 + (byte & 127), 0);
}
