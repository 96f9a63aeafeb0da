import { rangeOf, strengths, titleOf } from './activations.ts';
import type { Activations, Answer, States, Token } from './answer.ts';
import { byId, element } from './dom.ts';
import { UnitMap } from './unit-map.ts';

type Values = Readonly<Record<string, Activations>>;

/** Gates and memory: how open or full each is at each token on average, and one of them unit by unit. */
export class StatesView {
  readonly #note = byId('states-note', HTMLElement);
  readonly #choice = byId('direction', HTMLSelectElement);
  readonly #table = byId('states', HTMLTableElement);
  readonly #units: UnitMap;
  #tokens: readonly Token[] = [];
  #parts: ReadonlyMap<string, Values> = new Map();
  #name = '';

  constructor() {
    this.#units = new UnitMap(this.#table);
    this.#choice.addEventListener('change', () => this.#draw());
  }

  /** Shows the states of an answer; the choice of direction and gate stays if there still is such a one. */
  show({ tokens, states }: Answer): void {
    if (!states) {
      this.clear('The service told of no gates.');
      return;
    }
    const chosen = this.#choice.value;
    this.#tokens = tokens;
    this.#parts = partsOf(states);
    this.#note.textContent = '';
    const names = [...this.#parts.keys()];
    this.#choice.replaceChildren(...names.map((name) => element('option', {}, name)));
    this.#choice.value = names.includes(chosen) ? chosen : (names[0] ?? '');
    this.#choice.disabled = names.length < 2;
    this.#draw();
  }

  /** Shows nothing, and why. */
  clear(why: string): void {
    this.#note.textContent = why;
    this.#table.replaceChildren();
  }

  #draw(): void {
    const values = this.#parts.get(this.#choice.value) ?? {};
    const names = Object.keys(values);
    if (!names.includes(this.#name)) this.#name = names.find((name) => name === 'c') ?? names.at(-1) ?? '';
    const head = this.#tokens.map(({ text }) => element('th', { scope: 'col', dir: 'auto' }, text));
    const rows = names.map((name) => this.#row(name, values[name]!));
    const caption = element('caption', {}, `Mean size over the units, ${this.#choice.value}`);
    this.#table.replaceChildren(
      caption,
      element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, 'Gate or state'), ...head)),
      element('tbody', {}, ...rows),
    );
    const shown = values[this.#name];
    if (shown) this.#units.show(titleOf(this.#name), shown, this.#tokens);
  }

  #row(name: string, values: Activations): HTMLElement {
    const { most } = rangeOf(values);
    const button = element(
      'button',
      { type: 'button', 'aria-pressed': String(name === this.#name) },
      titleOf(name),
    );
    button.addEventListener('click', () => {
      this.#name = name;
      this.#draw();
      this.#table.querySelector<HTMLElement>('[aria-pressed=true]')?.focus();
    });
    const cells = strengths(values).map((strength) => {
      const cell = element('td', {}, strength.toFixed(2));
      cell.style.setProperty('--strength', String(strength / most));
      return cell;
    });
    return element('tr', {}, element('th', { scope: 'row' }, button), ...cells);
  }
}

function partsOf({ layers }: States): Map<string, Values> {
  return new Map(
    layers.flatMap(({ layer, directions }) =>
      directions.map(({ direction, values }) => [`layer ${layer}, ${direction}`, values] as const),
    ),
  );
}
