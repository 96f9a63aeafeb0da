/** The service's own metrics; docs/operations.md lists the same. Beside them there are prom-client's of the process. */
export const catalogue = {
  requests: {
    name: 'slotline_http_requests_total',
    type: 'counter',
    labels: ['method', 'route', 'status'],
    help: 'Requests that were answered; route is unknown for paths that do not exist and methods not taken',
  },
  latency: {
    name: 'slotline_http_request_duration_seconds',
    type: 'histogram',
    labels: ['route', 'model'],
    help: 'Time from the headers of a request to the last byte of its answer; model is empty where none was asked, and has commas between names where several answered',
  },
  problems: {
    name: 'slotline_http_problems_total',
    type: 'counter',
    labels: ['code'],
    help: 'Requests that failed, by the code of their problem details',
  },
  texts: {
    name: 'slotline_texts_total',
    type: 'counter',
    labels: ['model'],
    help: 'Texts that were answered',
  },
  tokens: {
    name: 'slotline_tokens_total',
    type: 'counter',
    labels: ['model'],
    help: 'Tokens of these texts',
  },
  unknownTokens: {
    name: 'slotline_unknown_tokens_total',
    type: 'counter',
    labels: ['model'],
    help: 'Tokens of these texts that the vocabulary of the model lacks',
  },
  slots: {
    name: 'slotline_slots_total',
    type: 'counter',
    labels: ['model'],
    help: 'Slots that were found',
  },
  unsureSlots: {
    name: 'slotline_unsure_slots_total',
    type: 'counter',
    labels: ['model'],
    help: 'Slots that were found with a confidence under 0.5',
  },
  batchTexts: {
    name: 'slotline_batch_texts',
    type: 'histogram',
    labels: ['model', 'lane'],
    help: 'Texts that went through a worker together',
  },
  phases: {
    name: 'slotline_phase_duration_seconds',
    type: 'histogram',
    labels: ['model', 'phase'],
    help: 'Time a request waited for its first worker (queue), and a batch spent in encode, run and decode',
  },
  refusals: {
    name: 'slotline_refusals_total',
    type: 'counter',
    labels: ['reason'],
    help: 'Work that was refused: the queue was full, it waited until too late, or its worker failed twice or hung',
  },
  restarts: {
    name: 'slotline_worker_restarts_total',
    type: 'counter',
    labels: ['reason'],
    help: 'Workers that were replaced because they crashed or hung',
  },
  queued: {
    name: 'slotline_queue_texts',
    type: 'gauge',
    labels: [],
    help: 'Texts that wait for a worker',
  },
  oldest: {
    name: 'slotline_queue_age_seconds',
    type: 'gauge',
    labels: [],
    help: 'How long the oldest of them has waited',
  },
  workers: {
    name: 'slotline_workers',
    type: 'gauge',
    labels: [],
    help: 'Worker threads that run models',
  },
  busy: {
    name: 'slotline_workers_busy',
    type: 'gauge',
    labels: [],
    help: 'Worker threads that are at work',
  },
  ready: {
    name: 'slotline_ready',
    type: 'gauge',
    labels: [],
    help: '1 while the service takes requests, 0 while it starts or drains',
  },
  models: {
    name: 'slotline_model_info',
    type: 'gauge',
    labels: ['model', 'version', 'task'],
    help: '1 for each loaded model',
  },
  build: {
    name: 'slotline_build_info',
    type: 'gauge',
    labels: ['version'],
    help: '1, with the version of the service',
  },
} as const satisfies Record<
  string,
  { name: string; type: 'counter' | 'histogram' | 'gauge'; labels: readonly string[]; help: string }
>;

/** Bounds of request latencies, in seconds: one sentence takes under a millisecond, a full list a second. */
export const latencyBounds = [
  0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10,
];

/** Bounds of what a batch spends in each phase, in seconds. */
export const phaseBounds = [
  0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5,
];

/** Bounds of the number of texts in a batch. */
export const batchBounds = [1, 2, 4, 8, 16, 32, 64, 128];
