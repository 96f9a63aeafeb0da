import { numberWords, ordinalDigits, ordinalWords, yearWords } from './numbers.ts';
import { chance, type Draw, inside, outside, type Piece } from './pieces.ts';
import { type WeightedList, weightedList } from './weighted.ts';

const months = 'January February March April May June July August September October November December'.split(
  ' ',
);
const shortMonths = 'Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec'.split(' ');
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const weekdays = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ');
const shortWeekdays = 'Mon Tue Wed Thu Fri Sat Sun'.split(' ');
const dayParts = ['morning', 'afternoon', 'evening', 'night'];
const feasts = [
  'Christmas Eve',
  'Christmas Day',
  "New Year's Eve",
  "New Year's Day",
  'Thanksgiving',
  'Easter Sunday',
  'Labor Day',
  'Memorial Day',
  'Good Friday',
  "Valentine's Day",
];

/** A date: the value, the words before it that stay outside, and whether "on" may come before. */
export type DateValue = { value: string; article?: string; on: boolean };

type DateForm = { weight: number; written?: boolean; make: (draw: Draw) => DateValue };

type MonthDay = { month: number; day: number; year: number };

function drawMonthDay({ random }: Draw): MonthDay {
  const month = random.integer(12);
  return { month, day: 1 + random.integer(monthDays[month]!), year: 2025 + random.integer(3) };
}

const two = (n: number): string => String(n).padStart(2, '0');
const ordinal = (draw: Draw, day: number): string =>
  draw.style.spoken ? ordinalWords(day) : chance(draw, 0.93) ? ordinalDigits(day) : ordinalWords(day);

function monthName(draw: Draw, month: number): string {
  if (draw.style.spoken || chance(draw, 0.72)) return months[month]!;
  const short = shortMonths[month]!;
  return chance(draw, 0.4) && short !== 'May' ? `${short}.` : short;
}

/** "November 2nd", "Nov. 2", "November second", "Nov 2nd 2026". */
function monthThenDay(draw: Draw): string {
  const { month, day, year } = drawMonthDay(draw);
  const said = draw.style.spoken || chance(draw, 0.65) ? ordinal(draw, day) : String(day);
  const base = `${monthName(draw, month)} ${said}`;
  if (!chance(draw, 0.1)) return base;
  if (draw.style.spoken) return `${base} ${yearWords(year)}`;
  return chance(draw, 0.6) ? `${base}, ${year}` : `${base} ${year}`;
}

/** "2 November", "2nd November", "2 Nov 2026". */
function dayThenMonth(draw: Draw): string {
  const { month, day, year } = drawMonthDay(draw);
  const said = draw.style.spoken || chance(draw, 0.5) ? ordinal(draw, day) : String(day);
  const base = `${said} ${monthName(draw, month)}`;
  return !draw.style.spoken && chance(draw, 0.12) ? `${base} ${year}` : base;
}

function numericDate(draw: Draw): string {
  const { month, day, year } = drawMonthDay(draw);
  const m = month + 1;
  return draw.random.pick([
    `${m}/${day}`,
    `${two(m)}/${two(day)}`,
    `${m}/${day}/${year}`,
    `${two(m)}/${two(day)}/${year}`,
    `${day}/${m}`,
    `${day}/${m}/${year}`,
    `${two(day)}.${two(m)}.${year}`,
    `${m}-${day}`,
    `${two(day)}-${two(m)}-${year}`,
  ]);
}

function isoDate(draw: Draw): string {
  const { month, day, year } = drawMonthDay(draw);
  return `${year}-${two(month + 1)}-${two(day)}`;
}

const weekday = (draw: Draw): string => draw.random.pick(weekdays);

const small = (draw: Draw, from: number, to: number): string => {
  const n = from + draw.random.integer(to - from + 1);
  return draw.style.spoken || (n < 13 && chance(draw, 0.6)) ? numberWords(n) : String(n);
};

const relative = (draw: Draw): string => {
  const day = weekday(draw);
  return draw.random.pick([
    `next ${day}`,
    `next ${day}`,
    `this ${day}`,
    `this coming ${day}`,
    `this ${day}`,
    `${day} next week`,
    `${day} this week`,
    `next ${day} ${draw.random.pick(dayParts)}`,
    `a week from ${day}`,
    `a week from today`,
    `two weeks from ${day}`,
  ]);
};

