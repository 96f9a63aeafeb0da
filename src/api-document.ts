import { buildApp } from './app.ts';
import { parseConfig } from './config.ts';
import { type OpenApiDocument, openApiDocument } from './http/openapi.ts';
import { limitsOf } from './limits.ts';
import { ownVersion } from './version.ts';

/** The OpenAPI document of the service with its default settings: what openapi/openapi.json holds. */
export async function apiDocument(): Promise<OpenApiDocument> {
  const config = parseConfig({});
  const app = await buildApp(
    { models: { names: [], defaultName: '', get: () => undefined, all: () => [] }, isReady: () => true },
    {
      version: await ownVersion(),
      limits: limitsOf(config),
      audio: { seconds: config.MAX_AUDIO_SECONDS, bytes: config.MAX_AUDIO_BYTES },
      bodyLimit: config.BODY_LIMIT,
    },
  );
  try {
    await app.ready();
    return openApiDocument(app);
  } finally {
    await app.close();
  }
}
