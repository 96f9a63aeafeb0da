import { readStreamInfo } from './flac/stream-info.ts';
import { oggPages, opusSeconds } from './ogg.ts';
import { readWavFormat } from './wav.ts';

/** Pages of Ogg that are looked at: a minute has one to three thousand. */
const mostPages = 10_000;

/**
 * Seconds that a file holds at most, without decoding it; `limit` if only decoding would tell, as of MP3 and WebM, where silence takes
 * next to no bytes. A header that says less than there is does not count: samples of WAV are counted by their bytes, packets of Opus
 * by what each says, and FLAC is not decoded beyond what its header says.
 */
export function longestSeconds(bytes: Uint8Array, limit: number): number {
  const wav = readWavFormat(bytes);
  if (wav) {
    const { sampleRate, channels, bits, block } = wav;
    const least = Math.max(1, Math.min(block, (channels * bits) >> 3));
    return Math.min(limit, bytes.length / (sampleRate * least));
  }
  const magic = String.fromCharCode(...bytes.subarray(0, 4));
  if (magic === 'fLaC') return flacSeconds(bytes, limit);
  return magic === 'OggS' ? oggSeconds(bytes, limit) : limit;
}

function flacSeconds(bytes: Uint8Array, limit: number): number {
  // The first block is a STREAMINFO in any file that follows the format.
  const { total, sampleRate } =
    ((bytes[4] ?? 1) & 127) === 0 ? (readStreamInfo(bytes.subarray(8)) ?? {}) : {};
  return total === undefined || !sampleRate ? limit : Math.min(limit, total / sampleRate);
}

function oggSeconds(bytes: Uint8Array, limit: number): number {
  let [seconds, pages] = [0, 0];
  for (const page of oggPages(bytes)) {
    seconds += opusSeconds(bytes, page);
    pages += 1;
    if (seconds > limit || pages > mostPages) return limit;
  }
  return seconds;
}
