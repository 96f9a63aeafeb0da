import { Writable } from 'node:stream';
import { pino } from 'pino';

/** A logger of all levels that keeps its lines. */
export function memoryLogger() {
  const lines: string[] = [];
  const stream = new Writable({
    write(chunk, _, done) {
      lines.push(String(chunk));
      done();
    },
  });
  return {
    lines,
    logged: () => lines.map((line) => JSON.parse(line)),
    logger: pino({ level: 'trace' }, stream),
  };
}
