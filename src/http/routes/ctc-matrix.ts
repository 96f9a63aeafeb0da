import { endianness } from 'node:os';
import { type MatrixKind, matrixKinds, matrixOfRows, matrixOfValues } from '../../decoding/ctc/convert.ts';
import { CtcError } from '../../decoding/ctc/error.ts';
import type { CtcMatrix } from '../../decoding/ctc/matrix.ts';
import { jsonPointer, SlotlineError } from '../../errors.ts';
import { type MatrixBody, matrixBody } from '../schemas/ctc-matrix.ts';
import { zodValidator } from '../validation.ts';

/** What a matrix must fit. */
export interface MatrixBounds {
  readonly symbols: number;
  readonly frames: number;
}

type Path = readonly (string | number)[];

/** The matrices of a body: one of its own, or those of `matrices`; throws a SlotlineError with the field. */
export function matricesOf(
  body: MatrixBody & { readonly matrices?: readonly unknown[] | undefined },
  bounds: MatrixBounds,
): CtcMatrix[] {
  const { matrices } = body;
  if (matrices === undefined) return [matrixOf(body, [], bounds)];
  if (kindsOf(body).length > 0) throw notOne([], 'matrices beside a matrix; send one of them');
  if (body.shape !== undefined) {
    throw new SlotlineError('invalid_field', 'Each of the matrices has its own shape', { pointer: '/shape' });
  }
  const parse = zodValidator({ schema: matrixBody });
  return matrices.map((each, index) => {
    const path = ['matrices', index];
    const parsed = parse(each);
    if ('error' in parsed) throw under(path, parsed.error);
    return matrixOf(parsed.value as MatrixBody, path, bounds);
  });
}

function kindsOf(body: MatrixBody): MatrixKind[] {
  return matrixKinds.filter((kind) => body[kind] !== undefined);
}

function notOne(path: Path, found: string): SlotlineError {
  return new SlotlineError('matrix_or_matrices', `There are ${found}`, { pointer: jsonPointer(path) });
}

/** The same error, of a field that lies deeper; a list item that is null counts as an empty body. */
function under(path: Path, { code, message, pointer = '' }: SlotlineError): SlotlineError {
  const isNull = code === 'empty_body';
  const detail = isNull ? 'Send an object such as {"logProbs": [[-0.1, -2.4]]} here' : message;
  return new SlotlineError(isNull ? 'invalid_field' : code, detail, { pointer: jsonPointer(path) + pointer });
}

function matrixOf(body: MatrixBody, path: Path, bounds: MatrixBounds): CtcMatrix {
  const kinds = kindsOf(body);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    throw notOne(path, `${kinds.length} of logProbs, probabilities and logits; send one, or matrices`);
  }
  const source = body[kind];
  const at = [...path, kind];
  if (typeof source !== 'string' && !Array.isArray(source)) {
    throw new SlotlineError('invalid_field', 'Send rows of numbers, or float32 in base64', {
      pointer: jsonPointer(at),
    });
  }
  try {
    const shape = shapeOf(body, source, bounds);
    checkFrames(shape.frames, bounds.frames, at);
    return typeof source === 'string'
      ? matrixOfValues({ values: floatsOf(source), ...shape }, kind)
      : matrixOfRows(source, kind, bounds.symbols);
  } catch (error) {
    if (!(error instanceof CtcError)) throw error;
    const own = error.path[0] === 'shape' ? path : at;
    throw new SlotlineError('invalid_matrix', error.message, {
      pointer: jsonPointer([...own, ...error.path]),
    });
  }
}

/** The shape of a matrix, which fits what is sent and the bounds. */
function shapeOf(
  { shape }: MatrixBody,
  source: string | readonly unknown[],
  bounds: MatrixBounds,
): { readonly frames: number; readonly symbols: number } {
  const isText = typeof source === 'string';
  if (isText && shape === undefined)
    throw new CtcError(['shape'], 'Send shape, [frames, symbols], beside base64');
  const frames = isText ? shape![0] : source.length;
  const symbols = shape?.[1] ?? bounds.symbols;
  if (symbols !== bounds.symbols) {
    throw new CtcError(
      ['shape'],
      `The alphabet has ${bounds.symbols} symbols, and the shape says ${symbols}`,
    );
  }
  if (shape !== undefined && frames !== shape[0]) {
    throw new CtcError(['shape'], `There are ${frames} rows, and the shape says ${shape[0]}`);
  }
  return { frames, symbols };
}

function checkFrames(frames: number, most: number, path: Path): void {
  if (frames <= most) return;
  const detail = `${frames} frames; send at most ${most} in one matrix`;
  throw new SlotlineError('too_much_to_decode', detail, { pointer: jsonPointer(path) });
}

function floatsOf(text: string): Float32Array {
  if (text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) {
    throw new CtcError([], 'Send plain base64, padded with "="');
  }
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length % 4 !== 0) throw new CtcError([], `${bytes.length} bytes are no list of float32`);
  // A copy by itself, since Buffers lie anywhere in memory.
  const values = new Float32Array(bytes.length / 4);
  const copy = Buffer.from(values.buffer);
  bytes.copy(copy);
  if (endianness() === 'BE') copy.swap32();
  return values;
}
