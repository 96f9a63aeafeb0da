import type { Heard } from './answer.ts';
import { element } from './dom.ts';
import { percent } from './format.ts';
import { nameOf, rowsOf, runsOf } from './lattice.ts';
import { column, drawLattice, drawNames, drawWave, peaksPerFrame, sizeOf, svg } from './lattice-drawing.ts';
import type { Sound } from './sound.ts';

/** Which letters each frame speaks: a picture that scrolls, what the pointer is at, and the same as a table. */
export class LatticeView {
  readonly part: HTMLElement;
  readonly #scroll = element('div', {
    id: 'lattice',
    tabindex: '0',
    role: 'region',
    'aria-label': 'Letters over time, which the arrow keys scroll',
  });
  readonly #told = element('p', { id: 'frame', class: 'muted' });
  readonly #rows = element('tbody');
  readonly #wave = svg('path', { class: 'wave' });
  readonly #chosen = svg('rect', { class: 'chosen' });
  #heard: Heard | undefined;

  constructor() {
    const heads = ['Time', 'Letter', 'Probability', 'Or'].map((head) =>
      element('th', { scope: 'col' }, head),
    );
    const table = element(
      'table',
      { id: 'runs' },
      element('thead', {}, element('tr', {}, ...heads)),
      this.#rows,
    );
    const scroll = { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Letters as a table' };
    this.part = element(
      'section',
      { 'aria-labelledby': 'lattice-title' },
      element('h2', { id: 'lattice-title' }, 'Letters over time'),
      element(
        'p',
        { class: 'muted legend' },
        'What the network heard before it was decoded: a column a frame, stronger where a letter is more probable. A blank says that ',
        'nothing new is spoken: the text is the letters of the strongest path, repeated ones once, without blanks.',
      ),
      this.#scroll,
      this.#told,
      element(
        'details',
        { id: 'as-table' },
        element('summary', {}, 'The same as a table'),
        element('div', scroll, table),
      ),
    );
    this.#scroll.addEventListener('pointermove', (event) => this.#tell(event));
  }

  show(heard: Heard): void {
    this.#heard = heard;
    const letters = rowsOf(heard.frames.best);
    const { width, height } = sizeOf(letters, heard);
    this.#wave.removeAttribute('d');
    this.#chosen.setAttribute('width', '0');
    const label = `${heard.frames.best.length} frames, ${letters.length} letters; the table below tells the same`;
    const picture = svg('svg', { width, height, role: 'img', 'aria-label': label }, this.#chosen, this.#wave);
    picture.append(...drawLattice(letters, heard));
    this.#scroll.replaceChildren(drawNames(letters, height), picture);
    this.#scroll.scrollLeft = 0;
    this.#told.textContent = 'Point at a frame to read its letters.';
    this.#fillTable(heard);
  }

  /** Draws the wave above the letters. */
  draw(sound: Sound): void {
    const { seconds, best } = this.#heard!.frames;
    this.#wave.setAttribute('d', drawWave(sound.peaks(seconds / peaksPerFrame), best.length));
  }

  /** Shows a part of the recording, in seconds. */
  choose(start: number, end: number): void {
    const { seconds } = this.#heard!.frames;
    const left = (start / seconds) * column;
    const chosen = { x: left, y: 0, width: ((end - start) / seconds) * column, height: '100%' };
    for (const [name, value] of Object.entries(chosen)) this.#chosen.setAttribute(name, String(value));
    this.#scroll.scrollLeft = left - this.#scroll.clientWidth / 3;
  }

  #tell({ clientX }: PointerEvent): void {
    const { best, seconds } = this.#heard!.frames;
    const left = this.#scroll.lastElementChild!.getBoundingClientRect().left;
    const frame = Math.floor((clientX - left) / column);
    const letters = best[frame]?.map(
      ({ letter, probability }) => `${nameOf(letter)} ${percent(probability)}`,
    );
    if (letters) this.#told.textContent = `${(frame * seconds).toFixed(2)} s: ${letters.join(', ')}`;
  }

  #fillTable({ frames: { best, seconds } }: Heard): void {
    const time = (frame: number): string => (frame * seconds).toFixed(2);
    const rows = runsOf(best).map(({ letter, start, end, probability, others }) =>
      element(
        'tr',
        {},
        element('td', {}, `${time(start)}–${time(end)} s`),
        element('th', { scope: 'row' }, nameOf(letter)),
        element('td', {}, percent(probability)),
        element('td', {}, others.map(nameOf).join(', ')),
      ),
    );
    this.#rows.replaceChildren(...rows);
  }
}
