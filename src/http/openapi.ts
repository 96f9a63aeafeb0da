import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument {
  readonly [field: string]: unknown;
  readonly components?: { readonly schemas?: Record<string, unknown> };
}

/** Collects the routes that are registered after it into an OpenAPI document. */
export async function describeRoutes(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.1',
      info: {
        title: 'Slotline',
        version,
        description:
          'Finds the slots of booking sentences: destination, arrival time and so on. Every failed request is ' +
          'answered with problem details (RFC 9457) whose `code` is stable.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
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

/** Leaves out components that nothing refers to: each schema comes a second time, as the input it never is. */
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
  const kept = Object.entries(schemas).filter(([name]) => used.has(name));
  return { ...rest, components: { ...components, schemas: Object.fromEntries(kept.sort(byName)) } };
}

function references(value: unknown): string[] {
  const found = JSON.stringify(value as Json).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...found].map(([, name]) => name!);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
