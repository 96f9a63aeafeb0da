import {
  type AudioCodec,
  EncodedPacketSink,
  FLAC,
  Input,
  type InputAudioTrack,
  MATROSKA,
  MP3,
  OGG,
  WAVE,
  WEBM,
} from 'mediabunny';
import { AudioError, broken } from './error.ts';
import { flacFrames } from './flac/frames.ts';
import { GuardedSource } from './guarded-source.ts';
import { checkLength, type RoomLeft } from './limits.ts';
import { checkWavEncoding } from './wav.ts';

/** What a file says of itself, found by its content. */
export interface Recording {
  readonly bytes: Uint8Array;
  /** Of the file: `WAVE`, `FLAC`, `Ogg`, `MP3`, `WebM`, `Matroska`. */
  readonly format: string;
  readonly codec: AudioCodec;
  readonly sampleRate: number;
  readonly channels: number;
  /** The codec's own header, if the format has one. */
  readonly description: Uint8Array | undefined;
  /** Encoded stretches of sound, in order. */
  readonly packets: readonly Uint8Array[];
  /** Seconds that the packets say they last. */
  readonly seconds: number;
  readonly track: InputAudioTrack;
}

const formats = [WAVE, FLAC, OGG, MP3, WEBM, MATROSKA];
const remedy = 'send WAV, FLAC, MP3, or Opus in Ogg or WebM';

/** Reads of a file for each second that it may last: the shortest packets, of 2.5 ms, take about three each. */
const readsPerSecond = 5000;

/** Opens a file for `use`. Throws an AudioError for one of no known format, with nothing to hear, or over the limits as far as it tells. */
export async function withRecording<Result>(
  bytes: Uint8Array,
  limits: RoomLeft,
  use: (recording: Recording) => Promise<Result>,
): Promise<Result> {
  if (bytes.length === 0) throw new AudioError('empty', `There are no bytes: ${remedy}`);
  const source = new GuardedSource(bytes, 10_000 + readsPerSecond * limits.seconds);
  const input = new Input({ source, formats });
  try {
    const format = await nameFormat(input);
    if (format === 'WAVE') checkWavEncoding(bytes);
    return await use(await open(bytes, input, { format, limits }));
  } finally {
    input.dispose();
  }
}

async function nameFormat(input: Input): Promise<string> {
  try {
    return (await input.getFormat()).name;
  } catch (error) {
    throw new AudioError('unknown_format', `The bytes are no audio in a known format: ${remedy}`, error);
  }
}

async function open(
  bytes: Uint8Array,
  input: Input,
  { format, limits }: { readonly format: string; readonly limits: RoomLeft },
): Promise<Recording> {
  try {
    const track = await input.getPrimaryAudioTrack();
    const codec = track?.codec;
    if (track === null || codec === undefined || codec === null) {
      throw new AudioError('unsupported', `The ${format} file has no sound in a known encoding: ${remedy}`);
    }
    const { sampleRate, numberOfChannels: channels } = track;
    if (!(sampleRate >= 2000 && sampleRate <= 400_000 && channels >= 1 && channels <= 16)) {
      const detail = `${channels} channels at ${sampleRate} Hz`;
      throw new AudioError('unsupported', `The ${format} file has ${detail}: send mono at 16000 Hz`);
    }
    const config = await track.getDecoderConfig();
    const read = format === 'FLAC' ? readFrames(bytes, track, limits) : await readPackets(track, limits);
    const description = config?.description === undefined ? undefined : bytesOf(config.description);
    return { bytes, format, codec, sampleRate, channels, description, track, ...read };
  } catch (error) {
    throw error instanceof AudioError ? error : broken(format, error);
  }
}

async function readPackets(
  track: InputAudioTrack,
  limits: RoomLeft,
): Promise<Pick<Recording, 'packets' | 'seconds'>> {
  const packets: Uint8Array[] = [];
  let seconds = 0;
  for await (const { data, duration } of new EncodedPacketSink(track).packets()) {
    packets.push(data);
    seconds += duration;
    checkLength(Math.floor(seconds * track.sampleRate), track.sampleRate, limits);
  }
  return { packets, seconds };
}

/** The frames of a FLAC file: mediabunny loses a last one of few bytes, and all of those that tell their rate in kHz. */
function readFrames(
  bytes: Uint8Array,
  { sampleRate }: InputAudioTrack,
  limits: RoomLeft,
): Pick<Recording, 'packets' | 'seconds'> {
  const packets: Uint8Array[] = [];
  let samples = 0;
  for (const { data, blockSize } of flacFrames(bytes)) {
    packets.push(data);
    samples += blockSize;
    checkLength(samples, sampleRate, limits);
  }
  return { packets, seconds: samples / sampleRate };
}

function bytesOf(source: ArrayBufferLike | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}
