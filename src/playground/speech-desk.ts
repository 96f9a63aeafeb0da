import type { Heard, Question } from './answer.ts';
import { recordingCommand } from './command.ts';
import { byId, element } from './dom.ts';
import { counted } from './format.ts';
import { LatticeView } from './lattice-view.ts';
import { Recorder } from './recorder.ts';
import { Sound } from './sound.ts';
import { Spoken } from './spoken.ts';
import type { Said, Surroundings } from './task-view.ts';

/** Readings that are asked for. */
const readings = 5;

/** Loads the style sheet of the desk, and puts it up. */
export async function openDesk(parts: Surroundings): Promise<SpeechDesk> {
  const href = new URL('speech.css', import.meta.url).href;
  const style = element('link', { rel: 'stylesheet', href });
  await new Promise((resolve) => {
    style.addEventListener('load', resolve);
    style.addEventListener('error', resolve);
    document.head.append(style);
  });
  return new SpeechDesk(parts);
}

/** Where recordings are made, chosen or dropped, and what is heard in them is shown. */
export class SpeechDesk {
  /** What is asked about. */
  recording: File | undefined;
  readonly #parts: Surroundings;
  readonly #file = element('input', {
    id: 'recording',
    type: 'file',
    accept: 'audio/*,video/webm,.opus,.flac,.webm',
  });
  readonly #name = element('p', { id: 'recorded', class: 'muted' });
  readonly #problem = element('p', { id: 'no-recording', class: 'problem', role: 'alert' });
  readonly #recorder: Recorder;
  readonly #lattice: LatticeView;
  readonly #spoken: Spoken;
  #heard: Heard | undefined;
  #sound: Sound | undefined;

  constructor(parts: Surroundings) {
    this.#parts = parts;
    this.#recorder = new Recorder({
      onRecording: (recording) => this.#take(recording),
      onTime: (said) => {
        this.#problem.textContent = '';
        this.#name.textContent = said;
      },
      onProblem: (message) => {
        this.#name.textContent = '';
        this.#problem.textContent = message;
      },
    });
    this.#lattice = new LatticeView();
    this.#spoken = new Spoken(({ start, end }) => {
      this.#lattice.choose(start, end);
      this.#sound?.play(start, end);
    });
    byId('speech', HTMLElement).replaceChildren(this.#drop(), this.#problem);
    byId('heard', HTMLElement).replaceChildren(this.#spoken.part, this.#lattice.part);
    this.clear();
  }

  /** The command that asks the same. */
  command({ model }: Question): string {
    const { service } = this.#parts;
    const name = this.recording?.name ?? '';
    return recordingCommand(
      `${service.urlOf('transcribe')}?${this.#query(model)}`,
      name,
      service.key !== undefined,
    );
  }

  /** Asks what is said in the recording, and shows it; throws what `Service` throws. */
  async ask({ model }: Question, signal: AbortSignal): Promise<Said> {
    const recording = this.recording!;
    const heard = await this.#parts.service.transcribe(recording, this.#query(model), signal);
    this.#heard = heard;
    for (const part of [this.#spoken.part, this.#lattice.part]) part.hidden = false;
    this.#spoken.show(heard, this.#parts.models());
    this.#lattice.show(heard);
    this.#listen(recording, heard);
    const found = `heard ${counted(heard.words.length, 'word')}`;
    return { model: heard.model, found, aloud: heard.text || 'No words were heard.' };
  }

  /** Shows that there is no answer. */
  clear(): void {
    this.#heard = undefined;
    for (const part of [this.#spoken.part, this.#lattice.part]) part.hidden = true;
  }

  /** Nobody sees the desk any more: no microphone stays on. */
  leave(): void {
    this.#recorder.giveUp();
    this.#sound?.stop();
  }

  #query(model: string): string {
    const tagged = this.#parts.models().some(({ task }) => task === 'tag');
    const asked = { model, alternatives: String(readings), letters: 'true', ...(tagged && { tag: 'true' }) };
    return String(new URLSearchParams(asked));
  }

  #drop(): HTMLElement {
    const label = element('label', { for: 'recording' }, 'Or choose a recording, or drop one here');
    const row = element('div', { class: 'row' }, this.#recorder.button, label, this.#file);
    const drop = element('div', { class: 'drop' }, row, this.#name);
    this.#file.addEventListener('change', () => this.#take(this.#file.files?.[0]));
    drop.addEventListener('dragover', (event) => {
      event.preventDefault();
      drop.toggleAttribute('data-over', true);
    });
    drop.addEventListener('dragleave', () => drop.toggleAttribute('data-over', false));
    drop.addEventListener('drop', (event) => {
      event.preventDefault();
      drop.toggleAttribute('data-over', false);
      this.#take(event.dataTransfer?.files[0]);
    });
    return drop;
  }

  #take(recording: File | undefined): void {
    if (!recording) return;
    this.#recorder.giveUp();
    this.#sound?.stop();
    this.#sound = undefined;
    this.recording = recording;
    this.#problem.textContent = '';
    this.#name.textContent = recording.name;
    this.#parts.onChange();
  }

  /** The browser hears it as well, for the wave and to play words; where it knows the format. */
  async #listen(recording: File, heard: Heard): Promise<void> {
    const sound = this.#sound ?? (await Sound.of(recording));
    if (!sound || this.recording !== recording) return;
    this.#sound = sound;
    if (this.#heard === heard) this.#lattice.draw(sound);
  }
}
