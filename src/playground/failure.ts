/** A request that got no answer, told in plain words. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** The service's code for it (`docs/errors.md`); `unreachable` if there was no answer at all. */
  readonly code: string;
  /** JSON pointer to the field of the question that is at fault. */
  readonly pointer: string | undefined;
  /** Seconds after which it makes sense to ask again by itself. */
  readonly retryAfter: number | undefined;

  constructor(message: string, code: string, extra: { pointer?: string; retryAfter?: number } = {}) {
    super(message);
    this.code = code;
    this.pointer = extra.pointer;
    this.retryAfter = extra.retryAfter;
  }
}

/** Seconds between attempts to reach a service that is down or busy. */
const patience = 3;

/** There was no answer: the service is down, or the connection. */
export function unreachable(): Failure {
  const message = 'The service does not answer. Is it running, and are you online?';
  return new Failure(message, 'unreachable', { retryAfter: patience });
}

/** What an answer with another status than 200 means; `body` is what it held, as far as it was JSON. */
export function failureOf(status: number, body: unknown, retryAfter: string | null): Failure {
  const { code = 'unknown', detail = '', pointer } = problemOf(body);
  const wait = Number(retryAfter) || patience;
  if (status === 401) return new Failure('The service asks for an API key.', 'unauthenticated');
  if (status === 429) {
    const message = `Too many requests in a short time. The service asks to wait ${seconds(wait)}.`;
    return new Failure(message, code, { retryAfter: wait });
  }
  if (status === 502 || status === 503 || status === 504) {
    return new Failure('The service is busy or is just being restarted.', code, { retryAfter: wait });
  }
  if (status >= 500) return new Failure('The service failed. This is not your fault.', code);
  const message = detail === '' ? `The service refused the request (status ${status}).` : `${detail}.`;
  return new Failure(message, code, pointer === undefined ? {} : { pointer });
}

function seconds(count: number): string {
  return count === 1 ? 'one second' : `${count} seconds`;
}

function problemOf(body: unknown): { code?: string; detail?: string; pointer?: string } {
  const fields = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return Object.fromEntries(fields.filter(([, value]) => typeof value === 'string'));
}
