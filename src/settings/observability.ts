import { z } from 'zod';
import { integer } from './values.ts';

const off = z.literal('off');

/** Where metrics and probes are asked. */
export const observabilitySettings = {
  ADMIN_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address on which `/metrics` and the probes are asked; `0.0.0.0` in the container'),
  ADMIN_PORT: z
    .union([off, integer(0, 65_535)], 'must be a port, or off')
    .default(8081)
    .describe('Port for them; 0 takes a free one, which the log tells, and `off` listens on none'),
};
