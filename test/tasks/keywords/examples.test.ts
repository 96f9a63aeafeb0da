import { describe, expect, it } from 'vitest';
import { type ExampleOptions, toExamples, toGoldDocuments } from '../../../src/tasks/keywords/examples.ts';

const options: ExampleOptions = { window: { size: 64, margin: 8 }, maxWords: 5 };
const text = (text: string, ...keywords: string[]) => ({ text, keywords, at: { file: 'a.jsonl', line: 1 } });

/** The labels of each window beside its tokens. */
const labelled = (from: ReturnType<typeof text>, more: Partial<ExampleOptions> = {}) =>
  toExamples([from], { ...options, ...more }).map(({ tokens, gold }) =>
    tokens.map((token, at) => `${token.text}${['', '/B', '/I'][gold[at]!]}`).join(' '),
  );

/** The candidates of each window as its text has them, those that are wanted with a star. */
const candidates = (from: ReturnType<typeof text>, more: Partial<ExampleOptions> = {}) =>
  toExamples([from], { ...options, ...more }).map(({ tokens, candidates }) =>
    candidates.map(({ first, last, wanted }) => {
      const own = tokens.slice(first, last + 1).map(({ text }) => text);
      return own.join(' ') + (wanted ? '*' : '');
    }),
  );

describe('the labels of an example', () => {
  it('begin and go on with each place of a keyword, signs inside of it too', () => {
    const games = text('Multi-step games: a multi step game.', 'multi-step game', 'chess');
    expect(labelled(games)).toEqual(['Multi/B -/I step/I games/I : a multi/B step/I game/I .']);
  });

  it('are those of the longer of two phrases that overlap, and of the earlier', () => {
    const nested = text('Sparse linear systems, linear systems', 'linear systems', 'sparse linear systems');
    expect(labelled(nested)).toEqual(['Sparse/B linear/I systems/I , linear/B systems/I']);
    expect(labelled(text('a b c', 'b c', 'a b'))).toEqual(['a/B b/I c']);
  });

  it('are none in a text without its keywords, and there is no example of no tokens', () => {
    expect(labelled(text('a b', 'c'))).toEqual(['a b']);
    expect(labelled(text(' ', 'c'))).toEqual([]);
  });

  it('part keywords that stand side by side', () => {
    expect(labelled(text('ship control systems', 'ship', 'control systems'))).toEqual([
      'ship/B control/B systems/I',
    ]);
  });
});

describe('the candidates of an example', () => {
  it('are all places of all candidate phrases, wanted where people chose the phrase', () => {
    const ships = text('The control of ships. Ship, control', 'ship', 'ship control');
    expect(candidates(ships)).toEqual([['control', 'control', 'ships*', 'Ship*']]);
  });

  it('have at most so many words, a hyphen being none', () => {
    const game = text('multi-step game', 'multi-step');
    expect(candidates(game, { maxWords: 2 })).toEqual([
      ['multi', 'multi - step*', 'step', 'step game', 'game'],
    ]);
  });
});

describe('a long text', () => {
  const window = { size: 10, margin: 3 };
  const words = Array.from({ length: 22 }, (_, index) => `x${String.fromCharCode(97 + index)}`);

  it('is cut into windows that overlap, each labelled and with all candidates inside of it', () => {
    const long = text(words.join(' '), 'xi xj', 'xu');
    expect(labelled(long, { window })).toEqual([
      'xa xb xc xd xe xf xg xh xi/B xj/I',
      'xe xf xg xh xi/B xj/I xk xl xm xn',
      'xi/B xj/I xk xl xm xn xo xp xq xr',
      'xm xn xo xp xq xr xs xt xu/B xv',
    ]);
    const found = candidates(long, { window, maxWords: 2 });
    expect(found[1]).toEqual(
      words.slice(4, 14).flatMap((word, at, all) => {
        const pair = all[at + 1] && `${word} ${all[at + 1]}`;
        return [word, ...(pair ? [pair === 'xi xj' ? `${pair}*` : pair] : [])];
      }),
    );
  });

  it('never begins a window in the middle of a keyword, which no label says', () => {
    const long = text(words.join(' '), 'xd xe', 'xh xi xj');
    const found = labelled(long, { window });
    expect(found).toEqual([
      'xa xb xc xd/B xe/I xf xg xh/B xi/I xj/I',
      'xf xg xh/B xi/I xj/I xk xl xm xn',
      'xk xl xm xn xo xp xq xr',
      'xm xn xo xp xq xr xs xt xu xv',
    ]);
    const examples = toExamples([long], { ...options, window });
    for (const { tokens, places, gold, candidates } of examples) {
      expect([places.length, gold.length]).toEqual([tokens.length, tokens.length]);
      expect(gold[0]).not.toBe(2);
      for (const { key, first, last } of candidates) {
        expect(tokens.slice(first, last + 1).map(({ text }) => text)).toEqual(key.split(' '));
      }
    }
  });

  it('has no window of nothing but the rest of a keyword', () => {
    const found = labelled(text(words.join(' '), words.slice(0, 21).join(' ')), { window });
    expect(found).toEqual(['xa/B xb/I xc/I xd/I xe/I xf/I xg/I xh/I xi/I xj/I', 'xv']);
  });

  it('knows each token by the whole of it', () => {
    const [alone] = toExamples([text('xt xu xv')], options);
    const last = toExamples([text(`xu ${words.join(' ')}`)], { ...options, window }).at(-1)!;
    expect(last.tokens.map(({ text }) => text).slice(-3)).toEqual(['xt', 'xu', 'xv']);
    // "xu" stands twice in that document, once of them at its beginning.
    expect(last.places.at(-2)).not.toEqual(alone!.places[1]);
    expect(last.places.at(-2)).toEqual(expect.arrayContaining([1, 6, 11]));
  });
});

describe('toGoldDocuments', () => {
  it('has the keys of all keywords, and those that stand in the text', () => {
    const [found] = toGoldDocuments([
      text('Multi-step games and a ship. Control', 'ship control', 'multi step game', 'Games', 'game', '!'),
    ]);
    expect(found!.gold).toEqual(['ship control', 'multi step game', 'game']);
    expect(found!.present).toEqual(['multi step game', 'game']);
    expect(found!.document.tokens.map(({ text }) => text).slice(0, 3)).toEqual(['Multi', '-', 'step']);
  });

  it('keeps texts without tokens, whose keywords no model finds', () => {
    expect(toGoldDocuments([text('', 'ship')])[0]).toMatchObject({ gold: ['ship'], present: [] });
  });
});
