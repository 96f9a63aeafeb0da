import { PackageError } from '../../package/error.ts';
import type { Session, TensorInfo } from '../../runtime/session.ts';
import type { NamedEncoder } from './encode.ts';

/** What an input or output of a graph must be. */
export interface Expected {
  readonly type: string;
  /** Sizes of the last axes that are fixed; undefined where any size will do. */
  readonly dims: readonly (number | undefined)[];
}

/** Compares the graph of tokens with the encoders; gives the width of a token's vector, or throws a PackageError. */
export function checkTokenGraph(
  { folder, file }: { readonly folder: string; readonly file: string },
  tokens: Session,
  encoders: readonly NamedEncoder[],
): number {
  const rows: Expected = { type: 'int32', dims: [undefined, undefined, undefined] };
  const check = graphChecker(folder, file);
  check('input', tokens.inputs, new Map(encoders.map(({ name }) => [name, rows])));
  const vectors: Expected = { type: 'float32', dims: [undefined, undefined, undefined] };
  check('output', tokens.outputs, new Map([['tokens', vectors]]));
  const width = tokens.outputs[0]!.dims[2];
  if (typeof width === 'number') return width;
  throw new PackageError({ folder, file, field: 'output tokens' }, 'has no fixed width');
}

/** Compares the inputs or outputs of a package's graph with what they must be; throws a PackageError. */
export function graphChecker(folder: string, file: string) {
  return (
    kind: 'input' | 'output',
    actual: readonly TensorInfo[],
    expected: ReadonlyMap<string, Expected>,
  ): void => {
    const refuse = (name: string, problem: string): never => {
      throw new PackageError({ folder, file, field: `${kind} ${name}` }, problem);
    };
    const byName = new Map(actual.map((info) => [info.name, info]));
    for (const [name, { type, dims }] of expected) {
      const info = byName.get(name) ?? refuse(name, 'is missing');
      if (info.type !== type) refuse(name, `is ${info.type}, not ${type}`);
      if (!sameShape(info.dims, dims)) refuse(name, `has shape ${shown(info.dims)}, not ${shown(dims)}`);
    }
    const extra = actual.find(({ name }) => !expected.has(name));
    if (extra) refuse(extra.name, 'is not expected by the manifest');
  };
}

function sameShape(actual: TensorInfo['dims'], expected: Expected['dims']): boolean {
  return (
    actual.length === expected.length &&
    expected.every(
      (size, axis) => size === undefined || actual[axis] === size || typeof actual[axis] !== 'number',
    )
  );
}

function shown(dims: TensorInfo['dims']): string {
  return `[${dims.map((size) => size ?? '?').join(', ')}]`;
}
