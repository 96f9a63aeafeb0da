import { AudioError } from './error.ts';

/** What the `fmt ` chunk of a WAV file says. */
export interface WavFormat {
  /** As Microsoft numbers them. */
  readonly encoding: number;
  readonly channels: number;
  readonly sampleRate: number;
  /** Bytes of a sample of all channels. */
  readonly block: number;
  /** Of a sample of one channel. */
  readonly bits: number;
}

/** Chunks that are looked at: files have a handful. */
const mostChunks = 1000;

const encodings = { pcm: 1, float: 3, aLaw: 6, muLaw: 7, extensible: 0xfffe } as const;

/** Names of encodings that are met and not heard. */
const names: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  17: 'IMA ADPCM',
  49: 'GSM 6.10',
  80: 'MPEG',
  85: 'MP3',
};

/** The format of a WAV file (RIFF); undefined if it is none, or says none. */
export function readWavFormat(bytes: Uint8Array): WavFormat | undefined {
  if (!/^(?:RIFF|RF64)$/u.test(ascii(bytes, 0)) || ascii(bytes, 8) !== 'WAVE') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let found: WavFormat | undefined;
  for (let at = 12, chunk = 0; at + 8 <= bytes.length && chunk < mostChunks; chunk++) {
    const size = view.getUint32(at + 4, true);
    // The last one counts, as it does for the one who reads the samples.
    if (ascii(bytes, at) === 'fmt ' && size >= 14 && at + 8 + size <= bytes.length) {
      found = formatOf(new DataView(bytes.buffer, bytes.byteOffset + at + 8, size));
    }
    at += 8 + size + (size & 1);
  }
  return found;
}

function formatOf(chunk: DataView): WavFormat {
  const said = chunk.getUint16(0, true);
  const extended = said === encodings.extensible && chunk.byteLength >= 40 && chunk.getUint16(16, true) >= 22;
  return {
    encoding: extended ? chunk.getUint16(24, true) : said,
    channels: chunk.getUint16(2, true),
    sampleRate: chunk.getUint32(4, true),
    block: chunk.getUint16(12, true),
    bits: chunk.byteLength >= 16 ? chunk.getUint16(14, true) : 8,
  };
}

/** Throws an AudioError for a WAV file in an encoding that is not heard, which names it. */
export function checkWavEncoding(bytes: Uint8Array): void {
  const format = readWavFormat(bytes);
  const unheard = format && unheardEncoding(format);
  if (unheard === undefined) return;
  throw new AudioError('unsupported', `The WAVE file is encoded as ${unheard}: send 16-bit PCM`);
}

function unheardEncoding({ encoding, bits }: WavFormat): string | undefined {
  if (encoding === encodings.aLaw || encoding === encodings.muLaw) return undefined;
  if (encoding === encodings.pcm) {
    return [8, 16, 24, 32].includes(bits) ? undefined : `${bits}-bit integers`;
  }
  if (encoding === encodings.float) return bits === 32 || bits === 64 ? undefined : `${bits}-bit floats`;
  return names[encoding] ?? `format ${encoding} of WAV`;
}

function ascii(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}
