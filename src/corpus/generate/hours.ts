import { numberWords } from './numbers.ts';
import { chance, type Draw, inside, outside, type Piece } from './pieces.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const minutesOf = (draw: Draw): number =>
  draw.random.pick([0, 0, 0, 0, 5, 10, 15, 15, 20, 30, 30, 30, 40, 45, 45, 50]);

/** "5 pm", "5:30 p.m.", "5PM". */
function twelveHour(draw: Draw): string {
  const { random } = draw;
  const hour = 1 + random.integer(12);
  const minutes = minutesOf(draw);
  const clock = minutes === 0 && chance(draw, 0.85) ? `${hour}` : `${hour}:${two(minutes)}`;
  const half = random.pick(['a', 'p', 'p']);
  if (minutes > 0 && chance(draw, 0.08)) return `${hour}${random.pick(['', '.'])}${two(minutes)} ${half}m`;
  return (
    clock +
    random.pick([
      `${half}m`,
      ` ${half}m`,
      ` ${half}m`,
      ` ${half}.m.`,
      ` ${half.toUpperCase()}M`,
      `${half.toUpperCase()}M`,
    ])
  );
}

const twentyFourHour = (draw: Draw): string => `${two(5 + draw.random.integer(19))}:${two(minutesOf(draw))}`;

function spokenHour(draw: Draw): string {
  const { random } = draw;
  const hour = numberWords(1 + random.integer(12));
  const minutes = minutesOf(draw);
  const tail = random.pick(['pm', 'am', 'p m', 'a m', 'pm', 'am']);
  if (minutes === 0) return `${hour} ${tail}`;
  return `${hour} ${minutes < 10 ? 'oh ' : ''}${numberWords(minutes)}${chance(draw, 0.8) ? ` ${tail}` : ''}`;
}

function inWords(draw: Draw): string {
  const { random, style } = draw;
  const n = 1 + random.integer(12);
  const hour = style.spoken || chance(draw, 0.6) ? numberWords(n) : String(n);
  const part = random.pick([' in the morning', ' in the afternoon', ' in the evening', '', '']);
  return random.pick([
    `half past ${hour}${part}`,
    `quarter past ${hour}${part}`,
    `quarter to ${hour}${part}`,
    `${hour} o'clock`,
    `${hour} o'clock${part}`,
    `${hour}${part || ' in the morning'}`,
    `${hour} at night`,
    `ten past ${hour}${part}`,
  ]);
}

/** A time of day: "5 pm", "17:45", "noon", "half past five", "five thirty p m". */
export function drawHour(draw: Draw): string {
  const roll = draw.random.next();
  if (roll < 0.1) return draw.random.pick(['noon', 'midnight', 'noon', 'midday']);
  if (roll < 0.26) return inWords(draw);
  if (draw.style.spoken) return spokenHour(draw);
  return roll < 0.72 ? twelveHour(draw) : twentyFourHour(draw);
}

/** A bare hour that only makes sense after a relation word: "9", "nine". */
const bareHour = (draw: Draw): string => {
  const n = 1 + draw.random.integer(12);
  return draw.style.spoken ? numberWords(n) : String(n);
};

/** A clock time after "at": sometimes only the hour. */
export const hourAfterAt = (draw: Draw): string => (chance(draw, 0.12) ? bareHour(draw) : drawHour(draw));

export type Relation = 'deadline' | 'start' | 'any';

const relations: Record<Relation, readonly string[]> = {
  deadline: ['by', 'by', 'by', 'before', 'before', 'around'],
  start: ['after', 'after', 'around', 'before', 'around', 'about', 'by'],
  any: ['by', 'before', 'after', 'around', 'about', 'by', 'before', 'after'],
};

/** "by 5 pm", "after noon": the relation word belongs to the value. */
export function relativeHour(draw: Draw, relation: Relation): string {
  const hour = chance(draw, 0.1) ? bareHour(draw) : drawHour(draw);
  return `${draw.random.pick(relations[relation])} ${hour}`;
}

const dayPart = (draw: Draw): string =>
  draw.random.pick(['morning', 'afternoon', 'evening', 'early morning', 'late afternoon', 'late evening']);

/** "between |5| and |6 pm|": two values, as in the public data. */
export function betweenHours(draw: Draw, word = 'between '): Piece[] {
  const first = chance(draw, 0.5) ? bareHour(draw) : drawHour(draw);
  return [outside(word), inside(first), outside(' and '), inside(drawHour(draw))];
}

/** A time of day after a verb: "at |5 pm", "|by 5 pm", "in the |morning", "between |5| and |6 pm|". */
export function hourPhrase(draw: Draw, relation: Relation): Piece[] {
  const roll = draw.random.next();
  if (roll < 0.36) return [outside('at '), inside(hourAfterAt(draw))];
  if (roll < 0.76) return [inside(relativeHour(draw, relation))];
  if (roll < 0.79) return [outside('at '), inside(`around ${drawHour(draw)}`)];
  if (roll < 0.83 && relation === 'deadline') return [outside('no later than '), inside(drawHour(draw))];
  if (roll < 0.86)
    return [outside(relation === 'start' ? 'any time ' : ''), inside(`after ${drawHour(draw)}`)].filter(
      (p) => p.text !== '',
    );
  if (roll < 0.92) return betweenHours(draw);
  return [outside('in the '), inside(dayPart(draw))];
}
