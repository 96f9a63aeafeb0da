import { afterEach, describe, expect, it } from 'vitest';
import type { BatchReport, Refusal } from '../../../src/runtime/pool/observer.ts';
import { type PoolOptions, WorkPool } from '../../../src/runtime/pool/pool.ts';
import type { BatchRequest } from '../../../src/runtime/pool/threads.ts';
import { type BatchResult, HungError } from '../../../src/runtime/pool/work.ts';

interface Running {
  readonly request: BatchRequest;
  readonly finish: () => Promise<void>;
  readonly fail: (error?: Error) => Promise<void>;
}

let open: WorkPool | undefined;
afterEach(() => open?.close());

/** A pool over threads that answer when the test says so. */
function testPool(options: Partial<PoolOptions> = {}) {
  const running: Running[] = [];
  const reports: BatchReport[] = [];
  const refusals: Refusal[] = [];
  const workers = options.workers ?? 1;
  const threads = {
    count: workers,
    get idle() {
      return this.count - running.length;
    },
    run: (request: BatchRequest) =>
      new Promise<BatchResult>((resolve, reject) => {
        const end = async (settle: () => void): Promise<void> => {
          running.splice(running.indexOf(entry), 1);
          settle();
          await new Promise(setImmediate);
        };
        const bodies = request.requests.map((text) => JSON.stringify(text));
        const result = { bodies, counts: bodies.flatMap(() => [1, 0, 0, 0]), encode: 1, run: 2, decode: 3 };
        const entry: Running = {
          request,
          finish: () => end(() => resolve(result)),
          fail: (error = new Error('the thread ended')) => end(() => reject(error)),
        };
        running.push(entry);
      }),
  };
  const pool = new WorkPool(threads, {
    workers,
    budget: 100,
    queueLimit: 6,
    queueAge: 1000,
    patience: 5000,
    ...options,
    observer: {
      batch: (report) => reports.push(report),
      refused: (reason) => refusals.push(reason),
      restarted: () => undefined,
    },
  });
  open = pool;
  const submitOnly = (...texts: string[]) =>
    pool.submit({ model: 'm', requests: texts, sizes: texts.map((text) => text.length) });
  /** As when nothing else arrives at the same time. */
  const submit = (...texts: string[]) => {
    const submitted = submitOnly(...texts);
    pool.dispatch();
    return submitted;
  };
  return { pool, threads, running, reports, refusals, submit, submitOnly };
}

const requestsOf = (running: readonly Running[]) => running.map(({ request }) => request.requests);

it('gives work to an idle thread at once, and joins what comes meanwhile', async () => {
  const { running, submit, reports } = testPool();
  const outcomes = ['one', 'two', 'six'].map((text) => submit(text).outcome);
  expect(requestsOf(running)).toEqual([['one']]);
  await running[0]!.finish();
  expect(requestsOf(running)).toEqual([['two', 'six']]);
  await running[0]!.finish();
  expect((await Promise.all(outcomes)).map(({ bodies }) => bodies)).toEqual([
    ['"one"'],
    ['"two"'],
    ['"six"'],
  ]);
  expect(reports.map(({ texts, lane }) => [texts, lane])).toEqual([
    [1, 'short'],
    [2, 'short'],
  ]);
});

it('joins what arrives at the same time', async () => {
  const { running, submitOnly } = testPool({ workers: 2 });
  submitOnly('one');
  submitOnly('two');
  expect(running.length).toBe(0);
  await new Promise(setImmediate);
  expect(requestsOf(running)).toEqual([['one', 'two']]);
});

it('answers the texts of one request in their order, whatever batches they were in', async () => {
  const { running, submit } = testPool();
  const long = 'x'.repeat(60);
  const { outcome } = submit(long, 'a', `${long}y`, 'b');
  while (running.length > 0) await running[0]!.finish();
  const { bodies, batches } = await outcome;
  expect(bodies).toEqual([long, 'a', `${long}y`, 'b'].map((text) => JSON.stringify(text)));
  expect(batches.length).toBeGreaterThan(1);
  expect(new Set(batches).size).toBe(batches.length);
});

