import type { PieceDecoder } from './decode/decoder.ts';
import { flac } from './decode/flac.ts';
import { mp3 } from './decode/mp3.ts';
import { opus } from './decode/opus.ts';
import { pcm } from './decode/pcm.ts';
import { AudioError, broken } from './error.ts';
import { type AudioLimits, checkLength, type RoomLeft } from './limits.ts';
import { oggLinks } from './ogg.ts';
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

/**
 * What is not louder is silence: 16 steps of 16 bits, -66 dB of full scale. Speech with such peaks has less power than the floor under
 * the energies that networks read, while dither and the last bits of a converter stay below.
 */
const silence = 2 ** -11;

/** Seconds of the shortest sound that is heard: one window of features. */
const shortest = 0.025;

/** Links of a chained Ogg file at most: each takes a decoder of its own. */
const mostLinks = 16;

/**
 * Reads WAV (whole numbers of 8 to 32 bits, floats of 32 and 64, A-law, mu-law), FLAC, MP3, and Opus in Ogg or WebM, told apart by
 * their content, as mono at 16 kHz; links of chained Ogg one after another. Nothing is decoded beyond the limits. Throws an AudioError
 * for anything that cannot be heard.
 */
export async function readAudio(bytes: Uint8Array, limits: AudioLimits): Promise<Audio> {
  const { mono, sampleRate, source } = await readLinks(bytes, limits);
  const { format } = source;
  if (mono.length < shortest * sampleRate) {
    const least = `less than ${1000 * shortest} ms of sound`;
    throw new AudioError(
      'empty',
      `The ${format} file holds ${mono.length === 0 ? 'no sound' : least}: send a recording`,
    );
  }
  if (!mono.every(Number.isFinite)) throw broken(format);
  if (!mono.some((sample) => Math.abs(sample) > silence)) {
    throw new AudioError('silent', `The ${format} file is silent: check the microphone`);
  }
  const { resample } = await loadResampler();
  const samples = resample(mono, sampleRate, heardRate);
  // Floats near the largest there are go beyond it between samples.
  if (!samples.every(Number.isFinite)) throw broken(format);
  return { samples, sampleRate: heardRate, seconds: samples.length / heardRate, source };
}

/** The sound of a file before it is resampled. */
interface Sound extends Pick<Audio, 'source'> {
  readonly mono: Float32Array;
  readonly sampleRate: number;
}

async function readLinks(bytes: Uint8Array, limits: AudioLimits): Promise<Sound> {
  const sounds: Sound[] = [];
  let taken = 0;
  for (const link of oggLinks(bytes)) {
    if (sounds.length === mostLinks) {
      const many = `more than ${mostLinks} recordings one after another`;
      throw new AudioError('unsupported', `The Ogg file is made of ${many}: send them one by one`);
    }
    const sound = await readOne(link, { ...limits, taken });
    sounds.push(sound);
    taken += sound.mono.length / sound.sampleRate;
  }
  // Whatever links may be, they are Opus, which has one rate.
  return { ...sounds[0]!, mono: joinPieces(sounds.map(({ mono }) => mono)) };
}

function readOne(bytes: Uint8Array, limits: RoomLeft): Promise<Sound> {
  return withRecording(bytes, limits, async (recording) => {
    const decoder = decoderOf(recording);
    const { format, channels } = recording;
    const sampleRate = decoder.sampleRate ?? recording.sampleRate;
    const mono = await decode(recording, decoder, { sampleRate, limits });
    return { mono, sampleRate, source: { format, sampleRate: recording.sampleRate, channels } };
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
  { sampleRate, limits }: { readonly sampleRate: number; readonly limits: RoomLeft },
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
