import fc from 'fast-check';
import { anyText, longText } from './text.ts';

type Path = readonly (string | number)[];

const deep = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** Values of every type, with what lies beyond usual limits. */
const strangers: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 0.5, 1e308, 2 ** 53, '', 'utf-16', '__proto__', [], {}, [null], [[]], {
    '': 0,
  }),
  fc.constantFrom(10, 300, 1000).map(deep),
  fc.constantFrom(200, 1001, 5000, 70_000).chain(longText),
  anyText,
  fc.jsonValue(),
);

const oddNames = fc.constantFrom(
  'extra',
  '__proto__',
  'constructor',
  'toString',
  '',
  'a/b~c',
  '\ud800',
  '0',
  'Text',
);

/** Changes one place of a JSON value, so that it may no longer be valid. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const places = placesOf(value);
  const objects = places.filter((place) => isObject(at(value, place)));
  const lists = places.filter((place) => Array.isArray(at(value, place)));
  const fields = places.filter((place) => place.length > 0);
  const wrapped = somewhere(places).map((place) => put(value, place, (old) => [old]));
  const dropped = (): fc.Arbitrary<unknown> => somewhere(fields).map((place) => without(value, place));
  return fc.oneof(
    { weight: 4, arbitrary: replaced(value, places) },
    { weight: 1, arbitrary: wrapped },
    ...(objects.length > 0 ? [{ weight: 2, arbitrary: extended(value, objects) }] : []),
    ...(lists.length > 0 ? [{ weight: 1, arbitrary: repeated(value, lists) }] : []),
    ...(fields.length > 0 ? [{ weight: 1, arbitrary: dropped() }] : []),
  );
}

const somewhere = (places: readonly Path[]): fc.Arbitrary<Path> => fc.constantFrom(...places);

function replaced(value: unknown, places: readonly Path[]): fc.Arbitrary<unknown> {
  return fc.tuple(somewhere(places), strangers).map(([place, other]) => put(value, place, () => other));
}

function extended(value: unknown, objects: readonly Path[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(somewhere(objects), oddNames, strangers)
    .map(([place, name, other]) => put(value, place, (old) => withField(old as object, name, other)));
}

function repeated(value: unknown, lists: readonly Path[]): fc.Arbitrary<unknown> {
  return fc
    .tuple(somewhere(lists), fc.constantFrom(0, 2, 101, 3000))
    .map(([place, times]) =>
      put(value, place, (old) => Array.from({ length: times }, () => (old as unknown[])[0] ?? null)),
    );
}

/** Where there are values: the whole, and each field and item. */
function placesOf(value: unknown): Path[] {
  if (typeof value !== 'object' || value === null) return [[]];
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value);
  return [[], ...[...keys].flatMap((key) => placesOf(at(value, [key])).map((rest) => [key, ...rest]))];
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce((inner, key) => (inner as Record<string, unknown>)[key], value);
}

/** A copy in which `change` made another value of the one at `path`. */
function put(value: unknown, [key, ...rest]: Path, change: (old: unknown) => unknown): unknown {
  if (key === undefined) return change(value);
  const inner = put(at(value, [key]), rest, change);
  return Array.isArray(value)
    ? value.with(key as number, inner)
    : withField(value as object, String(key), inner);
}

function without(value: unknown, path: Path): unknown {
  const last = path.at(-1)!;
  return put(value, path.slice(0, -1), (parent) =>
    Array.isArray(parent)
      ? parent.toSpliced(last as number, 1)
      : Object.fromEntries(Object.entries(parent as object).filter(([key]) => key !== String(last))),
  );
}

/** Object.fromEntries makes even `__proto__` a field of its own. */
function withField(value: object, name: string, field: unknown): object {
  return Object.fromEntries(
    Object.entries({ ...value, [name]: null }).map(([key, old]) => [key, key === name ? field : old]),
  );
}
