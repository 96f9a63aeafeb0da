import type { Answer, Model, Question } from './answer.ts';
import { Failure, failureOf, unreachable } from './failure.ts';

/** The service that this page came from, wherever a proxy has put it. */
export class Service {
  /** Of this page only: it is gone when the page is. */
  key: string | undefined;

  /** Where questions go. */
  readonly tagUrl = addressOf('tag');

  /** The loaded taggers, the default one first. */
  async models(signal: AbortSignal): Promise<Model[]> {
    const { models } = (await this.#ask(addressOf('models'), { signal })) as { models: Model[] };
    const taggers = models.filter(({ task }) => task === 'tag');
    return taggers.toSorted((a, b) => Number(b.default) - Number(a.default));
  }

  /** What a model finds; throws a Failure, or what `signal` was aborted with. */
  async tag(question: Question, signal: AbortSignal): Promise<Answer> {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(question),
      signal,
    };
    return (await this.#ask(this.tagUrl, request)) as Answer;
  }

  async #ask(url: string, request: RequestInit & { readonly signal: AbortSignal }): Promise<unknown> {
    const headers = new Headers(request.headers);
    if (this.key !== undefined) headers.set('x-api-key', this.key);
    const response = await reached(fetch(url, { ...request, headers, credentials: 'same-origin' }), request);
    const body = await reached(response.json(), request).catch((error: unknown) => {
      if (response.ok || request.signal.aborted) throw error;
    });
    if (!response.ok) throw failureOf(response.status, body, response.headers.get('retry-after'));
    return body;
  }
}

function addressOf(path: string): string {
  return new URL(`../${path}`, import.meta.url).href;
}

/** Turns whatever fetch rejects with into a Failure, but for what was given up on purpose. */
async function reached<T>(step: Promise<T>, { signal }: { readonly signal: AbortSignal }): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw signal.aborted || error instanceof Failure ? error : unreachable();
  }
}
