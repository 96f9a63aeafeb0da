/**
 * Where a worker thread's module `name` beside the module at `url` is. Threads run compiled code only, so a module
 * that runs from source names its twin in `dist`.
 */
export function workerFile(url: string, name: string): URL {
  if (!url.endsWith('.ts')) return new URL(`./${name}.js`, url);
  return new URL(`./${name}.js`, url.replace(/\/src\/(?!.*\/src\/)/, '/dist/'));
}
