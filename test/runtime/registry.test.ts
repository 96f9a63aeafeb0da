import { expect, it } from 'vitest';
import { ModelRegistry, spokenTaggerOf } from '../../src/runtime/registry.ts';

const model = (name: string) => ({ manifest: { name } });
const atis = model('atis');
const booking = model('booking');
const zh = model('zh');

it('finds models by name, and has a default: the chosen one, booking, or the first', () => {
  expect(new ModelRegistry([zh, booking, atis]).get()).toBe(booking);
  expect(new ModelRegistry([zh, atis]).get()).toBe(atis);
  const shipped = { manifest: { name: 'sentiment-en' } };
  expect(new ModelRegistry([atis, shipped]).get()).toBe(shipped);
  const registry = new ModelRegistry([zh, booking, atis], 'zh');
  expect([registry.defaultName, registry.get('atis'), registry.get('constructor')]).toEqual([
    'zh',
    atis,
    undefined,
  ]);
  expect(registry.names).toEqual(['atis', 'booking', 'zh']);
});

it('refuses no model, two of one name, and an unknown default', () => {
  expect(() => new ModelRegistry([])).toThrow('no model');
  expect(() => new ModelRegistry([atis, model('atis')])).toThrow(
    'two model packages are named atis; remove one, or',
  );
  expect(() => new ModelRegistry([atis], 'x')).toThrow('no model named x; there are: atis');
});

it('knows who reads what was said', () => {
  expect(spokenTaggerOf(new ModelRegistry([booking, model('booking-spoken'), zh]))).toBe('booking-spoken');
  expect(spokenTaggerOf(new ModelRegistry([booking, model('booking-spoken'), zh], 'zh'))).toBeUndefined();
});
