import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { onStopSignals } from '../../src/cli/stop-signals.ts';

let letGo: () => void;
const stop = vi.fn();
const leave = vi.fn();
const exit = vi.spyOn(process, 'exit').mockImplementation((() => {}) as typeof process.exit);
beforeEach(() => {
  vi.useFakeTimers();
  letGo = onStopSignals(stop, leave);
});
afterEach(() => {
  letGo();
  vi.useRealTimers();
  vi.clearAllMocks();
});

const send = (signal: 'SIGINT' | 'SIGTERM') => process.emit(signal, signal);

it('stops at the first signal, and takes one that comes twice at once for one', () => {
  send('SIGINT');
  vi.advanceTimersByTime(100);
  send('SIGINT');
  expect(stop.mock.calls).toEqual([['SIGINT']]);
  expect(leave).not.toHaveBeenCalled();
  expect(exit).not.toHaveBeenCalled();
});

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('leaves at once at a later %s', (signal, code) => {
  send('SIGINT');
  vi.advanceTimersByTime(1000);
  send(signal);
  expect(stop).toHaveBeenCalledTimes(1);
  expect(leave).toHaveBeenCalledTimes(1);
  expect(exit).toHaveBeenCalledWith(code);
});

it('lets go of the signals', () => {
  letGo();
  const before = process.listenerCount('SIGINT');
  onStopSignals(stop, leave)();
  expect(process.listenerCount('SIGINT')).toBe(before);
  expect(stop).not.toHaveBeenCalled();
});
