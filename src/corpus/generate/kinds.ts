import { datePhrase, drawDate } from './dates.ts';
import { hourPhrase, relativeHour } from './hours.ts';
import { numberWords } from './numbers.ts';
import { chance, type Draw, inside, outside, type Piece } from './pieces.ts';
import type { PlaceSource } from './places.ts';
import {
  barePhrase,
  datesOnly,
  deadlinePhrase,
  hoursOnly,
  modifierPhrase,
  soonPhrase,
  whenPhrase,
} from './times.ts';

/** What a value is drawn with; `place` remembers the place of each slot within a sentence. */
export type ValueDraw = Draw & { places: PlaceSource; place(slot: string): string };

type Kind = (draw: ValueDraw, slot: string) => Piece[];

/** A small number, mostly low: digits in writing, words in speech, sometimes words in writing. */
function small(draw: Draw, most: number): string {
  const n = 1 + Math.floor(draw.random.next() ** 1.8 * most);
  return draw.style.spoken || (n <= 10 && chance(draw, 0.42)) ? numberWords(n) : String(n);
}

function money(draw: Draw): Piece[] {
  const { random } = draw;
  const amount = random.pick([10, 50, 100, 100, 100]) * (1 + random.integer(random.pick([9, 20, 40])));
  if (draw.style.spoken)
    return [inside(`${numberWords(amount)} ${random.pick(['dollars', 'dollars', 'euros', 'pounds'])}`)];
  const grouped = amount >= 1000 && chance(draw, 0.3) ? amount.toLocaleString('en-US') : String(amount);
  return random.pick([
    [inside(`$${grouped}`)],
    [inside(`$${grouped}`)],
    [inside(`${grouped} ${random.pick(['dollars', 'dollars', 'euros', 'pounds', 'USD', 'EUR', 'yen'])}`)],
    [inside(`${random.pick(['€', '£'])}${grouped}`)],
  ]);
}

function travelClass(draw: Draw): Piece[] {
  const name = draw.random.pick([
    'economy',
    'economy',
    'business',
    'business',
    'first class',
    'first class',
    'premium economy',
    'coach',
  ]);
  const cased =
    !draw.style.spoken && chance(draw, 0.15) ? name.replace(/\b\w/g, (letter) => letter.toUpperCase()) : name;
  // "class" stays outside after economy and business, as in most of the public data.
  if (/first|coach/.test(name) || chance(draw, 0.35)) return [inside(cased)];
  return [inside(cased), outside(' class')];
}

const parties = [
  'just me',
  'just me',
  'alone',
  'myself',
  'just myself',
  'me and my wife',
  'my wife and I',
  'me and my husband',
  'solo',
];

function people(draw: Draw): Piece[] {
  const count = small(draw, 9);
  const one = count === '1' || count === 'one';
  const noun = one
    ? draw.random.pick(['person', 'adult', 'passenger', 'person', 'traveler'])
    : draw.random.pick(['people', 'adults', 'passengers', 'people', 'of us', 'persons', 'travelers']);
  if (!chance(draw, 0.12)) return [inside(count), outside(` ${noun}`)];
  const children = 1 + draw.random.integer(3);
  const child =
    children === 1 ? draw.random.pick(['child', 'kid', 'baby']) : draw.random.pick(['children', 'kids']);
  const adults = one ? 'adult' : 'adults';
  const said = draw.style.spoken || chance(draw, 0.4) ? numberWords(children) : String(children);
  return [inside(count), outside(` ${adults} and `), inside(said), outside(` ${child}`)];
}

const counted =
  (one: readonly string[], many: readonly string[], most: number): Kind =>
  (draw) => {
    const count = small(draw, most);
    return [inside(count), outside(` ${draw.random.pick(count === '1' || count === 'one' ? one : many)}`)];
  };

const placeKind: Kind = (draw, slot) => [inside(slot === '' ? draw.places.draw(draw) : draw.place(slot))];

const spots = [
  'home',
  'work',
  'the airport',
  'the train station',
  'my hotel',
  'downtown',
  'the office',
  'my place',
  'the city center',
];

/** The kinds of values, by the name that templates use; a slot's own name is its usual kind. */
export const kinds: Readonly<Record<string, Kind>> = {
  place: placeKind,
  destination: placeKind,
  origin: placeKind,
  stopover: placeKind,
  pickup_location: placeKind,
  spot: (draw) => [inside(draw.random.pick(spots))],
  when: (draw) => whenPhrase(draw, 'any'),
  arrival_time: (draw) => whenPhrase(draw, 'deadline'),
  departure_time: (draw) => whenPhrase(draw, 'start'),
  return_time: (draw) => whenPhrase(draw, 'any'),
  pickup_time: (draw) => whenPhrase(draw, 'any'),
  dropoff_time: datesOnly,
  check_in_time: (draw) => datePhrase(draw, drawDate(draw)),
  check_out_time: (draw) => datePhrase(draw, drawDate(draw)),
  day: (draw) => datePhrase(draw, drawDate(draw)),
  hour: (draw) => hourPhrase(draw, 'any'),
  by_hour: (draw) => [inside(relativeHour(draw, 'deadline'))],
  after_hour: (draw) => [inside(relativeHour(draw, 'start'))],
  deadline: deadlinePhrase,
  bare: barePhrase,
  date: datesOnly,
  clock: hoursOnly,
  soon: soonPhrase,
  modifier: modifierPhrase,
  passengers: people,
  count: (draw) => [inside(small(draw, 9))],
  party: (draw) => [inside(draw.random.pick(parties))],
  tickets: counted(['ticket', 'seat'], ['tickets', 'seats', 'tickets'], 9),
  nights: counted(['night', 'day'], ['nights', 'nights', 'days'], 10),
  rooms: counted(['room', 'double room', 'room'], ['rooms', 'double rooms', 'rooms'], 5),
  price: money,
  amount: (draw) => [
    inside(
      draw.style.spoken
        ? numberWords(100 * (1 + draw.random.integer(60)))
        : String(50 * (2 + draw.random.integer(90))),
    ),
  ],
  travel_class: travelClass,
  carrier: (draw) => [inside(draw.places.carrier(draw))],
};
