import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly [field: string]: unknown;
  readonly components?: { readonly schemas?: Record<string, unknown> };
}

const securitySchemes = {
  bearer: { type: 'http', scheme: 'bearer', description: 'An API key' },
  apiKey: { type: 'apiKey', in: 'header', name: 'x-api-key', description: 'An API key' },
} as const;

/** What is said of the service beside its routes. */
export interface Described {
  readonly version: string;
  /** Whether requests need an API key; services can be run either way. */
  readonly needsKey: boolean;
}

/** Collects the routes that are registered after it into an OpenAPI document. */
export async function describeRoutes(app: FastifyInstance, { version, needsKey }: Described): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Slotline',
        version,
        description:
          'Finds the slots of booking sentences (destination, arrival time and so on), and the sentiment and keywords of texts. ' +
          'Every failed request is answered with problem details (RFC 9457) whose `code` is stable.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: { securitySchemes },
      security: [...(needsKey ? [] : [{}]), { bearer: [] }, { apiKey: [] }],
      tags: [
        { name: 'tasks', description: 'Ask a model' },
        { name: 'models', description: 'What is loaded' },
        { name: 'platform', description: 'Health' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
}

/** The document of all routes; computed once, on the first call after the app is ready. */
export function openApiDocument(app: FastifyInstance): OpenApiDocument {
  return prune(app.swagger() as unknown as OpenApiDocument);
}

/** Leaves out components that nothing refers to: each schema comes a second time, as the input that it never is. */
function prune(document: OpenApiDocument): OpenApiDocument {
  const schemas = document.components?.schemas ?? {};
  const { components, ...rest } = document;
  const used = new Set<string>();
  const visit = (value: unknown): void => {
    for (const name of references(value)) {
      if (used.has(name) || !Object.hasOwn(schemas, name)) continue;
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit(rest);
  const kept = Object.fromEntries([...used].sort().map((name) => [name, schemas[name]]));
  return { ...rest, components: { ...components, schemas: kept } };
}

function references(value: unknown): string[] {
  const found = JSON.stringify(value).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...found].map(([, name]) => name!);
}
