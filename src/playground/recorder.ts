import { element } from './dom.ts';

/** Who is told of a recording. */
export interface Listener {
  readonly onRecording: (recording: File) => void;
  /** While it goes on: for how long. */
  readonly onTime: (said: string) => void;
  readonly onProblem: (message: string) => void;
}

/** What browsers record and the service reads; the first that this browser knows is taken. */
const types = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus'];

/** Seconds after which it stops by itself; a service hears 60 unless it is set otherwise. */
const longest = 55;

/** A button that records from the microphone, and stops. */
export class Recorder {
  readonly button = element('button', { id: 'record', type: 'button', class: 'main' });
  readonly #listener: Listener;
  /** Of what is wanted, from the click on, before there is a microphone; aborted if nothing is to come of it. */
  #wanted: AbortController | undefined;
  #running: MediaRecorder | undefined;

  constructor(listener: Listener) {
    this.#listener = listener;
    this.button.addEventListener('click', () => {
      if (this.#running) this.#running.stop();
      else if (!this.#wanted) this.#start();
    });
    this.#show();
  }

  /** Stops, and makes nothing of what was recorded. */
  giveUp(): void {
    this.#wanted?.abort();
    this.#wanted = undefined;
    this.#running?.stop();
  }

  async #start(): Promise<void> {
    const wanted = new AbortController();
    this.#wanted = wanted;
    try {
      const { microphone, type } = await openMicrophone();
      if (wanted.signal.aborted) release(microphone);
      else this.#record(microphone, type, wanted.signal);
    } catch (error) {
      if (wanted.signal.aborted) return;
      this.#wanted = undefined;
      this.#listener.onProblem(problemOf(error));
    }
  }

  #record(microphone: MediaStream, mimeType: string, signal: AbortSignal): void {
    const recorder = new MediaRecorder(microphone, { mimeType });
    const parts: Blob[] = [];
    const began = performance.now();
    const tell = (): void => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      this.#listener.onTime(`Recording: ${seconds} s of ${longest} s at most`);
      if (seconds >= longest && recorder.state === 'recording') recorder.stop();
    };
    const clock = setInterval(tell, 250);
    recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
    recorder.addEventListener('stop', () => {
      clearInterval(clock);
      release(microphone);
      this.#running = undefined;
      this.#show();
      if (signal.aborted) return this.#listener.onTime('');
      this.#wanted = undefined;
      const [type = ''] = mimeType.split(';');
      this.#listener.onRecording(new File(parts, `recording.${type.split('/')[1]}`, { type }));
    });
    recorder.start();
    this.#running = recorder;
    this.#show();
    tell();
  }

  #show(): void {
    const [sign, name] = this.#running ? ['■', 'Stop'] : ['●', 'Record'];
    this.button.replaceChildren(element('span', { 'aria-hidden': 'true' }, sign!), ` ${name}`);
  }
}

async function openMicrophone(): Promise<{ microphone: MediaStream; type: string }> {
  // Browsers have none for pages that anyone on the way could have changed.
  if (!navigator.mediaDevices)
    throw new Error('browsers lend it to pages over HTTPS or of this machine only');
  const type = globalThis.MediaRecorder && types.find((each) => MediaRecorder.isTypeSupported(each));
  if (!type) throw new Error('this browser records in no format that the service reads');
  return { microphone: await navigator.mediaDevices.getUserMedia({ audio: true }), type };
}

function release(microphone: MediaStream): void {
  for (const track of microphone.getTracks()) track.stop();
}

const problems: Readonly<Record<string, string>> = {
  NotAllowedError: 'it is not allowed for this page: allow it in the settings of the browser',
  NotFoundError: 'there is none',
  NotReadableError: 'another program may have it',
};

function problemOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return `No microphone: ${problems[name] ?? message}. Choose a recording instead.`;
}
