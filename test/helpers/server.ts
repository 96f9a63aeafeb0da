import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The built service. */
export const server = fileURLToPath(new URL('../../dist/server.js', import.meta.url));

/** Starts the built service with settings, on a free port and without the admin port. */
export function start(environment: Readonly<Record<string, string>>) {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [server], {
    env: { PATH, PORT: '0', ADMIN_PORT: 'off', ...environment },
    cwd: '/',
  });
  const output = { out: '', err: '' };
  child.stdout.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output.err += chunk;
  });
  const exit = once(child, 'close').then(([code]) => code as number | null);
  return { child, output, exit };
}

/** A started service. */
export type RunningServer = ReturnType<typeof start>;

/** Waits for a line of the log that holds `part`, and gives it parsed. */
export async function logLine(running: RunningServer, part: string): Promise<Record<string, unknown>> {
  const stopped = running.exit.then(() => {
    throw new Error(`stopped: ${running.output.err}`);
  });
  // Nobody listens to it any more when the line has come.
  stopped.catch(() => {});
  for (;;) {
    const line = running.output.out.split('\n').find((text) => text.includes(part) && text.endsWith('}'));
    if (line) return JSON.parse(line);
    await Promise.race([once(running.child.stdout, 'data'), stopped]);
  }
}

/** The address of a service once it is ready. */
export async function address(running: RunningServer): Promise<string> {
  return (await logLine(running, '"msg":"ready"')).address as string;
}