describe('long work', () => {
  const long = ['x'.repeat(150), 'y'.repeat(150), 'z'.repeat(150)];

  it('is more than a batch, and no single sentence, however small batches are', () => {
    const { running, submit } = testPool({ budget: 1, workers: 2 });
    submit('x'.repeat(256));
    submit('x'.repeat(257));
    submit('y'.repeat(257));
    expect(running.length).toBe(2);
  });

  it('lets short work that came later go first', async () => {
    const { running, submit } = testPool();
    submit(...long);
    submit('short');
    expect(requestsOf(running)).toEqual([[long[0]]]);
    await running[0]!.finish();
    expect(requestsOf(running)).toEqual([['short']]);
    await running[0]!.finish();
    expect(requestsOf(running)).toEqual([[long[1]]]);
  });

  it('leaves a thread to short work if there are several', () => {
    const { running, submit } = testPool({ workers: 3 });
    submit(...long);
    expect(running.length).toBe(2);
    submit('short');
    expect(requestsOf(running)).toEqual([[long[0]], [long[1]], ['short']]);
  });

  it('is also what may wait, however small', () => {
    const { pool, running, submit } = testPool({ workers: 2 });
    pool.submit({ model: 'm', requests: ['a'], sizes: [1], mayWait: true });
    pool.submit({ model: 'm', requests: ['b'], sizes: [1], mayWait: true });
    pool.dispatch();
    expect(requestsOf(running)).toEqual([['a', 'b']]);
    pool.submit({ model: 'm', requests: ['c'], sizes: [1], mayWait: true });
    pool.dispatch();
    submit('short');
    expect(requestsOf(running)).toEqual([['a', 'b'], ['short']]);
  });

  it('comes to its turn under a stream of short work', async () => {
    const { running, submit } = testPool({ queueLimit: 1000 });
    submit(...long.slice(0, 2));
    const texts = Array.from({ length: 30 }, (_, i) => submit('s'.repeat(100 - i)));
    expect(texts.length).toBe(30);
    let turns = 0;
    await running[0]!.finish();
    while (running[0]!.request.requests[0] !== long[1]) {
      turns += 1;
      await running[0]!.finish();
    }
    expect(turns).toBe(8);
  });
});

describe('overload', () => {
  it('refuses at once what does not fit into the queue, and answers what was accepted', async () => {
    const { running, submit, refusals } = testPool();
    const accepted = Array.from({ length: 7 }, () => submit('text').outcome);
    expect(() => submit('more')).toThrow(
      expect.objectContaining({ code: 'overloaded', headers: { 'retry-after': '1' } }),
    );
    expect(refusals).toEqual(['full']);
    while (running.length > 0) await running[0]!.finish();
    expect((await Promise.all(accepted)).length).toBe(7);
  });

  it('takes a request that is larger than the queue if nothing else waits', () => {
    const { submit, pool } = testPool();
    submit('running');
    submit(...'abcdefghij');
    expect(pool.state.queued).toBe(10);
  });

  it('refuses while something waits for too long', async () => {
    const { submit, refusals } = testPool({ queueAge: 5 });
    submit('running');
    submit('waiting');
    await new Promise((done) => setTimeout(done, 20));
    expect(() => submit('more')).toThrow(expect.objectContaining({ code: 'overloaded' }));
    expect(refusals).toEqual(['late']);
  });

  it('gives up what has waited longer than the answer may take', async () => {
    const { submit, pool, refusals } = testPool({ patience: 20 });
    submit('running');
    await expect(submit('waiting').outcome).rejects.toMatchObject({ code: 'answer_timeout' });
    expect(pool.state).toMatchObject({ queued: 0, oldest: 0, busy: 1 });
    expect(refusals).toEqual(['late']);
  });
});

it('drops what nobody waits for any more', async () => {
  const { running, submit, pool } = testPool();
  submit('running');
  const gone = submit('gone');
  const { outcome } = submit('stays');
  gone.cancel();
  await expect(gone.outcome).rejects.toMatchObject({ code: 'client_gone' });
  expect(pool.state.queued).toBe(1);
  await running[0]!.finish();
  expect(requestsOf(running)).toEqual([['stays']]);
  await running[0]!.finish();
  expect((await outcome).bodies).toEqual(['"stays"']);
});

describe('a thread that ends', () => {
  it('has its texts tried again, each by itself, so that one bad text harms no other', async () => {
    const { running, submit, refusals } = testPool();
    submit('running');
    const [good, bad] = [submit('good').outcome, submit('evil').outcome];
    const refused = expect(bad).rejects.toMatchObject({ code: 'worker_failed' });
    await running[0]!.finish();
    expect(requestsOf(running)).toEqual([['good', 'evil']]);
    await running[0]!.fail();
    expect(requestsOf(running)).toEqual([['good']]);
    await running[0]!.finish();
    expect(requestsOf(running)).toEqual([['evil']]);
    await running[0]!.fail();
    await refused;
    expect((await good).bodies).toEqual(['"good"']);
    expect(refusals).toEqual(['failed']);
  });

  it('is not given again what a thread hung at', async () => {
    const { running, submit, refusals } = testPool();
    submit('running');
    const outcomes = [submit('one').outcome, submit('two').outcome];
    const refused = Promise.all(
      outcomes.map((outcome) => expect(outcome).rejects.toMatchObject({ code: 'worker_failed' })),
    );
    await running[0]!.finish();
    await running[0]!.fail(new HungError());
    await refused;
    expect(running).toEqual([]);
    expect(refusals).toEqual(['failed', 'failed']);
  });

  it('is asked for when there is none at all', () => {
    const { threads, running, submit } = testPool();
    threads.count = 0;
    submit('text');
    expect(running.length).toBe(1);
  });
});
