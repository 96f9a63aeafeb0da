import type { z } from 'zod';

/** A value of JSON. */
export type Json = z.core.util.JSONType;

/** An object of JSON. */
export type JsonObject = { [name: string]: Json };

/** A null that removes a field which is not there; the message names the field. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
}

/**
 * `base` with `changes` made to it, at any depth: an object is merged field by field, null removes a field, and
 * anything else replaces what was there. Neither is touched.
 */
export function mergeChanges(
  base: JsonObject,
  changes: JsonObject,
  path: readonly string[] = [],
): JsonObject {
  const merged = { ...base };
  for (const [name, change] of Object.entries(changes)) {
    const place = [...path, name];
    const before = Object.hasOwn(base, name) ? base[name] : undefined;
    // Most likely a slip of the pen, which would go unnoticed.
    if (change === null && before === undefined)
      throw new MergeError(`${place.join('.')} is not there to be removed`);
    if (change === null) delete merged[name];
    else merged[name] = changed(before, change, place);
  }
  return merged;
}

function changed(before: Json | undefined, change: Json, place: readonly string[]): Json {
  return isObject(change) ? mergeChanges(isObject(before) ? before : {}, change, place) : change;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
