import { pino } from 'pino';
import { buildApp } from './app.ts';
import { startCompute } from './compute.ts';
import { parseConfig } from './config.ts';
import { drain, watchConnections } from './drain.ts';
import { loadSecurity } from './http/security/load.ts';
import { loadPackages } from './package/load-all.ts';
import { ModelRegistry } from './runtime/registry.ts';
import { pooledTagger } from './tasks/tag/tag-service.ts';
import { ownVersion } from './version.ts';

async function main(): Promise<void> {
  const config = parseConfig(process.env);
  const logger = pino({ level: config.LOG_LEVEL });
  const security = await loadSecurity(config, logger);
  const stopping = { asked: false };
  const packages = await loadPackages(config.MODELS);
  const compute = await startCompute(packages, config, {
    batch: () => {},
    refused: () => {},
    restarted: (reason) => logger.error({ reason }, 'a worker was replaced'),
  });
  const taggers = packages.map((source) => pooledTagger(source, (work) => compute.pool.submit(work)));
  const models = new ModelRegistry(taggers, config.DEFAULT_MODEL);
  const app = await buildApp(
    { models, isReady: () => !stopping.asked && compute.isAlive() },
    {
      version: await ownVersion(),
      limits: { textLength: config.MAX_TEXT_LENGTH, texts: config.MAX_TEXTS },
      bodyLimit: config.BODY_LIMIT,
      requestTimeout: config.REQUEST_TIMEOUT,
      logger,
      logText: config.LOG_TEXT,
      security,
    },
  );
  const connections = watchConnections(app.server);
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping.asked) process.exit(1);
    stopping.asked = true;
    logger.info({ signal }, 'asked to stop');
    process.exitCode = await drain(app, {
      delay: config.DRAIN_DELAY,
      timeout: config.DRAIN_TIMEOUT,
      logger,
      connections,
    });
    await compute.close();
    process.exit();
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
  const address = await app.listen({ host: config.HOST, port: config.PORT });
  const startup = Math.round(performance.now());
  logger.info({ address, models: models.names, default: models.defaultName, startup }, 'ready');
}

main().catch((error: Error) => {
  process.stderr.write(`slotline cannot start: ${error.message}\n`);
  process.exit(1);
});
