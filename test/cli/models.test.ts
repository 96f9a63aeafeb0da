import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findModel } from '../../src/cli/models.ts';
import { temporaryFolder } from '../helpers/tiny-package.ts';

let place: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  place = await temporaryFolder();
  for (const name of ['atis', 'booking', '.half']) {
    await mkdir(join(place.folder, name));
    await writeFile(join(place.folder, name, 'manifest.json'), '{}');
  }
  await mkdir(join(place.folder, 'empty'));
});
afterAll(() => place.remove());

describe('findModel', () => {
  const find = (wanted?: string, more: Record<string, string> = {}) =>
    findModel(wanted, { MODELS: place.folder, PORT: 'not a port', ...more });

  it('takes a package folder as it is, and a name from the models folder', () => {
    expect(find(join(place.folder, 'atis'))).toBe(join(place.folder, 'atis'));
    expect(find('atis')).toBe(join(place.folder, 'atis'));
  });

  it('knows a model by the name in its manifest, as the service does', async () => {
    const other = await temporaryFolder();
    await mkdir(join(other.folder, 'folder'));
    await writeFile(join(other.folder, 'folder', 'manifest.json'), '{"name": "mine"}');
    expect(find('mine', { MODELS: other.folder })).toBe(join(other.folder, 'folder'));
    await other.remove();
  });

  it('goes by the default of the service without a name', () => {
    expect(find()).toBe(join(place.folder, 'booking'));
    expect(find(undefined, { DEFAULT_MODEL: 'atis' })).toBe(join(place.folder, 'atis'));
  });

  it('lists the models there are when there is no such one', () => {
    expect(() => find('empty')).toThrow(/empty is neither .+ has atis, booking\./);
    expect(() => find(undefined, { MODELS: join(place.folder, 'empty') })).toThrow('There are no models');
  });
});
