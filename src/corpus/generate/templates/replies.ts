import { type Answer, answers } from './group.ts';

/** Answers that say their own role, whatever was asked, or speak of something else. */
export const overriding: Answer[] = [
  ...answers(
    ['destination', 'departure_time', 'passengers', 'arrival_time'],
    [
      'from {origin}',
      'from {origin} please',
      "I'm leaving from {origin}",
      'out of {origin}',
      'I start in {origin}',
      'leaving {origin} {departure_time}',
    ],
  ),
  ...answers(
    ['origin', 'departure_time', 'passengers', 'return_time'],
    [
      'to {destination}',
      'to {destination} please',
      "I'm going to {destination}",
      'I want to go to {destination}',
      'into {destination}',
      'arriving in {destination} {arrival_time}',
    ],
  ),
  ...answers(
    ['destination', 'origin'],
    [
      'from {origin} to {destination}',
      '{origin} to {destination}',
      'to {destination} from {origin}',
      "I'm leaving {departure_time}",
      'I leave {departure_time:day}',
      '{passengers}',
      'from {origin} to {destination} {departure_time}',
      'I want to arrive {arrival_time:deadline}',
      'we are {passengers}',
      'leaving {departure_time:day}',
    ],
  ),
  ...answers(
    ['destination'],
    [
      'to {@}',
      'to {@} please',
      '{@} {departure_time:day}',
      '{@}, {departure_time:date}',
      'from {origin} to {@}',
      '{@} from {origin}',
      'I want to go to {@}',
      'arriving in {@}',
      '{@}, leaving {departure_time:day}',
    ],
  ),
  ...answers(
    ['origin'],
    [
      'from {@}',
      'from {@} please',
      '{@} to {destination}',
      'from {@} {departure_time:day}',
      "I'm in {@}",
      'I live in {@}',
      '{@}, leaving {departure_time:day}',
      'I will leave from {@}',
    ],
  ),
  ...answers(
    ['departure_time'],
    [
      'I want to arrive {arrival_time:deadline}',
      'I need to be there {arrival_time:deadline}',
      'leaving {@}',
      'I leave {@}',
      'I want to be back {return_time:day}',
      '{@:date}, back {return_time:date}',
      'from {@:date} to {return_time:date}',
      '{@:date} from {origin}',
      '{@:date}, {passengers}',
      '{@:date}, to {destination}',
    ],
  ),
  ...answers(
    ['arrival_time'],
    [
      'I want to leave {departure_time}',
      'leaving {departure_time}',
      'arriving {@}',
      'I want to arrive {@:deadline}',
      '{@:deadline} in {destination}',
    ],
  ),
  ...answers(
    ['return_time'],
    [
      'back {@:day}',
      'coming back {@:day}',
      'I return {@:day}',
      "I'm leaving {departure_time:day} and returning {@:day}",
    ],
  ),
  ...answers(
    ['nights', 'check_out_time'],
    [
      'from {check_in_time:date} to {check_out_time:date}',
      '{nights}',
      'until {check_out_time:date}',
      'checking out {check_out_time}',
      'I check in {check_in_time}',
    ],
  ),
  ...answers(
    ['check_in_time'],
    ['arriving {@}', "I'll arrive {@}", 'I arrive {@}', '{@:date}, leaving {check_out_time:day}'],
  ),
  ...answers(['check_out_time'], ['leaving {@}', "I'll leave {@}", 'until {@:date}', 'I leave {@}']),
  ...answers(
    ['check_in_time'],
    ['from {@:date} to {check_out_time:date}', '{@:date} for {nights}', 'checking in {@}'],
  ),
];

/** Replies that fill nothing. */
export const evasive = answers(
  ['destination', 'origin', 'departure_time', 'passengers', 'arrival_time', 'return_time', 'price', 'nights'],
  [
    "I don't know yet",
    "I'm not sure",
    'what do you mean?',
    'it does not matter',
    "yes, that's right",
    'no',
    'yes',
    'sorry?',
    'what are my options?',
    'can you repeat that?',
    'hello?',
    'is it expensive?',
    'never mind',
    'wait',
    'hmm',
    'cancel that',
    'who is asking?',
    'that is correct',
    'no thanks',
    'whatever is cheapest',
    'what is the weather like in {:place}?',
    'do I need a visa?',
  ],
);
