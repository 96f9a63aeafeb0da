import { describe, expect, it } from 'vitest';
import { planClips } from '../../../src/corpus/speak/plan.ts';
import { chooseVoices, voices } from '../../../src/corpus/speak/voices.ts';

describe('the voices', () => {
  it('have names of their own', () => {
    expect(new Set(voices.map(({ name }) => name)).size).toBe(voices.length);
  });

  it('never have one speaker in two parts', () => {
    const parts = new Map<string, Set<string>>();
    for (const { speaker, part } of voices) parts.set(speaker, (parts.get(speaker) ?? new Set()).add(part));
    expect([...parts].filter(([, each]) => each.size > 1)).toEqual([]);
  });

  it('keep recorded voices of two programs and a woman for testing', () => {
    expect(chooseVoices('test').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['flite-rms', 'festival-ked_diphone', 'espeak-f4', 'espeak-linda']),
    );
  });
});

describe('chooseVoices', () => {
  const names = (...args: Parameters<typeof chooseVoices>) => chooseVoices(...args).map(({ name }) => name);

  it('takes parts, programs, speakers and names', () => {
    expect(names('flite')).toEqual(['flite-slt', 'flite-awb', 'flite-kal16', 'flite-rms']);
    expect(names('cmu-slt, espeak-m1')).toEqual(['flite-slt', 'festival-cmu_us_slt_arctic_hts', 'espeak-m1']);
    expect(chooseVoices('all')).toEqual(voices);
  });

  it('leaves out what is held out', () => {
    expect(names('flite', 'kal,test')).toEqual(['flite-slt', 'flite-awb']);
  });

  it('refuses a name that is none', () => {
    expect(() => chooseVoices('flite-nobody')).toThrow(RangeError);
    expect(() => chooseVoices('all', 'nobody')).toThrow('no voice is named "nobody"');
  });
});

describe('planClips', () => {
  const texts = Array.from({ length: 600 }, (_, i) => ({ aloud: `sentence ${i}` }));
  const train = chooseVoices('train');

  it('plans a clip by its number and the seed alone', () => {
    const all = planClips(texts, train, 'a');
    expect(planClips(texts.slice(0, 50), train, 'a')).toEqual(all.slice(0, 50));
    expect(planClips(texts, train, 'b')).not.toEqual(all);
  });

  it('draws each voice about as often as its weight says', () => {
    const clips = planClips(texts, train, 'a');
    const total = train.reduce((sum, { weight }) => sum + weight, 0);
    const slt = train.find(({ name }) => name === 'flite-slt')!;
    const share = clips.filter(({ voice }) => voice === slt).length / texts.length;
    expect(Math.abs(share - slt.weight / total)).toBeLessThan(0.06);
  });

  it('gives espeak an accent of its part, and the recorded voices none', () => {
    for (const { voice, accent } of planClips(texts, voices, 'a')) {
      if (voice.engine === 'espeak') expect(voice.accents).toContain(accent);
      else expect(accent).toBeUndefined();
    }
  });

  it('has a voice of espeak say what is in the spelling of another language, with its accent', () => {
    const foreign = texts.slice(0, 60).map(({ aloud }) => ({ aloud, accent: 'fr-fr' }));
    for (const { voice, accent } of planClips(foreign, train, 'a')) {
      expect([voice.engine, accent]).toEqual(['espeak', 'fr-fr']);
    }
    expect(() => planClips(foreign, chooseVoices('flite-slt'), 'a')).toThrow(RangeError);
  });
});
