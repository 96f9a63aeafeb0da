import { z } from 'zod';
import { offsetUnits } from '../../text/offsets.ts';

/** The unit in which a client wants offsets. */
export const offsetUnit = z
  .enum(offsetUnits)
  .default('utf16')
  .describe(
    'Unit of all offsets: UTF-16 (JavaScript, Java), code points (Python), bytes of UTF-8 (Go, Rust)',
  );
