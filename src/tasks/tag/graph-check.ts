import { PackageError } from '../../package/error.ts';
import type { Manifest } from '../../package/manifest.ts';
import type { TaggerPackage } from '../../package/parse.ts';
import type { Session } from '../../runtime/session.ts';
import type { NamedEncoder } from '../tokens/encode.ts';
import { checkTokenGraph, type Expected, graphChecker } from '../tokens/graph-check.ts';

/** The loaded graphs of a package. */
export interface Graphs {
  readonly tokens: Session;
  readonly sentences: Session;
}

/**
 * Compares the graphs' inputs and outputs with what the manifest promises, and with each other; gives the width of a
 * token's vector, or throws a PackageError.
 */
export function checkGraphs(
  source: TaggerPackage,
  { tokens, sentences }: Graphs,
  encoders: readonly NamedEncoder[],
): number {
  const { manifest, labels } = source;
  const width = checkTokenGraph({ folder: source.folder, file: manifest.model.tokens }, tokens, encoders);
  const second = graphChecker(source.folder, manifest.model.file);
  second('input', sentences.inputs, sentenceInputs(manifest, width));
  const outputs = new Map<string, Expected>([
    ['scores', { type: 'float32', dims: [undefined, undefined, labels.length] }],
    ['transitions', { type: 'float32', dims: [labels.length + 1, labels.length + 1] }],
  ]);
  second('output', sentences.outputs, outputs);
  return width;
}

/** One output of the graph of gates and states. */
export interface StateOutput {
  readonly name: string;
  /** From 1. */
  readonly layer: number;
  readonly direction: string;
  /** The gate or state, as the cell's equations name it. */
  readonly value: string;
}

const stateName = /^layer(\d{1,3})\.(forward|backward)\.(\w+)$/;

/** Compares the graph of gates and states with what the manifest promises; gives what its outputs are, layer by layer. */
export function checkStates(source: TaggerPackage, states: Session, width: number): StateOutput[] {
  const { folder, manifest } = source;
  const file = manifest.model.states!;
  const check = graphChecker(folder, file);
  check('input', states.inputs, sentenceInputs(manifest, width));
  if (states.outputs.length === 0) throw new PackageError({ folder, file, field: 'outputs' }, 'are missing');
  const outputs = states.outputs.map(({ name }): StateOutput => {
    const [, layer, direction, value] = stateName.exec(name) ?? [];
    if (value === undefined) {
      throw new PackageError({ folder, file, field: `output ${name}` }, 'is not layer<k>.<direction>.<name>');
    }
    return { name, layer: Number(layer) + 1, direction: direction!, value };
  });
  const byUnit: Expected = { type: 'float32', dims: [undefined, undefined, undefined] };
  check('output', states.outputs, new Map(outputs.map(({ name }) => [name, byUnit])));
  return outputs.sort((a, b) => a.layer - b.layer);
}

function sentenceInputs({ requested }: Manifest, width: number): Map<string, Expected> {
  const inputs = new Map<string, Expected>([
    ['tokens', { type: 'float32', dims: [undefined, undefined, width] }],
    ['lengths', { type: 'int32', dims: [undefined] }],
  ]);
  if (requested) inputs.set('requested', { type: 'float32', dims: [undefined, requested.length] });
  return inputs;
}
