import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { transcribeCommand } from '../../src/cli/transcribe.ts';
import { runCommand } from '../helpers/command.ts';
import { temporaryFolder, writeTinyPackage } from '../helpers/tiny-package.ts';
import { writeTinySpeech } from '../helpers/tiny-speech.ts';

const tone = join(import.meta.dirname, '../audio/fixtures/tone.flac');

let place: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  place = await temporaryFolder();
  await writeTinyPackage(place.folder, { name: 'booking' });
  await writeTinySpeech(place.folder);
});
afterAll(() => place.remove());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const run = (...args: string[]) => {
  vi.stubEnv('MODELS', place.folder);
  vi.stubEnv('NO_COLOR', '1');
  return runCommand(transcribeCommand(), ...args);
};

describe('slotline transcribe', () => {
  it('writes down recordings, each under its name if there are several', async () => {
    const one = await run(tone);
    expect(one.output).toMatch(/^[a-z' ]+\n$/u);
    const two = await run(tone, tone);
    expect(two.output).toBe(`${tone}\n${one.output}${tone}\n${one.output}`);
  });

  it('prints JSON with times, other readings and slots', async () => {
    const { output } = await run(tone, '--json', '--tag', '--alternatives', '3', '--beam-width', '8');
    const answer = JSON.parse(output);
    expect(answer).toMatchObject({ file: tone, model: { name: 'ears', version: '2.0.0' }, duration: 1 });
    expect(answer.alternatives).toHaveLength(3);
    expect(answer.alternatives[0].text).toBe(answer.text);
    expect(answer.slots).toBeInstanceOf(Array);
  });

  it('says what cannot be heard', async () => {
    const file = join(place.folder, 'text.wav');
    writeFileSync(file, 'no sound');
    const { errors } = await run(file);
    expect(errors).toMatch(/text\.wav: The bytes are no audio in a known format/u);
    expect((await run(join(place.folder, 'none.wav'))).errors).toMatch(/none\.wav/u);
  });
});
