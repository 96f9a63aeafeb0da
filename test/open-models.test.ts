import { describe, expect, it } from 'vitest';
import { openModels } from '../src/open-models.ts';
import type { AnyPackage } from '../src/package/parse.ts';
import { assemblePackage } from '../src/package/save.ts';
import type { Submitted } from '../src/runtime/pool/pool.ts';
import { tinyKeywordsParts } from './helpers/tiny-keywords.ts';
import { tinyParts } from './helpers/tiny-package.ts';
import { tinySentimentParts } from './helpers/tiny-sentiment.ts';

const golden = { 'golden.json': '[]' };
function tagger(name: string): AnyPackage {
  const parts = tinyParts({ name });
  return assemblePackage(name, { ...parts, files: { ...parts.files, ...golden } });
}
function sentiment(name: string): AnyPackage {
  const parts = tinySentimentParts(name);
  return assemblePackage(name, { ...parts, files: { ...parts.files, ...golden } });
}
function keywords(name: string): AnyPackage {
  const parts = tinyKeywordsParts(name);
  return assemblePackage(name, { ...parts, files: { ...parts.files, ...golden } });
}

const submitted: { model: string; sizes: readonly number[] }[] = [];
const open = (packages: readonly AnyPackage[], defaultName?: string) =>
  openModels(
    packages,
    (request) => {
      submitted.push(request);
      return {} as Submitted;
    },
    defaultName,
  );

describe('openModels', () => {
  it('registers each model for its task, with a default of its own', () => {
    const models = open([tagger('b'), sentiment('moods'), tagger('a'), sentiment('feelings')], 'moods');
    expect([models.tag.names, models.tag.defaultName]).toEqual([['a', 'b'], 'a']);
    expect([models.sentiment.names, models.sentiment.defaultName]).toEqual([['feelings', 'moods'], 'moods']);
    expect(models.manifests.map(({ name }) => name)).toEqual(['a', 'b', 'feelings', 'moods']);
  });

  it('submits texts with their sizes under the name of the model', () => {
    open([sentiment('moods')])
      .sentiment.get()!
      .answer([{ text: 'not bad' }, { text: '房间' }]);
    expect(submitted.at(-1)).toMatchObject({ model: 'moods', sizes: [2, 2] });
  });

  it('registers models of keywords beside them', () => {
    const models = open([keywords('topics'), tagger('a'), keywords('phrases')], 'a');
    expect([models.keywords.names, models.keywords.defaultName]).toEqual([['phrases', 'topics'], 'phrases']);
    expect([models.tag.names, models.sentiment.names]).toEqual([['a'], []]);
    models.keywords.get('topics')!.answer([{ text: 'night trains' }]);
    expect(submitted.at(-1)).toMatchObject({ model: 'topics', sizes: [2] });
  });

  it('leaves a task without models empty', () => {
    const { tag } = open([sentiment('moods')]);
    expect([tag.names, tag.get(), tag.get('moods'), tag.all()]).toEqual([[], undefined, undefined, []]);
  });

  it('refuses no models at all, one name for two, and a default that is not there', () => {
    expect(() => open([])).toThrow('no model package');
    expect(() => open([tagger('a'), sentiment('a')])).toThrow('two model packages are named a');
    expect(() => open([tagger('a')], 'b')).toThrow('no model named b');
  });
});
