import { PackageError } from '../../package/error.ts';
import type { TaggerPackage } from '../../package/parse.ts';
import type { Session, TensorInfo } from '../../runtime/session.ts';
import type { NamedEncoder } from './encode.ts';

interface Expected {
  readonly type: string;
  /** Sizes of the last axes that are fixed; undefined where any size will do. */
  readonly dims: readonly (number | undefined)[];
}

/** Compares the graph's inputs and outputs with what the manifest promises; throws a PackageError. */
export function checkGraph(source: TaggerPackage, session: Session, encoders: readonly NamedEncoder[]): void {
  const { manifest, labels } = source;
  const rows: Expected = { type: 'int32', dims: [undefined, undefined, undefined] };
  const inputs = new Map<string, Expected>(encoders.map(({ name }) => [name, rows]));
  inputs.set('lengths', { type: 'int32', dims: [undefined] });
  if (manifest.requested) {
    inputs.set('requested', { type: 'float32', dims: [undefined, manifest.requested.length] });
  }
  const outputs = new Map<string, Expected>([
    ['scores', { type: 'float32', dims: [undefined, undefined, labels.length] }],
    ['transitions', { type: 'float32', dims: [labels.length + 1, labels.length + 1] }],
  ]);
  compare(source, 'input', session.inputs, inputs);
  compare(source, 'output', session.outputs, outputs);
}

function compare(
  { folder, manifest }: TaggerPackage,
  kind: 'input' | 'output',
  actual: readonly TensorInfo[],
  expected: ReadonlyMap<string, Expected>,
): void {
  const refuse = (name: string, problem: string): never => {
    throw new PackageError({ folder, file: manifest.model.file, field: `${kind} ${name}` }, problem);
  };
  const byName = new Map(actual.map((info) => [info.name, info]));
  for (const [name, { type, dims }] of expected) {
    const info = byName.get(name) ?? refuse(name, 'is missing');
    if (info.type !== type) refuse(name, `is ${info.type}, not ${type}`);
    if (!sameShape(info.dims, dims)) refuse(name, `has shape ${shown(info.dims)}, not ${shown(dims)}`);
  }
  const extra = actual.find(({ name }) => !expected.has(name));
  if (extra) refuse(extra.name, 'is not expected by the manifest');
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
