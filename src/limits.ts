import type { Config } from './config.ts';
import type { DecodingLimits } from './http/schemas/ctc.ts';
import type { RequestLimits } from './http/schemas/texts.ts';

/** What one request may ask at most, as the routes take it. */
export function limitsOf(config: Config): RequestLimits {
  return {
    textLength: config.MAX_TEXT_LENGTH,
    documentLength: config.MAX_DOCUMENT_LENGTH,
    requestLength: config.MAX_REQUEST_LENGTH,
    texts: config.MAX_TEXTS,
  };
}

/** What one request to the CTC decoder may ask at most. */
export function decodingLimitsOf(config: Config): DecodingLimits {
  return { body: config.DECODE_BODY_LIMIT, frames: config.DECODE_MAX_FRAMES, matrices: config.MAX_TEXTS };
}
