import { toUSVString } from 'node:util';
import fc from 'fast-check';
import type { Api, Operation } from '../helpers/openapi.ts';
import { mutated } from './mutations.ts';
import { anyText, longText } from './text.ts';
import { validValues } from './values.ts';

/** What a client asks of an operation, before it is put into HTTP. */
export interface Asked {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

/** A request, and what is known of its answer beforehand. */
export interface Sent {
  /** The operation that it is surely for. */
  readonly operation: string | undefined;
  /** A 2xx; a 4xx; or whatever the document lists. */
  readonly expected: 'good' | 'refused' | 'documented';
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

/**
 * Of requests that are valid by the schema of an operation, those that are also valid by what no schema can say: the
 * names of what is loaded, for example.
 */
export type Meaning = Readonly<Record<string, (asked: Asked) => Asked>>;

/** Requests to an operation with which everything is right. */
export function goodRequests(api: Api, operation: Operation, meaning: Meaning): fc.Arbitrary<Sent> {
  const { id, body } = operation;
  const refine = meaning[id] ?? ((asked: Asked) => asked);
  return validAsked(api, operation)
    .map(refine)
    .filter((asked) => !body || api.fault(body.schema, asked.body) === undefined)
    .map((asked) => toSent(operation, asked, 'good'));
}

/** Requests to an operation that are valid by its schema, or are but for one place. */
export function nearRequests(api: Api, operation: Operation): fc.Arbitrary<Sent> {
  const { parameters, body } = operation;
  const asked = validAsked(api, operation);
  const promised = asked.map((each) => toSent(operation, each, 'documented'));
  const oddly = fc.tuple(asked, fc.oneof(anyText, longText(101), longText(17_000)));
  const inPath = oddly.map(([each, value]) => {
    const odd = Object.fromEntries(parameters.map(({ name }) => [name, value]));
    return toSent(operation, { ...each, parameters: odd }, 'documented');
  });
  const inBody = asked
    .chain((each) => mutated(each.body).map((other) => ({ ...each, body: other })))
    .map((each) => {
      const isFault = api.fault(body!.schema, each.body) !== undefined;
      return toSent(operation, each, isFault ? 'refused' : 'documented');
    });
  return fc.oneof(
    { weight: 1, arbitrary: promised },
    ...(parameters.length > 0 ? [{ weight: 2, arbitrary: inPath }] : []),
    ...(body?.type === 'application/json' ? [{ weight: 6, arbitrary: inBody }] : []),
  );
}

/** Requests to an operation that takes a recording or a form: bytes that are none, and some that begin like one. */
export function recordingRequests(api: Api, operation: Operation): fc.Arbitrary<Sent> {
  const bytes = fc.uint8Array({ maxLength: 3000 }).map((each) => Buffer.from(each));
  const wav = bytes.map((tail) => Buffer.concat([wavHeader, tail]));
  return fc
    .tuple(validAsked(api, operation), fc.oneof(bytes, wav, fc.constant(Buffer.alloc(0))))
    .map(([asked, body]) => ({ ...toSent(operation, asked, 'documented'), body }));
}

/** Of a WAV file with 16 bits, mono, at 16 kHz, that claims to be endless. */
const wavHeader = Buffer.from(
  '52494646ffffffff57415645666d74201000000001000100803e0000007d00000200100064617461ffffffff',
  'hex',
);

function validAsked(api: Api, { parameters, body }: Operation): fc.Arbitrary<Asked> {
  const values = parameters.map(({ name, schema }) => [name, validValues(api, schema)] as const);
  const isJson = body?.type === 'application/json';
  return fc.record({
    parameters: fc.record(Object.fromEntries(values)),
    body: isJson ? validValues(api, body.schema) : fc.constant(undefined),
  });
}

function toSent(operation: Operation, asked: Asked, expected: Sent['expected']): Sent {
  const { id, method, parameters, body } = operation;
  const query = new URLSearchParams();
  let url = operation.path;
  for (const { name, in: place } of parameters) {
    const value = toUSVString(String(asked.parameters[name]));
    if (place === 'query') query.append(name, value);
    else url = url.replace(`{${name}}`, () => encodeURIComponent(value));
  }
  return {
    operation: id,
    expected,
    method,
    url: query.size > 0 ? `${url}?${query}` : url,
    headers: body ? { 'content-type': body.type } : {},
    body: body && Buffer.from(JSON.stringify(asked.body) ?? ''),
  };
}
