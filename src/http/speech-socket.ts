import type { WebSocket } from 'ws';
import { heardRate } from '../audio/read-audio.ts';
import { type ProblemCode, SlotlineError } from '../errors.ts';
import type { Decoding } from '../tasks/speech/request.ts';
import type { SpeechService } from '../tasks/speech/speech-service.ts';
import { SpeechStream } from '../tasks/speech/stream.ts';
import { heardOf } from './heard.ts';
import { toSlotlineError } from './problem.ts';

/** Bytes of one message at most: ten seconds. */
export const mostBytes = 20 * heardRate;

/** Codes with which a socket is closed (RFC 6455, section 7.4). */
const closing = { done: 1000, misused: 1008, failed: 1011, restart: 1012, overloaded: 1013 } as const;

/** Milliseconds that a client has to take note of being refused. */
const lastWords = 1000;

/** Who listens, how, and for how long. */
export interface Listening {
  readonly model: SpeechService;
  readonly decoding: Decoding;
  /** How far behind the listening may fall. */
  readonly seconds: number;
  /** Milliseconds in which something must come; 0 for ever. */
  readonly patience: number;
}

/** A socket that is listened to. */
export interface Attended {
  /** Hears what has come, tells it, and closes. */
  end(): void;
  readonly closed: Promise<void>;
}

/** Listens to a socket until it is closed. */
export function attend(socket: WebSocket, { model, decoding, seconds, patience }: Listening): Attended {
  let cancel = (): void => {};
  let code: number = closing.done;
  const tell = (event: object): void => socket.send(JSON.stringify(event));
  const close = (status: number): void => {
    clearTimeout(idle);
    socket.removeAllListeners('message');
    socket.close(status);
    setTimeout(() => socket.terminate(), lastWords).unref();
  };
  const refuse = (error: unknown, status: number): void => {
    const { code: problem, message } = toSlotlineError(error);
    stream.stop();
    tell({ type: 'error', code: problem, detail: message });
    close(status);
  };
  const stream = new SpeechStream({
    async hear(audio) {
      const unlimited = { seconds: Number.POSITIVE_INFINITY, decodedBytes: Number.POSITIVE_INFINITY };
      const submitted = model.answer([{ audio, limits: unlimited, decoding }]);
      cancel = submitted.cancel;
      return heardOf((await submitted.outcome).bodies[0]!);
    },
    tell(event) {
      tell(event);
      if (event.type === 'end') close(code);
    },
    fail: (error) => refuse(error, closing.overloaded),
  });
  const misuse = (problem: ProblemCode, detail: string): void =>
    refuse(new SlotlineError(problem, detail), closing.misused);
  const tired = `Nothing came for ${patience / 1000} seconds; send samples as they are spoken, or the text end`;
  const idle = patience > 0 ? setTimeout(misuse, patience, 'request_timeout', tired).unref() : undefined;
  const end = (): void => {
    clearTimeout(idle);
    stream.end();
  };
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    idle?.refresh();
    if (!isBinary && String(data) === 'end') return end();
    if (!isBinary) return misuse('invalid_field', 'Send samples as binary messages, or the text end');
    if (data.length > mostBytes)
      return misuse('body_too_large', `Send at most ${mostBytes} bytes in a message`);
    if (data.length % 2 !== 0) {
      return misuse(
        'invalid_field',
        'Send whole samples of 16 bits (little-endian, mono, 16 kHz): an even number of bytes',
      );
    }
    stream.push(samplesOf(data));
    if (stream.behind > seconds) {
      const detail = 'Sound comes faster than it can be heard; send it as it is spoken, or try again later';
      refuse(new SlotlineError('overloaded', detail), closing.overloaded);
    }
  });
  socket.on('error', () => socket.close(closing.failed));
  const closed = new Promise<void>((done) => {
    socket.on('close', () => {
      clearTimeout(idle);
      stream.stop();
      cancel();
      done();
    });
  });
  return {
    end: () => {
      code = closing.restart;
      end();
    },
    closed,
  };
}

/** A message may begin at an odd address. */
function samplesOf(data: Buffer): Int16Array {
  return new Int16Array(data.buffer.slice(data.byteOffset, data.byteOffset + data.length) as ArrayBuffer);
}
