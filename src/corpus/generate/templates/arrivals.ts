import type { TemplateGroup } from './group.ts';

/**
 * One place and one time whose roles only the verb tells. Each pair is said of the same names: the lecture's
 * "arrive Taipei on November 2nd" and "leave Taipei on November 2nd".
 */
export const arrivals: TemplateGroup = {
  name: 'arrivals',
  share: 17,
  wrapped: true,
  templates: [
    ['<want> arrive {destination} {arrival_time}.', '<want> leave {origin} {departure_time}.'],
    ['<want> arrive {destination} {arrival_time:day}.', '<want> leave {origin} {departure_time:day}.'],
    [
      '<want> arrive in {destination} {arrival_time}<extra>.',
      '<want> depart from {origin} {departure_time}<extra>.',
    ],
    ['<want> arrive at {destination} {arrival_time}.', '<want> depart {origin} {departure_time}.'],
    [
      '<want> <arrive> {destination} {arrival_time:deadline}.',
      '<want> <leave> {origin} {departure_time:after_hour}.',
    ],
    ['<want> land in {destination} {arrival_time}.', '<want> take off from {origin} {departure_time}.'],
    ['<want> be in {destination} {arrival_time}.', '<want> be out of {origin} {departure_time}.'],
    ['<want> fly into {destination}.', '<want> fly out of {origin}.'],
    ['<want> arrive {destination}.', '<want> leave {origin}.'],
    ['<want> <arrive> {destination}.', '<want> <leave> {origin}.'],
    ['{arrival_time:date} <want> arrive in {destination}.', '{departure_time:date} <want> leave {origin}.'],
    [
      'On {arrival_time:date} <want> arrive in {destination}.',
      'On {departure_time:date} <want> leave {origin}.',
    ],
    ['I arrive {destination} {arrival_time}.', 'I leave {origin} {departure_time}.'],
    ["I'm arriving in {destination} {arrival_time}.", "I'm leaving {origin} {departure_time}."],
    ["I'll be arriving in {destination} {arrival_time}.", "I'll be leaving from {origin} {departure_time}."],
    ['I will be landing in {destination} {arrival_time}.', 'I will be departing {origin} {departure_time}.'],
    ['We arrive at {destination} {arrival_time}.', 'We depart from {origin} {departure_time}.'],
    ['arrive {destination} {arrival_time}', 'leave {origin} {departure_time}'],
    ['arrive in {destination} {arrival_time}', 'depart {origin} {departure_time}'],
    ['arriving {destination} {arrival_time}', 'leaving {origin} {departure_time}'],
    ['arriving in {destination}', 'leaving {origin}'],
    ['landing in {destination} {arrival_time}', 'departing {origin} {departure_time}'],
    ['landing in {destination}', 'out of {origin}'],
    ['arrival in {destination} {arrival_time}', 'departure from {origin} {departure_time}'],
    ['arrival {arrival_time:date} in {destination}', 'departure {departure_time:date} from {origin}'],
    ['arrival {destination}', 'departure {origin}'],
    [
      '<find> <a> <vehicle> <arriving> {destination} {arrival_time}.',
      '<find> <a> <vehicle> <leaving> {origin} {departure_time}.',
    ],
    [
      '<find> <a> <vehicle> that arrives in {destination} {arrival_time}.',
      '<find> <a> <vehicle> that leaves {origin} {departure_time}.',
    ],
    [
      '<find> <a> <vehicle> that lands in {destination} {arrival_time:by_hour}.',
      '<find> <a> <vehicle> that departs {origin} {departure_time:after_hour}.',
    ],
    [
      '<list> <rides> arriving in {destination} {arrival_time}',
      '<list> <rides> leaving {origin} {departure_time}',
    ],
    [
      '<list> <rides> that arrive in {destination} {arrival_time}',
      '<list> <rides> that leave from {origin} {departure_time}',
    ],
    ['what <rides> arrive in {destination} {arrival_time}?', 'what <rides> leave {origin} {departure_time}?'],
    [
      'which <vehicle> gets to {destination} {arrival_time:by_hour}?',
      'which <vehicle> gets out of {origin} {departure_time:after_hour}?',
    ],
    ['when does the <vehicle> arrive in {destination}?', 'when does the <vehicle> leave {origin}?'],
    [
      'what time does the {arrival_time:modifier} <vehicle> arrive in {destination}?',
      'what time does the {departure_time:modifier} <vehicle> leave {origin}?',
    ],
    ['<can> arrive in {destination} {arrival_time}?', '<can> leave {origin} {departure_time}?'],
    [
      '<can> <arrive> {destination} {arrival_time:deadline}?',
      '<can> <leave> {origin} {departure_time:after_hour}?',
    ],
    ['get me to {destination} {arrival_time:deadline}', 'get me out of {origin} {departure_time}'],
    [
      'get me into {destination} {arrival_time:by_hour}',
      'get me out of {origin} {departure_time:after_hour}',
    ],
    [
      'I have to be in {destination} {arrival_time:deadline}.',
      'I have to get away from {origin} {departure_time}.',
    ],
    ['I need to be at {destination} {arrival_time}.', 'I need to be gone from {origin} {departure_time}.'],
    [
      'My arrival in {destination} should be {arrival_time:day}.',
      'My departure from {origin} should be {departure_time:day}.',
    ],
    [
      'I want my arrival in {destination} to be {arrival_time:deadline}.',
      'I want my departure from {origin} to be {departure_time}.',
    ],
    ['We should reach {destination} {arrival_time:deadline}.', 'We should leave {origin} {departure_time}.'],
    [
      'the plane should land in {destination} {arrival_time}',
      'the plane should take off from {origin} {departure_time}',
    ],
    [
      'the train has to be in {destination} {arrival_time:by_hour}',
      'the train has to leave {origin} {departure_time:after_hour}',
    ],
    ['arrive in {destination} at {arrival_time:clock}', 'leave {origin} at {departure_time:clock}'],
    [
      'I want to arrive {arrival_time:deadline} in {destination}.',
      'I want to leave {departure_time:day} from {origin}.',
    ],
    ['I want to arrive {arrival_time}.', 'I want to leave {departure_time}.'],
    ['I would like to arrive {arrival_time:deadline}.', 'I would like to depart {departure_time}.'],
    ['I need to arrive {arrival_time:by_hour}.', 'I need to leave {departure_time:after_hour}.'],
    ['arriving {arrival_time}', 'leaving {departure_time}'],
    ['the arrival should be {arrival_time:deadline}', 'the departure should be {departure_time}'],
    ['I should be there {arrival_time:deadline}.', 'I should be off {departure_time}.'],
    [
      '{destination} is where I want to arrive {arrival_time:day}.',
      '{origin} is where I want to leave from {departure_time:day}.',
    ],
    ['{destination} is where I want to arrive.', '{origin} is where I start.'],
    ['{destination} is my destination.', '{origin} is my starting point.'],
    ['my destination is {destination}', 'my departure city is {origin}'],
    [
      "I'm coming to {destination} {arrival_time:deadline}.",
      "I'm coming from {origin} {departure_time:day}.",
    ],
    ["I'm traveling to {destination}.", "I'm traveling from {origin}."],
    ['flying into {destination}', 'flying out of {origin}'],
    ['to {destination}', 'from {origin}'],
    ['to {destination} please', 'from {origin} please'],
    ['flight to {destination}', 'flight from {origin}'],
    ['to {destination} {departure_time:day}', 'from {origin} {departure_time:day}'],
    ['a ticket to {destination}', 'a ticket out of {origin}'],
    ['the next flight to {destination}', 'the next flight from {origin}'],
  ],
};
