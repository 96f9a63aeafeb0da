import { describe, expect, it } from 'vitest';
import {
  atisRoles,
  bookingRoles,
  buildSwaps,
  type RoleNames,
  scoreSwaps,
} from '../../../src/tasks/tag/swap.ts';

/** Reads "from [origin Boston] to [destination Denver]" as a labelled sentence. */
function labelled(marked: string, requested?: string[]) {
  const slots: { slot: string; start: number; end: number }[] = [];
  let text = '';
  for (const [, plain, slot, value] of marked.matchAll(/([^[]*)(?:\[(\S+) ([^\]]*)\])?/g)) {
    text += plain;
    if (slot !== undefined) {
      slots.push({ slot, start: text.length, end: text.length + value!.length });
      text += value;
    }
  }
  return { text, slots, ...(requested && { requested }) };
}

/** Writes the cases back in the same form. */
const swapsOf = (marked: string, roles: RoleNames = bookingRoles): string[] =>
  buildSwaps([labelled(marked)], roles).map(({ text, kind, expected }) =>
    expected
      .reduceRight(
        (marks, { slot, start, end }) =>
          `${marks.slice(0, start)}[${slot} ${marks.slice(start, end)}]${marks.slice(end)}`,
        text,
      )
      .replace(/^/, `${kind}: `),
  );

describe('buildSwaps of values', () => {
  it.each([
    ['from [origin Rome] to [destination New York] now', 'from [origin New York] to [destination Rome] now'],
    [
      'to [destination Oslo] on the 8th from [origin Rome].',
      'to [destination Rome] on the 8th from [origin Oslo].',
    ],
    ['[origin Rome] to [destination Oslo]', '[origin Oslo] to [destination Rome]'],
    [
      'how far is [destination Rome] from [origin Oslo]?',
      'how far is [destination Oslo] from [origin Rome]?',
    ],
    [
      'leave [origin Rome] and arrive in [destination Oslo]',
      'leave [origin Oslo] and arrive in [destination Rome]',
    ],
  ])('lets the places of %j change places', (sentence, expected) => {
    expect(swapsOf(sentence)).toEqual([`values: ${expected}`]);
  });

  it('knows the labels of ATIS', () => {
    expect(swapsOf('from [fromloc.city_name rome] to [toloc.city_name oslo]', atisRoles)).toEqual([
      'values: from [fromloc.city_name oslo] to [toloc.city_name rome]',
    ]);
    expect(
      swapsOf(
        'from [fromloc.city_name rome] [fromloc.state_name georgia] to [toloc.city_name oslo]',
        atisRoles,
      ),
    ).toEqual([]);
  });

  it.each([
    // No word decides the role.
    'in [origin Rome] now, [destination Oslo] next',
    'between [origin Rome] and [destination Oslo]',
    // A third place, or a name that is said twice.
    'from [origin Rome] via [stopover Bern] to [destination Oslo]',
    'from [origin Rome] to [destination Oslo], I love Oslo',
    'from [origin York] to [destination New York]',
    // Not plain names.
    'from [origin here] to [destination Oslo]',
    'from [origin my house in Rome] to [destination Oslo]',
    "from [origin Rome]'s airport to [destination Oslo]",
    'from [origin downtown L.A]. to [destination Oslo]',
  ])('leaves %j alone', (sentence) => {
    expect(swapsOf(sentence)).toEqual([]);
  });
});

describe('buildSwaps of contexts', () => {
  it.each([
    ['a flight to [destination Rome] at 5', 'a flight from [origin Rome] at 5'],
    ['two tickets from [origin Rome]', 'two tickets to [destination Rome]'],
    ['Going to [destination Rome].', 'Leaving from [origin Rome].'],
    ['I would like to arrive [destination Taipei]', 'I would like to depart [origin Taipei]'],
    [
      'I want to leave [origin Taipei] on [departure_time November 2nd]',
      'I want to reach [destination Taipei] on November 2nd',
    ],
    ['we arrive in [destination Rome]', 'we leave from [origin Rome]'],
  ])('turns the words before the place of %j', (sentence, expected) => {
    expect(swapsOf(sentence)).toEqual([`context: ${expected}`]);
  });

  it('turns the slots that were asked for', () => {
    const [swap] = buildSwaps([labelled('flight to [destination Rome]', ['destination', 'departure_time'])]);
    expect(swap).toEqual({
      text: 'flight from Rome',
      kind: 'context',
      roles: ['origin', 'destination'],
      expected: [{ slot: 'origin', start: 12, end: 16 }],
      requested: ['origin', 'departure_time'],
    });
  });

  it.each([
    'bus from [origin Rome] to there',
    'flight to [destination Rome] and back',
    'going to [destination Rome], I need a hotel',
    'on my way to [destination Rome]',
    'leave for [destination Rome]',
    'a gazebo to [destination Rome]',
    'preflight to [destination Rome]',
    'flight to [origin Rome]',
    'flight to [destination Rome] with a stop in [stopover Oslo]',
    'drive to [destination here]',
  ])('leaves %j alone', (sentence) => {
    expect(swapsOf(sentence)).toEqual([]);
  });

  it('makes each text once', () => {
    expect(
      buildSwaps([labelled('flight to [destination Rome]'), labelled('flight to [destination Rome]')]),
    ).toHaveLength(1);
  });
});

describe('scoreSwaps', () => {
  const cases = buildSwaps([
    labelled('from [origin Rome] to [destination Oslo]'),
    labelled('flight to [destination Rome]'),
  ]);

  it('counts a case whose every place has its role, whatever the borders', () => {
    const [values, context] = cases.map(({ expected }) => expected);
    const wider = context!.map((span) => ({ ...span, start: span.start - 5 }));
    expect(scoreSwaps(cases, [values!, wider])).toEqual({
      values: { followed: 1, total: 1, rate: 1 },
      context: { followed: 1, total: 1, rate: 1 },
      overall: { followed: 2, total: 2, rate: 1 },
      places: { followed: 3, total: 3, rate: 1 },
    });
  });

  it('does not count a case with a place missed, or given another role', () => {
    const [values, context] = cases.map(({ expected }) => expected);
    const scores = scoreSwaps(cases, [
      values!.slice(1),
      context!.map((span) => ({ ...span, slot: 'destination' })),
    ]);
    expect(scores.overall).toEqual({ followed: 0, total: 2, rate: 0 });
  });

  it('counts places that were given one of the roles, and neither those missed nor other slots', () => {
    const [values, context] = cases.map(({ expected }) => expected);
    const all = (slot: string) =>
      [values!, context!].map((spans) => spans.map((span) => ({ ...span, slot })));
    // One role for every place is right for one of the two that changed places: no better than chance.
    const oneRole = scoreSwaps(cases, all('destination'));
    expect(oneRole.places).toEqual({ followed: 1, total: 3, rate: 1 / 3 });
    expect(oneRole.overall.followed).toBe(0);
    expect(scoreSwaps(cases, all('stopover')).places).toEqual({ followed: 0, total: 0, rate: 0 });
    expect(scoreSwaps(cases, [values!.slice(0, 1), []]).places).toEqual({ followed: 1, total: 1, rate: 1 });
  });

  it('gives 0 for no cases and refuses lists of different lengths', () => {
    expect(scoreSwaps([], []).overall).toEqual({ followed: 0, total: 0, rate: 0 });
    expect(() => scoreSwaps(cases, [])).toThrow('2 swap cases but 0 predictions');
  });
});
