import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/observability/catalogue.ts';
import { createMetrics } from '../../src/observability/metrics.ts';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets?: readonly { readonly expr: string }[];
  }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
}

const table = Object.values(catalogue);
let page: string;
let alerts: string;
let dashboard: Dashboard;
/** Of all that can be asked for, with the endings of histograms. */
let known: Set<string>;

beforeAll(async () => {
  [page, alerts] = await Promise.all([read('docs/operations.md'), read('docker/prometheus/alerts.yml')]);
  dashboard = JSON.parse(await read('docker/grafana/dashboards/slotline.json'));
  const metrics = createMetrics({
    version: '1',
    isReady: () => true,
    models: () => [],
    pool: () => undefined,
  });
  const types = [...(await metrics.text()).matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  const endings = (type: string) => (type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']);
  known = new Set(types.flatMap(([, name, type]) => endings(type!).map((ending) => name! + ending)));
});

const namesIn = (text: string) =>
  [...text.matchAll(/\b(?:slotline|nodejs|process)_[a-z_]+\b/g)].map(([name]) => name);

function labelsIn(text: string): [string, string][] {
  return [...text.matchAll(/\b(slotline_[a-z_]+)\{([^}]*)\}/g)].flatMap(([, name, matchers]) =>
    [...matchers!.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]): [string, string] => [name!, label!]),
  );
}

function labelsOf(name: string): string[] {
  const metric = table.find((each) => name.startsWith(each.name))!;
  return ['job', 'instance', 'le', ...metric.labels];
}

it('lists every metric in docs/operations.md, with its type, labels and meaning', () => {
  const rows = page.split('\n').filter((line) => line.startsWith('| `slotline_'));
  expect(rows).toEqual(
    table.map(({ name, type, labels, help }) => {
      const shown = labels.map((label) => `\`${label}\``).join(', ') || 'none';
      return `| \`${name}\` | ${type} | ${shown} | ${help} |`;
    }),
  );
});

describe('of the dashboard', () => {
  const expressions = () => [
    ...dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
    ...dashboard.templating.list.flatMap(({ definition }) => definition ?? []),
  ];

  it('asks only for metrics that there are, and by labels that they have', () => {
    const names = expressions().flatMap(namesIn);
    expect(names.length).toBeGreaterThan(30);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    for (const [name, label] of expressions().flatMap(labelsIn)) {
      if (name.startsWith('slotline_')) expect(labelsOf(name)).toContain(label);
    }
  });

  it('shows every metric of the service', () => {
    const shown = expressions().flatMap(namesIn);
    const missing = table.filter(({ name }) => !shown.some((each) => each.startsWith(name)));
    expect(missing).toEqual([]);
  });
});

describe('of the alerts', () => {
  it('ask only for metrics that there are, and by labels that they have', () => {
    const names = namesIn(alerts);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
    for (const [name, label] of labelsIn(alerts)) expect(labelsOf(name)).toContain(label);
  });

  it('say in docs/operations.md what to do about each', () => {
    const names = [...alerts.matchAll(/- alert: (\w+)/g)].map(([, name]) => name!);
    const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
    expect(sections).toEqual(names);
    const runbooks = [...alerts.matchAll(/runbook: docs\/operations\.md#(\w+)/g)].map(([, anchor]) => anchor);
    expect(runbooks).toEqual(names.map((name) => name.toLowerCase()));
  });

  it('have a test each', async () => {
    const tests = await read('docker/prometheus/alerts.test.yml');
    for (const [, name] of alerts.matchAll(/- alert: (\w+)/g)) expect(tests).toContain(`alertname: ${name}`);
  });
});
