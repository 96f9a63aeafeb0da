import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { buildApp } from './app.ts';
import { type Compute, startCompute } from './compute.ts';
import { parseConfig } from './config.ts';
import { drain, watchConnections } from './drain.ts';
import { openAdmin } from './http/admin.ts';
import { loadSecurity } from './http/security/load.ts';
import { decodingLimitsOf, limitsOf } from './limits.ts';
import { createMetrics } from './observability/metrics.ts';
import { openTracing } from './observability/tracing.ts';
import { type LoadedModels, noLoadedModels, openModels } from './open-models.ts';
import { loadPackages } from './package/load-all.ts';
import type { WorkRequest } from './runtime/pool/job.ts';
import { noModelFolder } from './settings/service.ts';
import { pooledDecoder } from './tasks/ctc/decode-service.ts';
import { loadLanguageModels } from './tasks/ctc/language-models.ts';
import { ownVersion } from './version.ts';

/** How far the process has come; models and threads are there when they are loaded. */
interface Progress {
  phase: 'starting' | 'serving' | 'stopping';
  models?: LoadedModels;
  compute?: Compute;
}

const playgroundFolder = fileURLToPath(new URL('./playground/', import.meta.url));

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  // Written aside, line after line: a request does not wait for its line. What is left at the end is written then.
  const logger = pino({ level: config.LOG_LEVEL }, pino.destination({ sync: false }));
  const security = await loadSecurity(config, logger);
  const version = await ownVersion();
  const tracing = await openTracing(config, { version, logger });
  const progress: Progress = { phase: 'starting' };
  const isReady = (): boolean => progress.phase === 'serving' && progress.compute?.isAlive() === true;
  const metrics = createMetrics({
    version,
    isReady,
    models: () => progress.models?.manifests ?? [],
    pool: () => progress.compute?.pool.state,
  });
  const health = { isStarted: () => progress.phase !== 'starting', isReady };
  const admin = await openAdmin(config, { health, metrics });
  if (admin !== undefined) logger.info({ address: admin }, 'metrics and probes');
  const packages = config.MODELS === noModelFolder ? [] : await loadPackages(config.MODELS);
  const languageModels = await loadLanguageModels(config.LANGUAGE_MODELS);
  const compute = await startCompute({ packages, languageModels }, config, {
    ...metrics.pool,
    restarted(reason) {
      metrics.pool.restarted(reason);
      logger.error({ reason }, 'a worker was replaced');
    },
  });
  const submit = (work: WorkRequest) => compute.pool.submit(work);
  const models =
    config.MODELS === noModelFolder ? noLoadedModels : openModels(packages, submit, config.DEFAULT_MODEL);
  Object.assign(progress, { models, compute });
  const app = await buildApp(
    {
      models: models.tag,
      sentiment: models.sentiment,
      keywords: models.keywords,
      speech: models.speech,
      decoder: pooledDecoder(languageModels, submit),
      isReady,
      checkRoom: () => compute.pool.checkRoom(),
    },
    {
      version,
      limits: limitsOf(config),
      audio: { seconds: config.MAX_AUDIO_SECONDS, bytes: config.MAX_AUDIO_BYTES },
      stream: config.TRANSCRIBE_STREAM,
      bodyLimit: config.BODY_LIMIT,
      decoding: decodingLimitsOf(config),
      requestTimeout: config.REQUEST_TIMEOUT,
      logger,
      logText: config.LOG_TEXT,
      observers: tracing ? [tracing.http, metrics.http] : [metrics.http],
      security,
      playground: config.PLAYGROUND ? playgroundFolder : undefined,
    },
  );
  const connections = watchConnections(app.server);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (progress.phase === 'stopping') process.exit(1);
    progress.phase = 'stopping';
    logger.info({ signal }, 'asked to stop');
    const end = performance.now() + config.DRAIN_DELAY + config.DRAIN_TIMEOUT;
    process.exitCode = await drain(app, {
      delay: config.DRAIN_DELAY,
      timeout: config.DRAIN_TIMEOUT,
      logger,
      connections,
    });
    await compute.close();
    await tracing?.close(end - performance.now());
    process.exit();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  const address = await app.listen({ host: config.HOST, port: config.PORT });
  progress.phase = 'serving';
  const startup = Math.round(performance.now());
  const names = models.manifests.map(({ name }) => name);
  logger.info({ address, models: names, default: models.tag.defaultName, startup }, 'ready');
}

main().catch((error: Error) => {
  process.stderr.write(`slotline cannot start: ${error.message}\n`);
  process.exit(1);
});
