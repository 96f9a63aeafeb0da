import type { ProblemCode } from '../../../src/errors.ts';

/** A request that is refused, and with what. */
export interface ErrorCase {
  name: string;
  method?: string;
  url?: string;
  headers?: Record<string, string>;
  body?: unknown;
  status: number;
  code: ProblemCode;
  pointer?: string;
  detail?: RegExp;
}

/** The header of a JSON body. */
export const json = { 'content-type': 'application/json' };
