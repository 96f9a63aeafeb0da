import { dateModifier, datePhrase, dateValue, drawDate, drawPlainDate } from './dates.ts';
import { betweenHours, drawHour, hourAfterAt, hourPhrase, type Relation, relativeHour } from './hours.ts';
import { chance, type Draw, inside, outside, type Piece } from './pieces.ts';

/** Appends to the value itself, so that a date and its clock time stay one span. */
function extended(pieces: Piece[], tail: string): Piece[] {
  return pieces.map((piece, i) => (i === pieces.length - 1 ? inside(piece.text + tail) : piece));
}

/** "on |Friday at 5 pm", "|by 8 pm on Friday", "|tomorrow before noon". */
function dateAndHour(draw: Draw, relation: Relation): Piece[] {
  const date = drawPlainDate(draw);
  const roll = draw.random.next();
  if (roll < 0.38) return extended(datePhrase(draw, date), ` at ${hourAfterAt(draw)}`);
  if (roll < 0.45) return extended(datePhrase(draw, date), ` ${drawHour(draw)}`);
  if (roll < 0.65) return extended(datePhrase(draw, date), ` ${relativeHour(draw, relation)}`);
  if (roll < 0.72)
    return extended(
      datePhrase(draw, date),
      ` in the ${draw.random.pick(['morning', 'afternoon', 'evening'])}`,
    );
  if (roll < 0.76) return [...datePhrase(draw, date), ...betweenHours(draw, ' between ')];
  const tail = ` ${date.on ? 'on ' : ''}${date.article ?? ''}${date.value}`;
  if (roll < 0.88) return [outside('at '), inside(`${drawHour(draw)}${tail}`)];
  return [inside(`${relativeHour(draw, relation)}${tail}`)];
}

/** A time expression after a verb. */
export function whenPhrase(draw: Draw, relation: Relation): Piece[] {
  const roll = draw.random.next();
  if (roll < 0.6) return datePhrase(draw, drawDate(draw));
  if (roll < 0.84) return hourPhrase(draw, relation);
  return dateAndHour(draw, relation);
}

/** A limit: "|by 5 pm", "|before Friday", "|by tomorrow morning". */
export function deadlinePhrase(draw: Draw): Piece[] {
  const word = draw.random.pick(['by', 'by', 'by', 'before']);
  const roll = draw.random.next();
  if (roll < 0.55) return [inside(relativeHour(draw, 'deadline'))];
  if (roll < 0.8) {
    const date = drawDate(draw);
    if (date.article !== 'in ') return [inside(`${word} ${date.article ?? ''}${date.value}`)];
    return [inside(`${word} noon`)];
  }
  const date = drawPlainDate(draw);
  return [inside(`${word} ${drawHour(draw)} ${date.on ? 'on ' : ''}${date.article ?? ''}${date.value}`)];
}

/** A time as an answer: "November 2nd", "next Friday morning", "5 pm", "tomorrow at noon". */
export function barePhrase(draw: Draw): Piece[] {
  const roll = draw.random.next();
  if (roll < 0.6) return dateValue(drawDate(draw));
  if (roll < 0.75) return [inside(drawHour(draw))];
  if (roll < 0.85) return [inside(relativeHour(draw, 'any'))];
  return extended(dateValue(drawPlainDate(draw)), ` at ${drawHour(draw)}`);
}

/** Only a date, without a preposition, for "from DATE to DATE". */
export const datesOnly = (draw: Draw): Piece[] => {
  for (;;) {
    const date = drawDate(draw);
    if (date.article !== 'in ') return dateValue(date);
  }
};

/** Only a clock time, without a preposition. */
export const hoursOnly = (draw: Draw): Piece[] => [inside(drawHour(draw))];

/** Minutes or hours from now: "in |20 minutes". */
export function soonPhrase(draw: Draw): Piece[] {
  if (chance(draw, 0.35)) return [inside(draw.random.pick(['now', 'right now', 'immediately', 'tonight']))];
  const value = draw.random.pick([
    '10 minutes',
    '15 minutes',
    '20 minutes',
    '30 minutes',
    'an hour',
    'half an hour',
    'two hours',
    '2 hours',
  ]);
  const spoken: Record<string, string> = {
    '10': 'ten',
    '15': 'fifteen',
    '20': 'twenty',
    '30': 'thirty',
    '2': 'two',
  };
  return [outside('in '), inside(draw.style.spoken ? value.replace(/^\d+/, (n) => spoken[n] ?? n) : value)];
}

/** In front of a noun: "a |Friday morning| flight". */
export const modifierPhrase = (draw: Draw): Piece[] => [inside(dateModifier(draw))];
