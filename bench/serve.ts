import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Answers, Message } from './inside.ts';

/** The built service. */
export const service = new URL('../../dist/server.js', import.meta.url);

/** How a server is started. */
export interface ServeOptions {
  /** Environment variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Is asked until it answers 200. */
  readonly path: string;
  /** Loads bench/inside.ts into the server, which then answers `ask`. */
  readonly inside?: boolean;
  /** The server answers `ask` by itself. */
  readonly talks?: boolean;
}

/** A server in a process of its own. */
export interface Served {
  readonly url: string;
  readonly pid: number;
  /** Milliseconds from starting the process to its first good answer on `path`. */
  readonly readyAfter: number;
  /** The exit code, once the process has ended. */
  readonly exit: Promise<number | null>;
  /** Asks bench/inside.ts in the process, or the server itself if it talks. */
  ask<Question extends keyof Answers>(question: Question): Promise<Answers[Question]>;
  /** Waits for what bench/inside.ts tells unasked. */
  told<Question extends keyof Answers>(question: Question): Promise<Answers[Question]>;
  signal(name: NodeJS.Signals): void;
  stop(): Promise<void>;
}

/** Servers that must not outlive a bench which fails. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** Starts `node file` on a port of its own and waits until it is ready. */
export async function serve(
  file: URL,
  { env = {}, path, inside = false, talks = inside }: ServeOptions,
): Promise<Served> {
  const port = String(20_000 + Math.floor(Math.random() * 12_000));
  const started = performance.now();
  const preload = inside ? ['--expose-gc', '--import', new URL('./inside.js', import.meta.url).href] : [];
  const child = spawn(process.execPath, [...preload, file.pathname], {
    env: { ...process.env, ADMIN_PORT: '0', ...env, PORT: port, HOST: '127.0.0.1' },
    stdio: ['ignore', 'ignore', 'inherit', ...(talks ? (['ipc'] as const) : [])],
  });
  running.add(child);
  const exit = once(child, 'exit').then(([code]) => {
    running.delete(child);
    return code as number | null;
  });
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, url + path);
  const readyAfter = performance.now() - started;
  const told = <Question extends keyof Answers>(question: Question): Promise<Answers[Question]> =>
    new Promise((done) => {
      const listen = (message: Message): void => {
        if (message.question !== question) return;
        child.off('message', listen);
        done(message.answer as Answers[Question]);
      };
      child.on('message', listen);
    });
  return {
    url,
    pid: child.pid!,
    readyAfter,
    exit,
    told,
    ask(question) {
      const answer = told(question);
      child.send(question);
      return answer;
    },
    signal: (name) => child.kill(name),
    async stop() {
      child.kill('SIGTERM');
      await exit;
    },
  };
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
