import { expect, it } from 'vitest';
import { checkOrders } from '../../src/compare/orders.ts';
import { spreadOf } from '../../src/compare/statistics.ts';

it('checks published orders by means, and says what was found', () => {
  const f1: Record<string, number[]> = {
    low: [0.84, 0.86],
    high: [0.9, 0.92],
    equal: [0.91, 0.91],
    near: [0.905, 0.935],
  };
  const order = (below: [string, string]) => ({ below, source: 'a paper' });
  const orders = [
    order(['low', 'high']),
    order(['high', 'low']),
    order(['high', 'equal']),
    order(['high', 'near']),
    order(['near', 'high']),
    order(['low', 'gone']),
  ];
  const checked = checkOrders(orders, (name) => spreadOf(f1[name] ?? []));
  expect(checked.map(({ verdict }) => verdict)).toEqual([
    'holds',
    'does not hold, as found',
    'too close to tell',
    'too close to tell',
    'too close to tell',
    'cannot be told',
  ]);
  expect(checked[0]).toMatchObject({ below: 'low', above: 'high', source: 'a paper' });
  expect(checked[0]!.difference).toBeCloseTo(0.06, 12);
  expect(checked[1]!.difference).toBeCloseTo(-0.06, 12);
  expect(checked[5]!.difference).toBeNull();
});
