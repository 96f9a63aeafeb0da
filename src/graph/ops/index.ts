export * from './elementwise.ts';
export * from './fused.ts';
export * from './indexing.ts';
export * from './leaf.ts';
export * from './matrix.ts';
export * from './reduction.ts';
export * from './scan.ts';
export * from './shaping.ts';
