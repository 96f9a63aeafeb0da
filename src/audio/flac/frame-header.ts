/** What the header of a FLAC frame says (RFC 9639, section 9.1). */
export interface FrameHeader {
  /** Samples of each channel. */
  readonly blockSize: number;
  /** Bytes of the header. */
  readonly length: number;
}

/** Reads the header of the frame that begins at `at`; undefined if none does. */
export function readFrameHeader(bytes: Uint8Array, at: number): FrameHeader | undefined {
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8 || at + 6 > bytes.length) return undefined;
  const [sizeCode, rateCode] = [bytes[at + 2]! >> 4, bytes[at + 2]! & 15];
  const numberLength = codedNumberLength(bytes[at + 4]!);
  if (sizeCode === 0 || rateCode === 15 || numberLength === 0 || (bytes[at + 3]! & 1) !== 0) return undefined;
  const sizeAt = at + 4 + numberLength;
  const sizeLength = sizeCode === 6 || sizeCode === 7 ? sizeCode - 5 : 0;
  const rateLength = rateCode < 12 ? 0 : Math.min(2, rateCode - 11);
  const end = sizeAt + sizeLength + rateLength + 1;
  if (end > bytes.length || crc8(bytes.subarray(at, end)) !== 0) return undefined;
  return { blockSize: blockSizeOf(sizeCode, bytes.subarray(sizeAt)), length: end - at };
}

function blockSizeOf(code: number, extra: Uint8Array): number {
  if (code === 1) return 192;
  if (code <= 5) return 144 * 2 ** code;
  if (code === 6) return extra[0]! + 1;
  return code === 7 ? 256 * extra[0]! + extra[1]! + 1 : 2 ** code;
}

/** Bytes of a number that is coded as UTF-8 codes characters, up to 36 bits; 0 if none begins so. */
function codedNumberLength(first: number): number {
  const ones = Math.clz32(~(first << 24));
  if (ones === 0) return 1;
  return ones >= 2 && ones <= 7 ? ones : 0;
}

/** 0 of bytes that end with their checksum. */
function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff;
  }
  return crc;
}
