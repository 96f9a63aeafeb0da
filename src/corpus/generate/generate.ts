import { type RandomSource, randomSource } from '../../random.ts';
import type { LabelledSentence } from '../sentence.ts';
import type { Gazetteer } from './gazetteer.ts';
import { kinds, type ValueDraw } from './kinds.ts';
import { type PlaceChoice, type PlaceSource, placeSource } from './places.ts';
import { drawStyle, renderSentence, type Segment } from './render.ts';
import { rules } from './rules.ts';
import { templatePart } from './split.ts';
import { type Node, parseTemplate, slotsOf } from './template.ts';
import type { Template, TemplateGroup } from './templates/group.ts';
import { templateGroups } from './templates/index.ts';
import { weightedList } from './weighted.ts';

/** A generated sentence in the project's JSONL format. */
export type GeneratedSentence = LabelledSentence & { source: 'generated' };

export type GenerateOptions = {
  gazetteer: Gazetteer;
  count: number;
  seed: number | string;
  /** Which place names may appear. */
  places: PlaceChoice;
  /** Which templates: about one in eight is kept for `test`. */
  templates: 'train' | 'test' | 'all';
  /** The grammar; by default this project's. */
  groups?: readonly TemplateGroup[];
};

/** A sentence to make: the template, whether the two places change roles, and what had been asked. */
type Plan = { template: string; swap: boolean; requested?: readonly string[] };

const parsed = new Map<string, Node[]>();

function nodesOf(template: string): Node[] {
  const known = parsed.get(template);
  if (known) return known;
  const nodes = parseTemplate(template);
  parsed.set(template, nodes);
  return nodes;
}

function valueSegments(slot: string, kindName: string, draw: ValueDraw): Segment[] {
  const kind = kinds[kindName];
  if (kind === undefined) throw new RangeError(`no kind of value is named "${kindName}"`);
  return kind(draw, slot).map(({ text, inside }) => (inside && slot !== '' ? { text, slot } : { text }));
}

function expandRule(name: string, draw: ValueDraw): Segment[] {
  const rule = rules[name];
  if (rule === undefined) throw new RangeError(`no rule is named "${name}"`);
  return expand(nodesOf(rule), draw);
}

function expand(nodes: readonly Node[], draw: ValueDraw): Segment[] {
  const segments: Segment[] = [];
  for (const node of nodes) {
    if (node.type === 'text') segments.push({ text: node.text });
    else if (node.type === 'choice') segments.push(...expand(draw.random.pick(node.options), draw));
    else if (node.type === 'rule') segments.push(...expandRule(node.name, draw));
    else segments.push(...valueSegments(node.slot, node.kind, draw));
  }
  return segments;
}

/** The same seed gives the same style, words and names; only the roles of the first two places change. */
function makeSentence(plan: Plan, wrapped: boolean, seed: number, places: PlaceSource): GeneratedSentence {
  const random = randomSource(seed);
  const style = drawStyle(random);
  const pair = [places.draw({ random, style }), places.draw({ random, style })] as const;
  const drawn = new Map<string, string>([
    ['destination', pair[plan.swap ? 1 : 0]],
    ['origin', pair[plan.swap ? 0 : 1]],
  ]);
  const draw: ValueDraw = {
    random,
    style,
    places,
    place(slot) {
      const known = drawn.get(slot);
      if (known !== undefined) return known;
      const fresh = places.draw(draw);
      drawn.set(slot, fresh);
      return fresh;
    },
  };
  const segments = wrapped ? wrap(plan.template, draw) : expand(nodesOf(plan.template), draw);
  const { text, slots } = renderSentence(segments, style, random);
  return { text, slots, source: 'generated', ...(plan.requested ? { requested: [...plan.requested] } : {}) };
}

/** Sometimes puts a greeting before the sentence and thanks after it. */
function wrap(template: string, draw: ValueDraw): Segment[] {
  const roll = draw.random.next();
  const story = roll > 0.965 ? expandRule('story', draw) : [];
  const greeting = roll < 0.07 ? [...expandRule('hi', draw), { text: ' ' }] : story;
  const thanks = draw.random.next() < 0.12 && !/please|thank/.test(template);
  const body = expand(nodesOf(thanks ? template.replace(/[.?]$/, '') : template), draw);
  return [...greeting, ...body, ...(thanks ? expandRule('thanks', draw) : [])];
}

const textOf = (template: Template): string =>
  typeof template === 'string' ? template : 'text' in template ? template.text : template.join(' / ');

/** The plans of one draw: both sentences of a pair, or a sentence and sometimes its twin with roles swapped. */
function plansOf(template: Template, random: RandomSource): Plan[] {
  if (typeof template === 'string') {
    const slots = slotsOf(template);
    const plan: Plan = { template, swap: random.next() < 0.5 };
    const twin = slots.includes('origin') && slots.includes('destination') && random.next() < 0.2;
    return twin ? [plan, { ...plan, swap: !plan.swap }] : [plan];
  }
  if ('text' in template) return [{ template: template.text, swap: false, requested: template.requested }];
  return [
    { template: template[0], swap: false },
    { template: template[1], swap: true },
  ];
}

const askable = [
  'destination',
  'origin',
  'departure_time',
  'passengers',
  'return_time',
  'arrival_time',
  'price',
];

/** Full sentences too may follow a question; mostly one that they answer, now and then another. */
function withQuestion(sentence: GeneratedSentence, random: RandomSource): GeneratedSentence {
  if (sentence.requested) {
    if (random.next() > 0.2) return sentence;
    return { ...sentence, requested: [...new Set([...sentence.requested, random.pick(askable)])].sort() };
  }
  if (random.next() > 0.15) return sentence;
  const own = sentence.slots.map(({ slot }) => slot);
  const asked = own.length > 0 && random.next() < 0.75 ? random.pick(own) : random.pick(askable);
  return { ...sentence, requested: [asked] };
}

function groupsOf({ groups = templateGroups, templates: choice }: GenerateOptions): TemplateGroup[] {
  const kept = (template: Template): boolean => choice === 'all' || templatePart(textOf(template)) === choice;
  return groups
    .map((group) => ({ ...group, templates: group.templates.filter(kept) }))
    .filter((group) => group.templates.length > 0);
}

/** Generates labelled sentences; the same options give the same sentences. Throws RangeError without places. */
export function* generateSentences(options: GenerateOptions): Generator<GeneratedSentence, void, undefined> {
  const random = randomSource(`sentences ${options.seed}`);
  const places = placeSource(options.gazetteer, options.places);
  const groups = weightedList(groupsOf(options), (group) => group.share);
  const seen = new Set<string>();
  let made = 0;
  while (made < options.count) {
    const group = groups.draw(random);
    for (let attempt = 0; attempt < 8; attempt++) {
      const seed = random.integer(2 ** 31);
      const sentences = plansOf(random.pick(group.templates), random).map((plan) =>
        makeSentence(plan, group.wrapped === true, seed, places),
      );
      // Short sentences run out of variety: after eight attempts a repetition is accepted.
      if (attempt < 7 && sentences.some(({ text }) => seen.has(text))) continue;
      for (const sentence of sentences) {
        if (made++ >= options.count) return;
        seen.add(sentence.text);
        yield withQuestion(sentence, random);
      }
      break;
    }
  }
}
