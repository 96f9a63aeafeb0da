import type { Answer, Heard, Judgement, KeywordsAnswer, Model, Question } from './answer.ts';
import { Failure, failureOf, unreachable } from './failure.ts';

/** The service that this page came from, wherever a proxy has put it. */
export class Service {
  /** Of this page only: it is gone when the page is. */
  key: string | undefined;

  /** Where questions to the models of a task go. */
  urlOf(task: string): string {
    return addressOf(task);
  }

  /** The loaded models of these tasks, task by task, the default one of each first. */
  async models(tasks: readonly string[], signal: AbortSignal): Promise<Model[]> {
    const { models } = (await this.#ask(addressOf('models'), { signal })) as { models: Model[] };
    return tasks.flatMap((task) =>
      models.filter((model) => model.task === task).toSorted((a, b) => Number(b.default) - Number(a.default)),
    );
  }

  /** The slots that a tagger finds; throws a Failure, or what `signal` was aborted with. */
  async tag(question: Question, signal: AbortSignal): Promise<Answer> {
    return (await this.#post('tag', question, signal)) as Answer;
  }

  /** What a text is judged to be; throws as `tag` does. */
  async sentiment(question: Question, signal: AbortSignal): Promise<Judgement> {
    return (await this.#post('sentiment', question, signal)) as Judgement;
  }

  /** What a text is about; throws as `tag` does. */
  async keywords(question: Question, signal: AbortSignal): Promise<KeywordsAnswer> {
    return (await this.#post('keywords', question, signal)) as KeywordsAnswer;
  }

  /** What is said in a recording of any type, which the service tells by its bytes; throws as `tag` does. */
  async transcribe(recording: Blob, query: string, signal: AbortSignal): Promise<Heard> {
    const address = `${this.urlOf('transcribe')}?${query}`;
    return (await this.#send(address, recording, 'application/octet-stream', signal)) as Heard;
  }

  async #post(task: string, question: Question, signal: AbortSignal): Promise<unknown> {
    return this.#send(this.urlOf(task), JSON.stringify(question), 'application/json', signal);
  }

  async #send(url: string, body: Blob | string, type: string, signal: AbortSignal): Promise<unknown> {
    return this.#ask(url, { method: 'POST', headers: { 'content-type': type }, body, signal });
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
