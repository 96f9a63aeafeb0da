import { type Range, rangeOf } from './activations.ts';
import type { Activations, Token } from './answer.ts';
import { byId, element } from './dom.ts';

/** One gate or state as a picture: a column a token, below its column of the table, and a line a unit. */
export class UnitMap {
  readonly #table: HTMLTableElement;
  readonly #reading = byId('unit', HTMLElement);
  readonly #canvas = element('canvas', { tabindex: '0', role: 'img' });
  #title = '';
  #values: Activations = [];
  #tokens: readonly Token[] = [];
  #place = { token: 0, unit: 0 };

  constructor(table: HTMLTableElement) {
    this.#table = table;
    new ResizeObserver(() => this.#paint()).observe(table);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#paint());
    this.#canvas.addEventListener('pointermove', (event) => this.#readAt(event.offsetX, event.offsetY));
    this.#canvas.addEventListener('keydown', (event) => this.#step(event));
  }

  /** Draws below the table's rows. */
  show(title: string, values: Activations, tokens: readonly Token[]): void {
    this.#title = title;
    this.#values = values;
    this.#tokens = tokens;
    this.#place = { token: 0, unit: 0 };
    const units = values[0]?.length ?? 0;
    const name = `${title} of each of ${units} units (lines) at each token (columns). Arrow keys tell a unit's number.`;
    this.#canvas.setAttribute('aria-label', name);
    const halves = rangeOf(values).isSigned ? ' Right half of a column: above zero. Left half: below.' : '';
    this.#reading.textContent = `Point at a unit, or use the arrow keys, to read its number.${halves}`;
    const cell = element('td', { colspan: String(Math.max(1, tokens.length)) }, this.#canvas);
    const head = element('th', { scope: 'row' }, `${title}, by unit`);
    this.#table.append(element('tfoot', {}, element('tr', {}, head, cell)));
    this.#paint();
  }

  get #units(): number {
    return this.#values[0]?.length ?? 0;
  }

  /** Left and right edge of each token's column, from the picture's left edge. */
  get #columns(): { left: number; width: number }[] {
    const heads = [...(this.#table.tHead?.rows[0]?.cells ?? [])].slice(1);
    const start = heads[0]?.offsetLeft ?? 0;
    return heads.map(({ offsetLeft, offsetWidth }) => ({ left: offsetLeft - start, width: offsetWidth }));
  }

  #paint(): void {
    const context = this.#canvas.getContext('2d');
    const columns = this.#columns;
    const last = columns.at(-1);
    if (!context || !last || this.#units === 0) return;
    const line = lineHeight(this.#units);
    const [width, height] = [last.left + last.width, line * this.#units];
    const scale = devicePixelRatio;
    Object.assign(this.#canvas, { width: Math.round(width * scale), height: Math.round(height * scale) });
    Object.assign(this.#canvas.style, { width: `${width}px`, height: `${height}px` });
    context.scale(scale, scale);
    const style = getComputedStyle(this.#table);
    const [above, below] = [style.getPropertyValue('--ink'), style.getPropertyValue('--below')];
    const range = rangeOf(this.#values);
    for (const [token, column] of columns.entries()) {
      for (const [unit, value] of (this.#values[token] ?? []).entries()) {
        const [from, share] = halfOf(value, range);
        const inside = column.width - 2;
        context.fillStyle = value < 0 ? below : above;
        context.globalAlpha = Math.abs(value) / range.most;
        context.fillRect(column.left + 1 + from * inside, unit * line, share * inside, Math.max(2, line - 1));
      }
    }
  }

  #readAt(x: number, y: number): void {
    const token = this.#columns.findIndex(({ left, width }) => x >= left && x < left + width);
    this.#read(token, Math.floor(y / lineHeight(this.#units)));
  }

  #step(event: KeyboardEvent): void {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-1, 0],
      ArrowRight: [1, 0],
      ArrowUp: [0, -1],
      ArrowDown: [0, 1],
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    this.#read(this.#place.token + step[0], this.#place.unit + step[1]);
  }

  #read(token: number, unit: number): void {
    const value = this.#values[token]?.[unit];
    if (value === undefined) return;
    this.#place = { token, unit };
    const word = this.#tokens[token]?.text ?? '';
    this.#reading.textContent = `${this.#title} of unit ${unit + 1} at “${word}”: ${value.toFixed(3)}`;
  }
}

function lineHeight(units: number): number {
  return Math.min(10, Math.max(2, Math.floor(360 / units)));
}

/** Where in a column a number is drawn, as shares of its width: of signed ones those below zero on the left. */
function halfOf(value: number, { isSigned }: Range): [from: number, share: number] {
  if (!isSigned) return [0, 1];
  return value < 0 ? [0, 0.5] : [0.5, 0.5];
}
