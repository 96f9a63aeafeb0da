import type { Heard } from './answer.ts';
import { nameOf } from './lattice.ts';

/** Pixels: the times stand above the wave, the letters below it, and then the words. */
const top = { wave: 18, letters: 66 } as const;
const row = 18;
const words = 26;

/** Pixels from one frame to the next, and how many peaks of the wave there are to a frame. */
export const column = 14;
export const peaksPerFrame = 7;

/** How large the picture is. */
export function sizeOf(letters: readonly string[], { frames: { best } }: Heard) {
  return { width: best.length * column, height: top.letters + letters.length * row + words };
}

/** Makes an element of a picture. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string | number>> = {},
  ...children: readonly (Node | string)[]
): SVGElementTagNameMap[K] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/** The names of the rows, which stay where they are while the picture scrolls. */
export function drawNames(letters: readonly string[], height: number): SVGElement {
  const names = letters.map((letter, place) =>
    svg('text', { x: 44, y: top.letters + place * row + 13, class: 'name' }, nameOf(letter)),
  );
  return svg('svg', { width: 50, height, 'aria-hidden': 'true', class: 'names' }, ...names);
}

/** Times, lines, cells and words. */
export function drawLattice(letters: readonly string[], heard: Heard): SVGElement[] {
  return [
    drawLines(letters, heard),
    ...drawTimes(heard),
    ...drawCells(letters, heard),
    ...drawWords(letters, heard),
  ];
}

function drawLines(letters: readonly string[], heard: Heard): SVGElement {
  const { width } = sizeOf(letters, heard);
  const lines = [...letters.keys(), letters.length].map(
    (place) => `M0 ${top.letters + place * row}h${width}`,
  );
  return svg('path', { d: lines.join(''), class: 'lines' });
}

function drawTimes({ frames: { best, seconds } }: Heard): SVGElement[] {
  return Array.from({ length: Math.ceil(best.length / 10) }, (_, ten) =>
    svg('text', { x: ten * 10 * column, y: 13 }, `${(ten * 10 * seconds).toFixed(1)} s`),
  );
}

function drawCells(letters: readonly string[], { frames: { best } }: Heard): SVGElement[] {
  const places = new Map(letters.map((letter, place) => [letter, place]));
  return best.flatMap((frame, at) =>
    frame.flatMap(({ letter, probability }) => {
      const [x, y] = [at * column, top.letters + places.get(letter)! * row];
      const place = { x, y, width: column, height: row };
      const cell = svg('rect', { ...place, 'fill-opacity': probability, class: 'cell' });
      if (probability < 0.6 || letter.trim() === '') return [cell];
      return [cell, svg('text', { x: x + column / 2, y: y + 13, class: 'letter' }, letter)];
    }),
  );
}

function drawWords(letters: readonly string[], { words: said, frames: { seconds } }: Heard): SVGElement[] {
  const y = top.letters + letters.length * row;
  return said.flatMap(({ word, start, end }) => {
    const x = (start / seconds) * column;
    const width = Math.max(1, ((end - start) / seconds) * column);
    return [
      svg('rect', { x, y: y + 3, width, height: 3, class: 'cell' }),
      svg('text', { x, y: y + 20 }, word),
    ];
  });
}

/** The wave as a path: a line a peak, as far as there are frames. */
export function drawWave(peaks: readonly number[], frames: number): string {
  const step = column / peaksPerFrame;
  const middle = (top.wave + top.letters) / 2;
  const most = Math.max(0.01, ...peaks);
  return peaks
    .slice(0, frames * peaksPerFrame)
    .map((peak, place) => {
      const half = Math.max(0.5, (peak / most) * 22);
      return `M${place * step + 1} ${(middle - half).toFixed(1)}v${(2 * half).toFixed(1)}`;
    })
    .join('');
}
