import fc from 'fast-check';
import type { Sent } from './requests.ts';

/** Cuts, overwrites or inserts at one to three places. */
export const edits: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc
  .array(
    fc.record({
      kind: fc.constantFrom('cut', 'overwrite', 'insert', 'drop'),
      place: fc.nat(9999),
      bytes: fc.oneof(
        fc.uint8Array({ minLength: 1, maxLength: 8 }).map((bytes) => Buffer.from(bytes)),
        fc
          .constantFrom('\r\n', '\n', '\r\n\r\n', '\0', ' ', ':', '\t', '"', '\\', '{', '\xff', 'HTTP/')
          .map((s) => Buffer.from(s, 'latin1')),
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map(
    (list) => (bytes) =>
      list.reduce((old, { kind, place, bytes: given }) => {
        const index = place % (old.length + 1);
        const [before, after] = [old.subarray(0, index), old.subarray(index)];
        if (kind === 'cut') return before;
        if (kind === 'insert') return Buffer.concat([before, given, after]);
        if (kind === 'drop') return Buffer.concat([before, after.subarray(given.length)]);
        return Buffer.concat([before, given, after.subarray(given.length)]);
      }, bytes),
  );

/** The bytes of good requests with such edits, and bytes at random. */
export function brokenBytes(good: fc.Arbitrary<Sent>): fc.Arbitrary<Buffer> {
  const edited = fc.tuple(good, edits).map(([sent, edit]) => edit(bytesOf(sent)));
  const random = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  return fc.oneof({ weight: 9, arbitrary: edited }, { weight: 1, arbitrary: random });
}

function bytesOf({ method, url, headers, body }: Sent): Buffer {
  const length = body ? { 'content-length': body.length } : {};
  const lines = Object.entries({ host: 'x', ...headers, ...length }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.concat([
    Buffer.from([`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n')),
    body ?? Buffer.alloc(0),
  ]);
}
