import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

/** A JSON schema (2020-12), or any part of an OpenAPI document. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

/** The first kind of body that an operation takes. */
export interface Body {
  readonly type: string;
  readonly schema: Schema;
  readonly example?: unknown;
}

/** A method and path of an OpenAPI document. */
export interface Operation {
  readonly id: string;
  /** In upper case. */
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** The body that it takes, if it takes one. */
  readonly body: Body | undefined;
  /** Schemas of its answers, by status and media type. */
  readonly responses: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

interface Content {
  readonly content?: Readonly<Record<string, Omit<Body, 'type'>>>;
}

interface Described {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

/** An OpenAPI document as tests read it. */
export class Api {
  readonly operations: readonly Operation[];
  readonly #ajv = new Ajv2020({ strict: false, allErrors: false });
  readonly #validators = new Map<Schema, ValidateFunction>();
  readonly #components: Readonly<Record<string, Schema>>;

  constructor(document: object) {
    // References begin at the document, wherever the schema that holds them is compiled.
    this.#ajv.addSchema(document, 'api');
    const { paths, components } = JSON.parse(JSON.stringify(document).replaceAll('"#/', '"api#/')) as {
      paths: Record<string, Record<string, Described>>;
      components: { schemas: Record<string, Schema> };
    };
    this.#components = components.schemas;
    this.operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => operationOf(method, path, described)),
    );
  }

  /** The operation with that `operationId`. */
  operation(id: string): Operation {
    const found = this.operations.find((operation) => operation.id === id);
    if (!found) throw new Error(`there is no operation ${id}`);
    return found;
  }

  /** The schema of a component. */
  component(name: string): Schema {
    const found = this.#components[name];
    if (!found) throw new Error(`there is no component ${name}`);
    return found;
  }

  /** The schema to which another refers, if it does. */
  resolve(schema: Schema): Schema {
    const name = /^api#\/components\/schemas\/(.*)$/.exec(String(schema.$ref))?.[1];
    return name === undefined ? schema : this.resolve(this.component(name));
  }

  /** What is wrong with `value` by `schema`, one that `operations` hold; undefined if nothing is. */
  fault(schema: Schema, value: unknown): string | undefined {
    let validate = this.#validators.get(schema);
    if (!validate) {
      validate = this.#ajv.compile(schema);
      this.#validators.set(schema, validate);
    }
    return validate(value) ? undefined : this.#ajv.errorsText(validate.errors);
  }
}

function operationOf(method: string, path: string, described: Described): Operation {
  const { operationId, parameters = [], requestBody, responses } = described;
  const [body] = Object.entries(requestBody?.content ?? {}).map(([type, rest]) => ({ type, ...rest }));
  return {
    id: operationId,
    method: method.toUpperCase(),
    path,
    parameters,
    body,
    responses: Object.fromEntries(
      Object.entries(responses).map(([status, { content = {} }]) => [
        status,
        Object.fromEntries(Object.entries(content).map(([type, { schema }]) => [type, schema])),
      ]),
    ),
  };
}

/** What is wrong with an answer by the document: its status, its type or its body; undefined if nothing is. */
export function answerFault(
  api: Api,
  operation: Operation,
  answer: { readonly status: number; readonly type: string; readonly body: string },
): string | undefined {
  const { id, responses } = operation;
  const types = responses[answer.status];
  if (!types) return `${id} does not declare the status ${answer.status}`;
  const schema = types[answer.type.split(';')[0]!.trim()];
  if (!schema) return `${id} does not declare ${answer.type} for ${answer.status}`;
  const fault = api.fault(schema, JSON.parse(answer.body));
  return fault === undefined ? undefined : `${id} ${answer.status}: ${fault}`;
}
