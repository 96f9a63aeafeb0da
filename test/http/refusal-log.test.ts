import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { refusalLog } from '../../src/http/refusal-log.ts';
import { useTestApp } from '../helpers/app.ts';
import { memoryLogger } from '../helpers/memory-logger.ts';
import { exchange } from '../helpers/raw.ts';

const { lines, logged, logger } = memoryLogger();
const test = useTestApp({ logger });

beforeEach(() => {
  lines.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

it('logs what was refused and why, with the id of the answer, and nothing that was sent', async () => {
  const answer = await exchange(test.app, 'SECRET /word HTTP/1.1\r\nhost: word\r\n\r\n');
  await expect.poll(() => logged().at(-1).msg).toBe('refused');
  const line = logged().at(-1);
  expect(line).toMatchObject({
    level: 30,
    status: 400,
    code: 'malformed_request',
    reason: 'HPE_INVALID_METHOD',
  });
  expect(answer).toContain(`urn:slotline:request:${line.reqId}`);
  expect(lines.join('')).not.toMatch(/SECRET|word/);
});

it('logs ten refusals a second, and the number of the others', async () => {
  vi.useFakeTimers();
  const refused = refusalLog(logger);
  const refuse = (count: number) => {
    for (let i = 0; i < count; i++) refused('malformed_request', { requestId: 'r', reason: 'HPE_X' });
  };
  refuse(1000);
  expect(lines).toHaveLength(10);
  vi.advanceTimersByTime(1000);
  expect(logged().at(-1)).toMatchObject({ msg: 'refused more', count: 990 });
  refuse(3);
  vi.advanceTimersByTime(1000);
  expect(lines).toHaveLength(14);
});
