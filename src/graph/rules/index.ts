import type { OpKind } from '../op.ts';
import { binaryRules, castRule, unaryRules, whereRule } from './elementwise.ts';
import { gatherElementsRule, gatherRule, logSoftmaxRule, reduceSumRule } from './reduction.ts';
import type { Rule } from './rule.ts';
import { scanRule } from './scan.ts';
import {
  concatRule,
  expandRule,
  flattenRule,
  matMulRule,
  padRule,
  reshapeRule,
  shiftRule,
  sliceRule,
  splitRule,
  squeezeRule,
  transposeRule,
  unsqueezeRule,
} from './structure.ts';

/** Operators through which no gradient flows, by their nature or because only backward passes use them. */
export type WithoutGradient =
  | 'Input'
  | 'Constant'
  | 'Placeholder'
  | 'StopGradient'
  | 'Less'
  | 'GreaterOrEqual'
  | 'Shape'
  | 'Range'
  | 'ReduceMax'
  | 'ScatterAdd'
  | 'ScatterElementsAdd'
  | 'FusedRecurrent';

/** The gradient rule of every operator; an operator that is missing here does not compile. */
export const rules: { [K in OpKind]: K extends WithoutGradient ? null : Rule<K> } = {
  ...unaryRules,
  ...binaryRules,
  Where: whereRule,
  Cast: castRule,
  MatMul: matMulRule,
  Flatten: flattenRule,
  ReshapeTo: reshapeRule,
  Expand: expandRule,
  Transpose: transposeRule,
  Concat: concatRule,
  Split: splitRule,
  Slice: sliceRule,
  Pad: padRule,
  Shift: shiftRule,
  Squeeze: squeezeRule,
  Unsqueeze: unsqueezeRule,
  ReduceSum: reduceSumRule,
  LogSoftmax: logSoftmaxRule,
  Gather: gatherRule,
  GatherElements: gatherElementsRule,
  Scan: scanRule,
  Input: null,
  Constant: null,
  Placeholder: null,
  StopGradient: null,
  Less: null,
  GreaterOrEqual: null,
  Shape: null,
  Range: null,
  ReduceMax: null,
  ScatterAdd: null,
  ScatterElementsAdd: null,
  FusedRecurrent: null,
};
