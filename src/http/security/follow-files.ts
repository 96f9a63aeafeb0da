import { readFile } from 'node:fs/promises';
import type { FastifyBaseLogger } from 'fastify';

/** What was made of files, and is made anew when they change. */
export interface Followed<T> {
  readonly value: T;
  /** Calls `use` with each later value. */
  onChange(use: (value: T) => void): void;
  stop(): void;
}

/** How files are followed. */
export interface FollowOptions {
  /** Milliseconds between two looks. */
  readonly interval: number;
  readonly logger: FastifyBaseLogger;
}

/**
 * Makes a value of the contents of `paths`, and looks at them again and again. Their contents are compared, not their
 * dates: secrets that are mounted as files change by swapping a symbolic link. While the files are missing or `make`
 * throws, the last good value stays, and the log tells; at the first reading the error is thrown.
 */
export async function followFiles<T>(
  paths: readonly string[],
  make: (contents: readonly string[]) => T,
  { interval, logger }: FollowOptions,
): Promise<Followed<T>> {
  const read = () => Promise.all(paths.map((path) => readFile(path, 'utf8')));
  const users: ((value: T) => void)[] = [];
  let contents = await read();
  let value = make(contents);
  let problem: string | undefined;
  const look = async (): Promise<void> => {
    try {
      const found = await read();
      if (problem === undefined && found.every((content, i) => content === contents[i])) return;
      contents = found;
      value = make(found);
      for (const use of users) use(value);
      problem = undefined;
      logger.info({ files: paths }, 'files read anew');
    } catch (error) {
      const { message } = error as Error;
      if (message === problem) return;
      problem = message;
      logger.error({ files: paths, problem }, 'files do not suit, so what they held before stays in use');
    }
  };
  let timer: NodeJS.Timeout;
  let stopped = false;
  const wait = (): void => {
    if (!stopped) timer = setTimeout(() => look().then(wait), interval).unref();
  };
  wait();
  return {
    get value() {
      return value;
    },
    onChange: (use) => users.push(use),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
