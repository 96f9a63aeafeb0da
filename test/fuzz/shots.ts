import fc from 'fast-check';
import type { Api } from '../helpers/openapi.ts';
import { brokenBytes } from './bytes.ts';
import { goodRequests, type Meaning, nearRequests, recordingRequests, type Sent } from './requests.ts';
import { brokenTransport } from './transport.ts';

/** What is sent at once: a request that Node's client can put into HTTP, or bytes. */
export type Shot = { readonly sent: Sent } | { readonly bytes: Buffer };

/** All kinds of requests to all operations but those that are `absent`. */
export function shotsAt(api: Api, meaning: Meaning, absent: readonly string[] = []): fc.Arbitrary<Shot> {
  const operations = api.operations.filter(({ id }) => !absent.includes(id));
  const perOperation = operations.map((operation) => {
    if (operation.body && operation.body.type !== 'application/json') {
      const arbitrary = recordingRequests(api, operation).map((sent): Shot => legible({ sent }));
      return { weight: 4, arbitrary };
    }
    const good = goodRequests(api, operation, meaning);
    const sent = fc.oneof(
      { weight: 4, arbitrary: good },
      { weight: 4, arbitrary: nearRequests(api, operation) },
      { weight: 3, arbitrary: brokenTransport(good) },
    );
    const shot: fc.Arbitrary<Shot> = fc.oneof(
      { weight: 11, arbitrary: sent.map((each) => legible({ sent: each })) },
      { weight: 2, arbitrary: brokenBytes(good).map((bytes) => legible({ bytes })) },
    );
    // What reads a body has the most to break.
    return { weight: operation.body ? 8 : 1, arbitrary: shot };
  });
  return fc.oneof(...perOperation);
}

/** Most characters of a body that are shown. */
const shown = 2000;

/** Lets fast-check show a shot in ASCII when it fails. */
function legible<S extends Shot>(shot: S): S {
  const text = (bytes: Buffer | undefined): string =>
    JSON.stringify(bytes?.toString().slice(0, shown) ?? null);
  const words = (): string =>
    'sent' in shot
      ? `${JSON.stringify({ ...shot.sent, body: undefined })} ${text(shot.sent.body)}`
      : text(shot.bytes);
  return Object.assign(shot, { [fc.toStringMethod]: () => words().replaceAll(/[^ -~]/g, escaped) });
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
