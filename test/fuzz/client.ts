import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Sent } from './requests.ts';

/** What came back. */
export interface Answer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Milliseconds after which no answer is expected any more. */
const patience = 20_000;
/** Milliseconds in which what is more than nothing is mostly answered. */
const briefly = 20;

/** Sends requests to one server, over connections that it keeps. */
export class Client {
  readonly #url: URL;
  readonly #agent = new Agent({ keepAlive: true });
  /** Requests so far. */
  count = 0;

  constructor(url: string) {
    this.#url = new URL(url);
  }

  get(url: string): Promise<Answer> {
    return this.send({ method: 'GET', url, headers: {}, body: undefined });
  }

  /** Sends a request; rejects if there is no answer, or one that Node does not understand. */
  async send({ method, url, headers, body }: Omit<Sent, 'operation' | 'expected'>): Promise<Answer> {
    this.count += 1;
    const isChunked = Object.hasOwn(headers, 'transfer-encoding');
    const length = body && !isChunked ? { 'content-length': String(body.length) } : {};
    const sending = request({
      host: this.#url.hostname,
      port: this.#url.port,
      // Where an upgrade was asked for, Node's parser passes over what is broken on the rest of the connection.
      agent: headers.upgrade === undefined && this.#agent,
      method,
      path: url,
      headers: { ...headers, ...length },
      timeout: patience,
    });
    sending.once('timeout', () => sending.destroy(new Error(`no answer in ${patience} ms`)));
    // A server may refuse a body that is on its way, and answers even HEAD with a body if it could not read the headers.
    sending.on('error', () => {});
    sending.end(body);
    const [answer] = (await once(sending, 'response')) as [IncomingMessage];
    const fields = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
    return { status: answer.statusCode!, headers: Object.fromEntries(fields), body: await text(answer) };
  }

  /**
   * Sends bytes as they are, and tells after a while that no more will come. Gives the answers up to the end of the
   * connection: none if the server was still at work then, since the client may have gone.
   */
  async sendBytes(bytes: Buffer): Promise<Answer[]> {
    this.count += 1;
    const socket = connect({ port: Number(this.#url.port), host: this.#url.hostname, allowHalfOpen: true });
    socket.setTimeout(patience, () => socket.destroy(new Error(`no answer in ${patience} ms`)));
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.write(bytes);
    const ending = setTimeout(() => socket.end(), briefly);
    socket.once('data', () => socket.end());
    await once(socket, 'end');
    clearTimeout(ending);
    socket.destroy();
    return parseAnswers(Buffer.concat(chunks));
  }

  close(): void {
    this.#agent.destroy();
  }
}

const blankLine = '\r\n\r\n';

/** Takes apart answers that follow each other; throws for what is no HTTP. */
function parseAnswers(bytes: Buffer): Answer[] {
  if (bytes.length === 0) return [];
  const end = bytes.indexOf(blankLine);
  const [line = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const status = /^HTTP\/1\.1 (\d{3}) /.exec(line)?.[1];
  if (end < 0 || status === undefined) throw new Error(`no answer of HTTP: ${bytes}`);
  const headers = Object.fromEntries(
    lines.map((header) => {
      const [, name, value] = /^([\w-]+): ?(.*)$/.exec(header) ?? [];
      if (name === undefined) throw new Error(`no header of HTTP: ${header}`);
      return [name.toLowerCase(), value!];
    }),
  );
  const start = end + blankLine.length;
  const hasBody = status >= '200' && status !== '204' && status !== '304';
  const length = hasBody ? Number(headers['content-length']) : 0;
  const body = bytes.subarray(start, start + length);
  if (body.length !== length) throw new Error(`${body.length} bytes of ${headers['content-length']}`);
  const answer = { status: Number(status), headers, body: body.toString() };
  return [...(status < '200' ? [] : [answer]), ...parseAnswers(bytes.subarray(start + length))];
}
