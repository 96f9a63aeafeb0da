import {
  BarChart,
  type BarSeriesOption,
  CustomChart,
  type CustomSeriesOption,
  LineChart,
  type LineSeriesOption,
  ScatterChart,
  type ScatterSeriesOption,
} from 'echarts/charts';
import {
  GridComponent,
  type GridComponentOption,
  LegendComponent,
  type LegendComponentOption,
  MarkLineComponent,
  MarkPointComponent,
} from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, html, trusted } from './html.ts';
import { light, type Palette } from './style.ts';

use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  MarkPointComponent,
  SVGRenderer,
]);

/** What a chart of a report is made of. */
export type ChartOption = ComposeOption<
  | BarSeriesOption
  | CustomSeriesOption
  | LineSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | LegendComponentOption
>;

/** A chart with its words: `caption` is shown, `description` tells what it shows to who cannot see it. */
export interface Figure {
  /** Unique in the page. */
  readonly id: string;
  readonly caption: string;
  readonly description: string;
  readonly width?: number;
  readonly height?: number;
  readonly option: ChartOption;
}

/** Colours of charts: variables of the page's style, so that they follow light and dark. */
export const paint = {
  text: 'var(--text)',
  muted: 'var(--muted)',
  line: 'var(--line)',
  one: 'var(--one)',
  two: 'var(--two)',
  three: 'var(--three)',
  four: 'var(--four)',
} as const;

/** The style of an axis. */
export const axisStyle = {
  nameTextStyle: { color: paint.muted },
  axisLabel: { color: paint.muted },
  axisLine: { lineStyle: { color: paint.line } },
  axisTick: { lineStyle: { color: paint.line } },
  splitLine: { lineStyle: { color: paint.line, opacity: 0.6 } },
} as const;

/** Where the plot of a chart of lines is in its picture. */
export const grid = { left: 64, right: 28, top: 36, bottom: 44 };

/** The style of a line. */
export function lineStyle(color: string, width = 2) {
  return { type: 'line', silent: true, color, lineStyle: { color, width }, showSymbol: false } as const;
}

/** The style of a legend above a chart. */
export const legendStyle = {
  top: 0,
  itemGap: 32,
  itemHeight: 2,
  icon: 'rect',
  borderColor: paint.line,
  textStyle: { color: paint.muted },
} as const;

/** The name of a horizontal axis, under its middle. */
export function xName(name: string) {
  return { name, nameLocation: 'middle', nameGap: 28 } as const;
}

/** Draws a chart as SVG in a figure of the page. */
export function renderFigure(figure: Figure): Html {
  return html`<figure>
${trusted(draw(figure))}
<figcaption>${figure.caption}</figcaption></figure>\n`;
}

/** Draws a chart as an SVG file that stands by itself, in the light colours, whatever page shows it. */
export function renderPicture(figure: Figure): string {
  const svg = draw(figure).replaceAll(/var\(--(\w+)\)/g, (_, name: keyof Palette) => light[name]);
  const root = `font-family="system-ui, 'DejaVu Sans', sans-serif" style="background: ${light.page}"`;
  return `${svg.replace('<svg ', `<svg ${root} `)}\n`;
}

function draw({ id, description, width = 640, height = 280, option }: Figure): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit' }, ...option });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return embed(svg, id, description);
}

/** Takes what only scripts use out of the SVG, makes its ids the figure's own, and gives it a name to read out. */
function embed(svg: string, id: string, description: string): string {
  const label = html`role="img" aria-label="${description}"`.html;
  return svg
    .replaceAll(/<style[\s\S]*?<\/style>/g, '')
    .replaceAll(/ (?:class|ecmeta_\w+|pointer-events)="[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, `${id}-`)
    .replace(/<svg [^>]*?viewBox/, `<svg xmlns="http://www.w3.org/2000/svg" ${label} viewBox`);
}
