import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  /** Milliseconds from starting the process to its first good answer on `path`. */
  readonly readyAfter: number;
  readonly stop: () => Promise<void>;
}

/** Starts `node file` with the environment, on a port of its own, and waits until `path` answers 200. */
export async function serve(file: URL, env: Record<string, string>, path: string): Promise<Served> {
  const port = String(20_000 + Math.floor(Math.random() * 20_000));
  const started = performance.now();
  const child = spawn(process.execPath, [file.pathname], {
    env: { ...process.env, ADMIN_PORT: '0', ...env, PORT: port, HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url + path);
  const readyAfter = performance.now() - started;
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { url, readyAfter, stop };
}

async function untilReady(child: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 4000; tries++) {
    if (child.exitCode !== null) throw new Error(`the server stopped with ${child.exitCode}`);
    const ok = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ok) return;
    await new Promise((done) => setTimeout(done, 5));
  }
  throw new Error(`${url} never answered`);
}
