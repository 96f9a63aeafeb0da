import fc from 'fast-check';
import { Histogram, Registry } from 'prom-client';
import { expect, it } from 'vitest';
import { counterFamily, histogramFamily } from '../../src/observability/families.ts';

const bounds = [0.001, 0.01, 0.5, 2];

it('tells a histogram exactly as prom-client tells its own', async () => {
  const observations = fc.array(
    fc.record({
      route: fc.constantFrom('/a', '/b'),
      model: fc.constantFrom('', 'booking'),
      value: fc.oneof(fc.constantFrom(...bounds), fc.double({ min: 0, max: 3, noNaN: true })),
    }),
  );
  await fc.assert(
    fc.asyncProperty(observations, async (list) => {
      const [own, reference] = [new Registry(), new Registry()];
      const family = histogramFamily(
        own,
        { name: 'x_seconds', labels: ['route', 'model'], help: 'X' },
        bounds,
      );
      const histogram = new Histogram({
        name: 'x_seconds',
        help: 'X',
        labelNames: ['route', 'model'],
        buckets: bounds,
        registers: [reference],
      });
      for (const { route, model, value } of list) {
        family.at(route, model).observe(value);
        histogram.observe({ route, model }, value);
      }
      expect(await own.metrics()).toBe(await reference.metrics());
    }),
  );
});

it('tells a counter with its labels escaped', async () => {
  const registry = new Registry();
  const family = counterFamily(registry, { name: 'x_total', labels: ['a', 'b'], help: 'X' });
  family.at('1', '"\\\n').value += 2;
  family.at('1', '"\\\n').value++;
  family.at('2', '1');
  expect(await registry.metrics()).toBe(
    '# HELP x_total X\n# TYPE x_total counter\nx_total{a="1",b="\\"\\\\\\n"} 3\nx_total{a="2",b="1"} 0\n',
  );
});
