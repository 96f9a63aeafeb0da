import type { ServerOptions } from 'node:http';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import { parseConfig } from './config.ts';
import { acceptJsonBodies } from './http/body.ts';
import { answerClientError, answerUnusualRequests } from './http/client-error.ts';
import { answerOtherMethods } from './http/methods.ts';
import { type HttpObserver, observe, observeRequests } from './http/observer.ts';
import { describeRoutes } from './http/openapi.ts';
import { sendProblem } from './http/problem.ts';
import { nameRequests, requestId, requestLog } from './http/request-log.ts';
import { ctcRoutes } from './http/routes/ctc.ts';
import { docsRoutes } from './http/routes/docs.ts';
import { healthRoutes } from './http/routes/health.ts';
import { keywordsRoutes } from './http/routes/keywords.ts';
import { modelRoutes } from './http/routes/models.ts';
import { openAiRoutes } from './http/routes/openai.ts';
import { playgroundRoutes } from './http/routes/playground.ts';
import { sentimentRoutes } from './http/routes/sentiment.ts';
import { tagRoutes } from './http/routes/tag.ts';
import { transcribeRoutes } from './http/routes/transcribe.ts';
import { streamRoutes } from './http/routes/transcribe-stream.ts';
import type { DecodingLimits } from './http/schemas/ctc.ts';
import type { RequestLimits } from './http/schemas/texts.ts';
import type { SpeechLimits } from './http/schemas/transcribe.ts';
import { type Security, secure, serverOptions } from './http/security/secure.ts';
import { zodValidator } from './http/validation.ts';
import { decodingLimitsOf } from './limits.ts';
import { type Models, noModels } from './runtime/registry.ts';
import { type DecodeService, localDecoder } from './tasks/ctc/decode-service.ts';
import type { KeywordsService } from './tasks/keywords/keywords-service.ts';
import type { SentimentService } from './tasks/sentiment/sentiment-service.ts';
import type { SpeechService } from './tasks/speech/speech-service.ts';
import type { TagService } from './tasks/tag/tag-service.ts';

/** What the routes ask. */
export interface Services {
  readonly models: Models<TagService>;
  /** None without it. */
  readonly sentiment?: Models<SentimentService>;
  /** None without it. */
  readonly keywords?: Models<KeywordsService>;
  /** None without it. */
  readonly speech?: Models<SpeechService>;
  /** Decodes in the own thread, without language models, if it is left out. */
  readonly decoder?: DecodeService;
  /** False once the process is asked to stop. */
  readonly isReady: () => boolean;
  /** Throws if no more work is taken in. */
  readonly checkRoom?: () => void;
}

/** How the app is set up. */
export interface AppOptions {
  /** Of the API, for the OpenAPI document. */
  readonly version: string;
  readonly limits: RequestLimits;
  /** What a recording may be; a minute of 16 MiB without it. */
  readonly audio?: SpeechLimits;
  /** Whether speech is also taken as a stream. */
  readonly stream?: boolean;
  /** Largest request body, in bytes. */
  readonly bodyLimit: number;
  /** What `/ctc/decode` takes; the defaults of the settings without it. */
  readonly decoding?: DecodingLimits;
  /** Milliseconds in which a request must have arrived; 0 sets no limit. */
  readonly requestTimeout?: number;
  /** Logs nothing without it. */
  readonly logger?: FastifyBaseLogger;
  /** Whether texts are logged. */
  readonly logText?: boolean;
  /** Are told of requests, beside the log. */
  readonly observers?: readonly HttpObserver[];
  /** Who may ask and how the service is protected; all is off without it. */
  readonly security?: Security;
  /** Folder of the playground's files; there is no playground without it. */
  readonly playground?: string | undefined;
}

/** Builds the HTTP app; it does not listen. */
export async function buildApp(services: Services, options: AppOptions): Promise<FastifyInstance> {
  const { logger, logText = false, security = {} } = options;
  const observers = [...(options.observers ?? []), requestLog({ withText: logText, logger })];
  const app: FastifyInstance = Fastify({
    ...(logger && { loggerInstance: logger }),
    // A logger of its own for each request costs more than naming the request in its lines.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: options.bodyLimit,
    requestTimeout: options.requestTimeout ?? 0,
    ...serverOptions(security, { ...timeouts(options.requestTimeout ?? 0), requireHostHeader: false }),
    genReqId: requestId,
    requestIdHeader: false,
    // Connections that are still open when the app closes get their answers, marked as the last.
    return503OnClosing: false,
    frameworkErrors(error, request, reply) {
      observe(request, reply, observers);
      sendProblem(error, request, reply);
    },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, observers),
  });
  app.setErrorHandler(sendProblem);
  app.setValidatorCompiler(zodValidator);
  app.setSerializerCompiler(() => (value) => JSON.stringify(value));
  acceptJsonBodies(app);
  nameRequests(app);
  observeRequests(app, observers);
  await secure(app, security);
  answerUnusualRequests(app, observers);
  closeConnectionsWhenStopping(app, services.isReady);
  answerOtherMethods(app);
  await describeRoutes(app, { version: options.version, needsKey: security.keys !== undefined });
  const {
    models,
    sentiment = noModels,
    keywords = noModels,
    speech = noModels,
    checkRoom = () => {},
  } = services;
  const taken = { limits: options.limits, checkRoom };
  const taggers = { models, others: [sentiment, keywords, speech] };
  tagRoutes(app, taggers, taken);
  sentimentRoutes(app, { models: sentiment, others: [models, keywords, speech] }, taken);
  keywordsRoutes(app, { models: keywords, others: [models, sentiment, speech] }, taken);
  const listening = {
    limits: options.audio ?? { seconds: 60, bytes: 2 ** 24 },
    checkRoom,
    patience: options.requestTimeout ?? 0,
  };
  const heard = { speech: { models: speech, others: [models, sentiment, keywords] }, taggers };
  transcribeRoutes(app, heard, listening);
  openAiRoutes(app, heard, listening);
  if (options.stream) await streamRoutes(app, heard, listening);
  const { decoder = localDecoder() } = services;
  ctcRoutes(app, decoder, { limits: options.decoding ?? decodingLimitsOf(parseConfig({})), checkRoom });
  modelRoutes(app, [models, sentiment, keywords, speech]);
  healthRoutes(app, { isStarted: () => true, isReady: services.isReady });
  await docsRoutes(app);
  if (options.playground !== undefined) await playgroundRoutes(app, options.playground);
  return app;
}

/**
 * Of the two timeouts Node gives the longer to the whole request, whichever it is, and its own for headers is a minute;
 * it looks at them only every half a minute unless told.
 */
function timeouts(requestTimeout: number): ServerOptions {
  return {
    requestTimeout,
    headersTimeout: requestTimeout,
    connectionsCheckingInterval: Math.min(1000, requestTimeout || 1000),
  };
}

/** Otherwise a client that keeps its connection alive would keep the process from ending. */
function closeConnectionsWhenStopping(app: FastifyInstance, isReady: () => boolean): void {
  app.addHook('onSend', (_, reply, payload, done) => {
    if (!isReady()) reply.header('connection', 'close');
    done(null, payload);
  });
}