const forms: readonly DateForm[] = [
  { weight: 22, make: (draw) => ({ value: monthThenDay(draw), on: true }) },
  { weight: 6, make: (draw) => ({ value: dayThenMonth(draw), on: true }) },
  {
    weight: 8,
    make: (draw) => {
      const { month, day, year } = drawMonthDay(draw);
      const base = `${ordinal(draw, day)} of ${months[month]}`;
      const value = !draw.style.spoken && chance(draw, 0.1) ? `${base} ${year}` : base;
      return { value, article: 'the ', on: true };
    },
  },
  {
    weight: 3,
    make: (draw) => ({
      value: `${ordinal(draw, 1 + draw.random.integer(28))} of ${chance(draw, 0.6) ? 'this' : 'next'} month`,
      article: 'the ',
      on: true,
    }),
  },
  { weight: 5, make: (draw) => ({ value: `the ${ordinal(draw, 1 + draw.random.integer(31))}`, on: true }) },
  { weight: 12, make: (draw) => ({ value: weekday(draw), on: true }) },
  { weight: 4, make: (draw) => ({ value: `${weekday(draw)} ${draw.random.pick(dayParts)}`, on: true }) },
  { weight: 1, written: true, make: (draw) => ({ value: draw.random.pick(shortWeekdays), on: true }) },
  { weight: 11, make: (draw) => ({ value: relative(draw), on: chance(draw, 0.15) }) },
  { weight: 7, make: () => ({ value: 'tomorrow', on: false }) },
  {
    weight: 5,
    make: (draw) => ({
      value: draw.random.pick([
        'tomorrow morning',
        'tomorrow afternoon',
        'tomorrow evening',
        'tomorrow night',
      ]),
      on: false,
    }),
  },
  {
    weight: 5,
    make: (draw) => ({
      value: draw.random.pick([
        'today',
        'tonight',
        'this morning',
        'this afternoon',
        'this evening',
        'later today',
      ]),
      on: false,
    }),
  },
  { weight: 3, make: () => ({ value: 'day after tomorrow', article: 'the ', on: false }) },
  {
    weight: 4,
    make: (draw) => ({
      value: draw.random.pick([
        'this weekend',
        'next weekend',
        'next week',
        'next month',
        'early next week',
        'later this week',
        'the end of the month',
        'the weekend',
      ]),
      on: false,
    }),
  },
  {
    weight: 3,
    make: (draw) => ({
      value: `${small(draw, 2, 10)} ${draw.random.pick(['days', 'weeks'])}`,
      article: 'in ',
      on: false,
    }),
  },
  {
    weight: 4,
    make: (draw) => {
      const comma = !draw.style.spoken && chance(draw, 0.6) ? ',' : '';
      const date = chance(draw, 0.7)
        ? monthThenDay(draw)
        : `the ${ordinal(draw, 1 + draw.random.integer(31))}`;
      return { value: `${weekday(draw)}${comma} ${date}`, on: true };
    },
  },
  { weight: 4, written: true, make: (draw) => ({ value: numericDate(draw), on: true }) },
  { weight: 2, written: true, make: (draw) => ({ value: isoDate(draw), on: true }) },
  { weight: 2, make: (draw) => ({ value: draw.random.pick(feasts), on: true }) },
];

const writtenForms: WeightedList<DateForm> = weightedList(forms, (form) => form.weight);
const spokenForms: WeightedList<DateForm> = weightedList(forms, (form) => (form.written ? 0 : form.weight));

/** Any date. */
export const drawDate = (draw: Draw): DateValue =>
  (draw.style.spoken ? spokenForms : writtenForms).draw(draw.random).make(draw);

/** A date that a clock time can follow ("Friday at 5 pm"), so not a duration or a part of a day. */
export function drawPlainDate(draw: Draw): DateValue {
  for (;;) {
    const date = drawDate(draw);
    if (
      date.article !== 'in ' &&
      !/morning|afternoon|evening|night|week|today|month|weekend/.test(date.value)
    )
      return date;
  }
}

/** The date as a phrase of its own: "November 2nd", "the |2nd of November", "tomorrow". */
export const dateValue = (date: DateValue): Piece[] =>
  date.article ? [outside(date.article), inside(date.value)] : [inside(date.value)];

/** The date after a verb: "on |November 2nd", "tomorrow", "on the |2nd of November". */
export function datePhrase(draw: Draw, date: DateValue): Piece[] {
  const on = date.on && chance(draw, 0.88) ? [outside('on ')] : [];
  return [...on, ...dateValue(date)];
}

/** A date in front of a noun: "|friday| flight", "|tomorrow morning| train". */
export const dateModifier = (draw: Draw): string =>
  draw.random.pick([
    weekday(draw),
    `${weekday(draw)} ${draw.random.pick(dayParts)}`,
    draw.random.pick(dayParts),
    'early morning',
    'late night',
  ]);
