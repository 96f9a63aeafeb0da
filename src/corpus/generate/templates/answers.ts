import { type Answer, answers, type TemplateGroup } from './group.ts';
import { evasive, overriding } from './replies.ts';

const places = answers(
  ['destination', 'origin', 'destination', 'origin', 'pickup_location'],
  [
    '{@}',
    '{@}.',
    '{@}',
    '{@} please',
    '{@}, please',
    '<um> {@}',
    '<um> {@} please',
    '<um>, {@}',
    'make it {@}',
    'I think {@}',
    'it is {@}',
    "it's {@}.",
    'that would be {@}',
    '{@} I think',
    "let's say {@}",
    'probably {@}',
    '{@} would be great',
    "I'd like {@}",
    '{@}, thanks',
    'yes, {@}',
    'say {@}',
    'in {@}',
    '{@} if possible',
    'not {:place}, {@}',
    'no, {@}',

    "I'd prefer {@}",
    '{@}!',
    'how about {@}?',
    'well, {@} of course',
  ],
);

const stops = answers(
  ['stopover'],
  ['{@}', '{@} please', 'in {@}', '<um> {@}', 'via {@}', 'through {@}', "let's stop in {@}"],
);

const times = answers(
  [
    'departure_time',
    'arrival_time',
    'return_time',
    'departure_time',
    'pickup_time',
    'check_in_time',
    'check_out_time',
    'dropoff_time',
  ],
  [
    '{@:date}',
    '{@:date}',
    '{@:day}',
    '{@:day} please',
    '{@:date} please',
    '<um> {@:date}',
    '<um> {@:day} please',
    'make it {@:date}',
    'I think {@:date}',
    "let's say {@:date}",
    '{@:day} would be (great|fine|best|perfect)',
    'preferably {@:day}',
    'probably {@:day}',
    "it's {@:date}",
    '{@:date}, thanks',
    'yes, {@:date}',
    'how about {@:date}?',
  ],
);

const hours = answers(
  ['departure_time', 'arrival_time', 'return_time', 'pickup_time'],
  [
    '{@:clock}',
    '{@:hour}',
    '{@:hour} please',
    '{@:bare}',
    '{@:bare} please',
    '{@:when}',
    '{@:deadline}',
    'at {@:clock}',
    '<um> {@:hour}',
    'any time {@:after_hour}',
    '{@:when} if possible',
    'make it {@:clock}',
  ],
);

const others: Answer[] = [
  ...answers(
    ['passengers'],
    [
      '{@:count}',
      '{@:count}',
      '{@:count} please',
      '{@}',
      '{@} please',
      '{@:party}',
      '<um> {@:party}',
      '<um> {@:count}',
      'there are {@:count}',
      'just {@:count}',
      'for {@:count}',
      'we are {@:count}',
      "it's {@:party}",
      '{@:count} of us',
      'just {@}',
    ],
  ),
  ...answers(['nights'], ['{@:count}', '{@}', '{@} please', 'for {@}', 'just {@:count}', '<um> {@:count}']),
  ...answers(['rooms'], ['{@:count}', '{@}', '{@} please', 'just {@:count}', '<um> {@}']),
  ...answers(['travel_class'], ['{@}', '{@} please', '<um> {@}', 'in {@}', "I'd prefer {@}"]),
  ...answers(['carrier'], ['{@}', '{@} please', '<um> {@}', 'with {@}', 'I prefer {@}', '{@} if possible']),
  ...answers(
    ['price'],
    [
      '{@}',
      '{@:amount}',
      '{@} at most',
      'up to {@}',
      'around {@}',
      'not more than {@}',
      '<um> {@:amount}',
      'about {@}',
    ],
  ),
];

/** Short replies to the system's questions; what the sentence says goes before what was asked. */
export const answersGroup: TemplateGroup = {
  name: 'answers',
  share: 12,
  templates: [...places, ...stops, ...times, ...hours, ...others, ...overriding],
};

/** Replies that fill nothing. */
export const evasions: TemplateGroup = { name: 'evasions', share: 1.5, templates: evasive };

/** A lone place without a question: what a search box gets, so the destination. */
export const lonePlaces: TemplateGroup = {
  name: 'lone places',
  share: 0.5,
  templates: ['{destination}', '{destination}?', '{destination} please', '<um> {destination}'],
};
