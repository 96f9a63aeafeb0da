import type { PieceDecoder } from './decode/decoder.ts';
import { flac } from './decode/flac.ts';
import { mp3 } from './decode/mp3.ts';
import { opus } from './decode/opus.ts';
import { pcm } from './decode/pcm.ts';
import { AudioError, broken } from './error.ts';
import { type AudioLimits, checkLength } from './limits.ts';
import { joinPieces, mixToMono } from './pcm.ts';
import { type Recording, withRecording } from './recording.ts';
import { loadResampler } from './resample.ts';

/** Hz at which everything is heard. */
export const heardRate = 16_000;

/** A recording as networks hear it. */
export interface Audio {
  /** Mono, 16 kHz, in -1..1. */
  readonly samples: Float32Array;
  readonly sampleRate: typeof heardRate;
  readonly seconds: number;
  readonly source: { readonly format: string; readonly sampleRate: number; readonly channels: number };
}

/** Half a step of 16 bits: nothing that is not louder can be speech. */
const silence = 2 ** -16;

/**
 * Reads WAV (8 to 64 bits, float, A-law, mu-law), FLAC, MP3, and Opus in Ogg or WebM, told apart by their content, as mono at 16 kHz.
 * Nothing is decoded beyond the limits. Throws an AudioError for anything that cannot be heard.
 */
export function readAudio(bytes: Uint8Array, limits: AudioLimits): Promise<Audio> {
  return withRecording(bytes, limits, async (recording) => {
    const { format, channels } = recording;
    const decoder = decoderOf(recording);
    const sampleRate = decoder.sampleRate ?? recording.sampleRate;
    const mono = await decode(recording, decoder, { sampleRate, limits });
    if (mono.length === 0)
      throw new AudioError('empty', `The ${format} file holds no sound: send a recording`);
    if (!mono.every(Number.isFinite)) throw broken(format);
    if (!mono.some((sample) => Math.abs(sample) > silence)) {
      throw new AudioError('silent', `The ${format} file is silent: check the microphone`);
    }
    const { resample } = await loadResampler();
    const samples = resample(mono, sampleRate, heardRate);
    return {
      samples,
      sampleRate: heardRate,
      seconds: samples.length / heardRate,
      source: { format, sampleRate: recording.sampleRate, channels },
    };
  });
}

function decoderOf({ codec, format }: Recording): PieceDecoder {
  if (codec === 'opus') return opus;
  if (codec === 'flac') return flac;
  if (codec === 'mp3') return mp3;
  if (codec.startsWith('pcm-') || codec === 'ulaw' || codec === 'alaw') return pcm;
  throw new AudioError(
    'unsupported',
    `The ${format} file is encoded as ${codec}: send WAV, FLAC, MP3, or Opus in Ogg or WebM`,
  );
}

async function decode(
  recording: Recording,
  decoder: PieceDecoder,
  { sampleRate, limits }: { readonly sampleRate: number; readonly limits: AudioLimits },
): Promise<Float32Array> {
  const pieces: Float32Array[] = [];
  let length = 0;
  try {
    for await (const piece of decoder.decode(recording)) {
      if (piece.length === 0) continue;
      length += piece[0]!.length;
      checkLength(length, sampleRate, limits);
      pieces.push(mixToMono(piece));
    }
  } catch (error) {
    throw error instanceof AudioError ? error : broken(recording.format, error);
  }
  return joinPieces(pieces);
}
