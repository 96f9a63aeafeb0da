import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A client's key, as a keys file holds it. */
export interface ApiKey {
  /** Who has the key; a client may have several. */
  readonly name: string;
  /** SHA-256 of the key. */
  readonly digest: Buffer;
}

const lineShape = /^sha256:([0-9a-f]{64})\s+(\S+)$/i;
const nameShape = /^[\w.@-]{1,64}$/;
const longestKey = 256;

/** A key that nobody guesses: 256 random bits behind a prefix that scanners for leaked secrets can look for. */
export function newKey(): string {
  return `slotline_${randomBytes(32).toString('base64url')}`;
}

/** Whether a client can have this name: up to 64 letters, digits and `_ . @ -`. */
export function isClientName(name: string): boolean {
  return nameShape.test(name);
}

/** The line of a keys file that lets `key` in as `name`. */
export function keyLine(key: string, name: string): string {
  return `sha256:${hash('sha256', key)}  ${name}`;
}

/** Reads a keys file; throws an Error that tells the line at fault and, as it may be a key, does not quote it. */
export function parseKeys(text: string): ApiKey[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
  const lineOf = new Map<string, number>();
  const keys: ApiKey[] = [];
  for (const [index, line] of lines.entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const number = index + 1;
    const [, hex, name] = lineShape.exec(line.trim()) ?? [];
    if (hex === undefined || name === undefined || !isClientName(name)) {
      throw new Error(
        `line ${number} must be sha256:<64 hex digits>, spaces and a name of letters and digits`,
      );
    }
    const digest = Buffer.from(hex, 'hex');
    const earlier = lineOf.get(digest.toString('hex'));
    if (earlier !== undefined) throw new Error(`lines ${earlier} and ${number} hold the same key`);
    lineOf.set(digest.toString('hex'), number);
    keys.push({ name, digest });
  }
  if (keys.length === 0) throw new Error('there is no key; `slotline key NAME` makes one');
  return keys;
}

/** The entry that `given` is the key of. All are compared, each in constant time, so that timing tells nothing. */
export function findKey(keys: readonly ApiKey[], given: string): ApiKey | undefined {
  if (given.length > longestKey) return undefined;
  const digest = hash('sha256', given, 'buffer');
  let found: ApiKey | undefined;
  for (const key of keys) {
    if (timingSafeEqual(key.digest, digest)) found = key;
  }
  return found;
}
