import type { Recording } from '../recording.ts';

/** A stretch of decoded sound: one array a channel, all of one length, samples in -1..1. */
export type Piece = readonly Float32Array[];

/** Decodes a recording piece by piece, so that whoever listens can stop. */
export interface PieceDecoder {
  /** Hz of the pieces, when it is not that of the recording. */
  readonly sampleRate?: number;
  decode(recording: Recording): AsyncIterable<Piece>;
}

/** Packets a piece is made of. */
const pieceLength = 32;

/** Packets in groups that make a piece each. */
export function* inPieces(packets: readonly Uint8Array[]): Iterable<Uint8Array[]> {
  for (let at = 0; at < packets.length; at += pieceLength) yield packets.slice(at, at + pieceLength);
}

/** The channels of what a decoder gave. Throws an Error if it met any. */
export function wholePiece(decoded: {
  readonly channelData: Float32Array[];
  readonly errors: readonly { readonly message: string }[];
}): Piece {
  if (decoded.errors.length > 0) throw new Error(decoded.errors[0]!.message);
  return decoded.channelData;
}
