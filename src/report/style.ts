/** The colours of a page by the names of its variables. */
export type Palette = Readonly<Record<(typeof names)[number], string>>;

const names = [
  ...(['page', 'panel', 'text', 'muted', 'line'] as const),
  ...(['one', 'two', 'three', 'four', 'right', 'wrong'] as const),
];

/** By day, and where nothing else is asked for. */
export const light: Palette = {
  ...{ page: '#ffffff', panel: '#f6f7f9', text: '#1b1f24', muted: '#59626d', line: '#d5dae0' },
  ...{ one: '#1f5fbf', two: '#b3400a', three: '#1b7a4b', four: '#7a3fa8' },
  ...{ right: '27 122 75', wrong: '200 60 20' },
};

const dark: Palette = {
  ...{ page: '#14171b', panel: '#1d2127', text: '#e7eaee', muted: '#a3adb8', line: '#3a414a' },
  ...{ one: '#7fb0ff', two: '#ff9a62', three: '#63cf98', four: '#c99bf0' },
  ...{ right: '70 190 125', wrong: '240 110 60' },
};

function variables(palette: Palette): string {
  return names.map((name) => `--${name}: ${palette[name]};`).join(' ');
}

/** The page's style: light and dark as the reader's system asks, and plain on paper. */
export const style = `
:root { color-scheme: light dark; ${variables(light)} }
@media (prefers-color-scheme: dark) { :root { ${variables(dark)} } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 76rem; padding: 1.5rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
h1 { font-size: 1.7rem; margin: 0; } h2 { margin: 2.5rem 0 .5rem; font-size: 1.3rem;
  border-bottom: 1px solid var(--line); padding-bottom: .25rem; } h3 { margin: 1.5rem 0 .25rem; font-size: 1.05rem; }
p { margin: .25rem 0 .75rem; max-width: 48rem; } .muted, caption, figcaption, dt { color: var(--muted); }
code, pre, .hash { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .85rem; overflow-wrap: anywhere; }
pre { background: var(--panel); padding: 1rem; overflow-x: auto; border-radius: .4rem; }
dl.tiles { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; }
dl.tiles > div { background: var(--panel); border-radius: .4rem; padding: .6rem .8rem; }
dl.tiles dt { font-size: .85rem; } dl.tiles dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; } dl.facts dd { margin: 0; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 1rem; }
.charts.small { grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
.pair { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: flex-start; }
.pair figure { flex: 1 1 24rem; } .pair .scroll { max-width: 100%; }
figure { margin: .5rem 0; max-width: 46rem; } figcaption { font-size: .9rem; }
figure svg { display: block; width: 100%; height: auto; }
.scroll { overflow-x: auto; margin: .5rem 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; }
caption { text-align: left; padding-bottom: .3rem; } th, td { padding: .2rem .55rem; text-align: left; }
thead th { border-bottom: 2px solid var(--line); vertical-align: bottom; } tbody th { font-weight: 500; white-space: nowrap; }
tbody tr { border-bottom: 1px solid var(--line); } .number { text-align: right; white-space: nowrap; }
table.matrix { font-size: .8rem; } table.matrix th, table.matrix td { padding: .15rem .35rem; text-align: right; }
table.matrix thead td { border: 0; } table.matrix thead th { font-weight: 500; writing-mode: vertical-rl; transform: rotate(180deg); text-align: left;
  border: 0; } table.matrix td { min-width: 2.2rem; border: 1px solid var(--line); }
@media print { body { max-width: none; } h2 { break-after: avoid; } figure, tr { break-inside: avoid; } }
`;
