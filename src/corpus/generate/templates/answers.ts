import type { TemplateGroup } from './group.ts';

type Answer = { requested: readonly string[]; text: string };

/** Each text once for each slot, with `@` standing for the slot's name. */
const answers = (slots: readonly string[], texts: readonly string[]): Answer[] =>
  slots.flatMap((slot) => texts.map((text) => ({ requested: [slot], text: text.replaceAll('@', slot) })));

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
      'the {@:count} of us',
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

/** Answers that say their own role, whatever was asked, or speak of something else. */
const overriding: Answer[] = [
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
    ['from {@:date} to {check_out_time:date}', '{@:date} for {nights}', 'checking in {@}'],
  ),
];

const evasive = answers(
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
