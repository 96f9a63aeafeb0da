import type { Metric, Registry } from 'prom-client';
import { Labelled } from './labelled.ts';

/** How a metric is told of: its name, the names of its labels, and a sentence. */
export interface MetricDescription {
  readonly name: string;
  readonly labels: readonly string[];
  readonly help: string;
}

/** A number that only grows. */
export interface Count {
  value: number;
}

/** How often values fell under each bound. */
export class Distribution {
  readonly #bounds: readonly number[];
  /** One for each bound, and one for what lies above them. */
  readonly #counts: Float64Array;
  sum = 0;

  constructor(bounds: readonly number[]) {
    this.#bounds = bounds;
    this.#counts = new Float64Array(bounds.length + 1);
  }

  observe(value: number): void {
    const bounds = this.#bounds;
    let place = 0;
    while (place < bounds.length && value > bounds[place]!) place++;
    this.#counts[place]!++;
    this.sum += value;
  }

  /** How many values were at most as large as each bound, and in all. */
  cumulative(): number[] {
    let total = 0;
    return Array.from(this.#counts, (count) => {
      total += count;
      return total;
    });
  }
}

/** A counter of `registry` that costs a walk through maps when it counts, and is put into words when it is asked for. */
export function counterFamily(registry: Registry, description: MetricDescription): Labelled<Count> {
  const children = new Labelled<Count>(() => ({ value: 0 }));
  register(registry, description, 'counter', () =>
    children.all().map(({ values, item }) => ({ labels: named(description, values), value: item.value })),
  );
  return children;
}

/** A histogram of `registry`, in the same manner. */
export function histogramFamily(
  registry: Registry,
  description: MetricDescription,
  bounds: readonly number[],
): Labelled<Distribution> {
  const children = new Labelled(() => new Distribution(bounds));
  const { name } = description;
  register(registry, description, 'histogram', () =>
    children.all().flatMap(({ values, item }) => {
      const labels = named(description, values);
      const counts = item.cumulative();
      return [
        ...counts.map((value, i) => ({
          labels: { le: bounds[i] ?? '+Inf', ...labels },
          value,
          metricName: `${name}_bucket`,
        })),
        { labels, value: item.sum, metricName: `${name}_sum` },
        { labels, value: counts.at(-1)!, metricName: `${name}_count` },
      ];
    }),
  );
  return children;
}

interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  readonly metricName?: string;
}

/** A registry asks no more of a metric than its name and what `get` tells. */
function register(
  registry: Registry,
  { name, help }: MetricDescription,
  type: 'counter' | 'histogram',
  samples: () => Sample[],
): void {
  const metric = { name, help, type, get: async () => ({ name, help, type, values: samples() }) };
  registry.registerMetric(metric as unknown as Metric);
}

function named({ labels }: MetricDescription, values: readonly string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label, i) => [label, values[i]!]));
}
