/** Every way a request can fail: the stable code, its HTTP status and its title. docs/errors.md lists the same. */
export const problems = {
  malformed_request: { status: 400, title: 'The request is not valid HTTP' },
  malformed_url: { status: 400, title: 'The URL is not validly encoded' },
  empty_body: { status: 400, title: 'The body is empty' },
  incomplete_body: { status: 400, title: 'The body is not as long as announced' },
  invalid_utf8: { status: 400, title: 'The body is not UTF-8' },
  malformed_json: { status: 400, title: 'The body is not JSON' },
  malformed_form: { status: 400, title: 'The body is not a multipart form' },
  unknown_field: { status: 400, title: 'A field is not known' },
  invalid_field: { status: 400, title: 'A field has an unsuitable value' },
  text_or_texts: { status: 400, title: 'Exactly one of text and texts is needed' },
  empty_text: { status: 400, title: 'A text has no words' },
  text_too_long: { status: 400, title: 'A text is too long' },
  too_many_texts: { status: 400, title: 'There are too many texts' },
  wrong_task: { status: 400, title: 'The model is for another task' },
  language_unsupported: { status: 400, title: 'No model has the language' },
  unknown_slot: { status: 400, title: 'The model has no such slot' },
  requested_unsupported: { status: 400, title: 'The model takes no requested slots' },
  states_unsupported: { status: 400, title: 'The model does not tell its states' },
  empty_audio: { status: 400, title: 'The recording has nothing to hear' },
  broken_audio: { status: 400, title: 'The recording is broken' },
  too_long_to_explain: { status: 400, title: 'The texts are too long to be explained' },
  matrix_or_matrices: { status: 400, title: 'Exactly one matrix or a list of matrices is needed' },
  invalid_matrix: { status: 400, title: 'A matrix cannot be read' },
  too_much_to_decode: { status: 400, title: 'There is too much to decode' },
  unauthenticated: { status: 401, title: 'A valid API key is needed' },
  not_found: { status: 404, title: 'There is nothing at this path' },
  unknown_model: { status: 404, title: 'There is no such model' },
  unknown_language_model: { status: 404, title: 'There is no such language model' },
  method_not_allowed: { status: 405, title: 'The path does not take this method' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  body_too_large: { status: 413, title: 'The body is too large' },
  audio_too_long: { status: 413, title: 'The recording is too long' },
  unsupported_media_type: { status: 415, title: 'The body has an unsupported type' },
  unsupported_audio: { status: 415, title: 'The recording is in an unsupported format' },
  upgrade_required: { status: 426, title: 'The path takes WebSockets' },
  rate_limited: { status: 429, title: 'The client sends too many requests' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  client_gone: { status: 499, title: 'The client has gone' },
  internal: { status: 500, title: 'The service failed' },
  overloaded: { status: 503, title: 'The service has too much to do' },
  answer_timeout: { status: 503, title: 'The answer took too long' },
  worker_failed: { status: 503, title: 'A worker failed' },
  not_ready: { status: 503, title: 'The service takes no new work' },
} as const satisfies Record<string, { status: number; title: string }>;

/** A stable name for one way to fail. */
export type ProblemCode = keyof typeof problems;

/** A request that cannot be answered; the message says what to change and never quotes the request's text. */
export class SlotlineError extends Error {
  override readonly name = 'SlotlineError';
  readonly code: ProblemCode;
  /** JSON pointer (RFC 6901) to the field of the body that is at fault. */
  readonly pointer: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    detail: string,
    extra: { pointer?: string; headers?: Readonly<Record<string, string>>; cause?: unknown } = {},
  ) {
    super(detail, { cause: extra.cause });
    this.code = code;
    this.pointer = extra.pointer;
    this.headers = extra.headers ?? {};
  }
}

/** The JSON pointer of a path of keys and indices. */
export function jsonPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
