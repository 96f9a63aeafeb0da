import { expect, it } from 'vitest';
import { turned } from '../../src/playground/turn.ts';

it.each([
  ['I would like to arrive Taipei on November 2nd', 'I would like to leave Taipei on November 2nd'],
  ['Arriving in Paris on Monday', 'Leaving from Paris on Monday'],
  ['ARRIVE TAIPEI', 'LEAVE TAIPEI'],
  ['a flight from Paris to New York', 'a flight to Paris from New York'],
  ['From Rome', 'To Rome'],
  ['I want to leave from Rome', 'I want to arrive in Rome'],
  ['show the arrival to me', 'show the departure from me'],
  ['we leave for Oslo', 'we arrive from Oslo'],
  ['a train into Vienna', 'a train out of Vienna'],
])('turns "%s" into "%s", and back', (text, other) => {
  expect(turned(text)).toBe(other);
  expect(turned(other)).toBe(text);
});

it.each([
  ['he departs from Oslo', 'he arrives in Oslo'],
  ['arrive at Heathrow', 'leave from Heathrow'],
  ['leave for two weeks', 'arrive for two weeks'],
  ['arrive at 5 pm', 'leave at 5 pm'],
  ['arrive in the morning', 'leave in the morning'],
  ['leave Rome between friday and monday', 'arrive Rome between friday and monday'],
])('turns "%s" into "%s"', (text, other) => {
  expect(turned(text)).toBe(other);
});

it.each([
  '',
  'two rooms for three nights',
  'I want to book a room',
  'from 3 pm to 5 pm',
  'from monday to friday',
  'toto is fromage, arrival-free and to-morrow',
  'an o’to',
])('leaves "%s" as it is', (text) => {
  expect(turned(text)).toBe(text);
});
