import fc from 'fast-check';
import type { Api, Schema } from '../helpers/openapi.ts';
import { anyText, longText } from './text.ts';

/** More than any limit of a schema that is tried to its end. */
const longest = 2000;

/**
 * Values that are valid by a schema. What decides about the structure is followed, and the validator drops what the
 * other keywords forbid; throws for a schema of which it does not know how to make a value.
 */
export function validValues(api: Api, schema: Schema): fc.Arbitrary<unknown> {
  return valuesOf(api, schema).filter((value) => api.fault(schema, value) === undefined);
}

function valuesOf(api: Api, given: Schema): fc.Arbitrary<unknown> {
  const schema = api.resolve(given);
  if (Object.hasOwn(schema, 'const')) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const type = [schema.type ?? []].flat();
  if (type.length > 0) {
    return fc.oneof(...type.map((name) => ofType(api, name as string, schema)));
  }
  const choices = (schema.anyOf ?? schema.oneOf) as Schema[] | undefined;
  if (choices) return fc.oneof(...choices.map((choice) => valuesOf(api, choice)));
  if (schema.allOf) return valuesOf(api, merged(api, schema.allOf as Schema[]));
  if (Object.keys(schema).length === 0) return fc.jsonValue();
  throw new Error(`no values are known of the schema ${JSON.stringify(schema)}`);
}

function ofType(api: Api, type: string, schema: Schema): fc.Arbitrary<unknown> {
  switch (type) {
    case 'string':
      return strings(schema);
    case 'integer':
      return fc.oneof(fc.integer(range(schema)), fc.constantFrom(...Object.values(range(schema))));
    case 'number':
      return fc.double({ ...range(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return arrays(api, schema);
    case 'object':
      return objects(api, schema);
    default:
      throw new Error(`no values are known of the type ${type}`);
  }
}

function range({ minimum = -1e9, maximum = 1e9 }: Schema): { min: number; max: number } {
  return { min: minimum as number, max: maximum as number };
}

function strings({ minLength = 0, maxLength, pattern }: Schema): fc.Arbitrary<string> {
  const ends = [minLength, maxLength].filter((end) => typeof end === 'number' && end > 0 && end <= longest);
  // Where a whole text must match, hardly any text does that is not made for it.
  const isWhole = typeof pattern === 'string' && pattern.startsWith('^');
  return fc.oneof(
    { weight: isWhole ? 1 : 20, arbitrary: anyText },
    ...(pattern === undefined
      ? []
      : [{ weight: isWhole ? 40 : 5, arbitrary: fc.stringMatching(new RegExp(pattern as string)) }]),
    ...ends.map((end) => ({ weight: 1, arbitrary: longText(end as number) })),
  );
}

function arrays(
  api: Api,
  { items = {}, minItems = 0, maxItems = longest, uniqueItems }: Schema,
): fc.Arbitrary<unknown> {
  const item = valuesOf(api, items as Schema);
  const [minLength, maxLength] = [minItems as number, maxItems as number];
  if (uniqueItems)
    return fc.uniqueArray(item, { minLength, maxLength, selector: (value) => JSON.stringify(value) });
  const full = item.map((value) => Array.from({ length: maxLength }, () => value));
  return fc.oneof(
    { weight: 20, arbitrary: fc.array(item, { minLength, maxLength }) },
    { weight: maxLength < longest ? 1 : 0, arbitrary: full },
  );
}

function objects(api: Api, schema: Schema): fc.Arbitrary<unknown> {
  const choices = (schema.oneOf ?? []) as Schema[];
  const isChoice = choices.length > 0 && choices.every(({ required }) => Array.isArray(required));
  if (!isChoice) return fieldsOf(api, schema);
  const { properties = {}, required = [] } = schema;
  const alternative = choices.map((choice) => choice.required as string[]);
  return fc.oneof(
    ...alternative.map((chosen) => {
      const others = alternative.flat().filter((name) => !chosen.includes(name));
      const left = Object.entries(properties as object).filter(([name]) => !others.includes(name));
      const narrowed = {
        properties: Object.fromEntries(left),
        required: [...(required as string[]), ...chosen],
      };
      return fieldsOf(api, { ...schema, ...narrowed });
    }),
  );
}

function fieldsOf(
  api: Api,
  { properties = {}, required = [], additionalProperties }: Schema,
): fc.Arbitrary<unknown> {
  const fields = Object.entries(properties as Record<string, Schema>);
  const model = Object.fromEntries(fields.map(([name, field]) => [name, valuesOf(api, field)]));
  const known = fc.record(model, { requiredKeys: required as string[], noNullPrototype: true });
  if (typeof additionalProperties !== 'object') return known;
  const more = fc.dictionary(anyText, valuesOf(api, additionalProperties as Schema), {
    noNullPrototype: true,
  });
  return fc.tuple(more, known).map((parts) => Object.assign({}, ...parts));
}

function merged(api: Api, parts: readonly Schema[]): Schema {
  const schemas = parts.map((part) => api.resolve(part));
  return {
    ...Object.assign({}, ...schemas),
    properties: Object.assign({}, ...schemas.map(({ properties }) => properties)),
    required: schemas.flatMap(({ required = [] }) => required),
  };
}
