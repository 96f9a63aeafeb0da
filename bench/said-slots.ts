import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isInShare } from '../src/corpus/speech/choose.ts';
import { readSpeechPack } from '../src/corpus/speech/pack.ts';
import { loadPackage } from '../src/package/load.ts';
import { startAcoustic } from '../src/tasks/speech/acoustic-model.ts';
import { searchOf } from '../src/tasks/speech/decode.ts';
import { evaluateHeard, hear } from '../src/tasks/speech/evaluate.ts';
import { loadTagger } from '../src/tasks/tag/load.ts';
import { readOptions } from './options.ts';

// Speech to slots: recordings of a pack whose slots are known are written down, tagged, and compared with the gold slots.
const { pack, model, tagger, share, slot } = readOptions('Measures the slots that are found in recordings.', {
  pack: ['', 'folder of a pack whose index has slots: values of each, or places in the text'],
  model: ['models/speech', 'the package that hears'],
  tagger: ['models/booking-spoken', 'the package that finds slots'],
  share: [1, 'of the pack, set apart by hash of the id as a plan of speech does'],
  slot: ['destination', 'whose recall is told'],
});

type Place = { readonly slot: string; readonly start: number; readonly end: number };
type Line = {
  readonly id: string;
  readonly text: string | null;
  readonly slots?: Readonly<Record<string, string>> | readonly Place[];
  readonly spokenSlots?: readonly Place[];
};

/** "slot: value" of each gold slot. */
function goldOf({ text, slots = [], spokenSlots }: Line): string[] {
  const places = spokenSlots ?? (Array.isArray(slots) ? (slots as readonly Place[]) : undefined);
  const values = places
    ? places.map((place) => [place.slot, text!.slice(place.start, place.end)])
    : Object.entries(slots);
  return values.map(([name, value]) => `${name}: ${value!.toLowerCase()}`).toSorted();
}

const gold = new Map(
  readFileSync(join(pack, 'index.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .filter(({ text }) => typeof text === 'string')
    .map((line) => [line.id, goldOf(line)]),
);
const utterances = await readSpeechPack(pack, {
  only: ({ id }) => gold.has(id) && (share === 1 || isInShare(id, 'test', share)),
  onError: () => {},
});
const source = await loadPackage(model, 'speech');
const acoustic = await startAcoustic(source);
const heard = await hear(acoustic, utterances, searchOf(source));
await acoustic.close();
const { wordErrorRate, searched } = evaluateHeard(heard);
const reader = await loadTagger(tagger);

/** How often the slots of texts are those of the utterances they belong to. */
async function compare(texts: readonly string[]): Promise<string> {
  let [equal, found, wanted] = [0, 0, 0];
  for (const [i, text] of texts.entries()) {
    const [tagged] = await reader.tag([{ text: text === '' ? '.' : text }]);
    const slots = tagged!.slots.map(({ slot: name, text: value }) => `${name}: ${value}`).toSorted();
    const right = gold.get(heard[i]!.id)!;
    if (slots.join('\n') === right.join('\n')) equal += 1;
    for (const each of right.filter((one) => one.startsWith(`${slot}: `))) {
      wanted += 1;
      if (slots.includes(each)) found += 1;
    }
  }
  const recall =
    wanted === 0 ? '' : `; ${slot} found in ${found} of ${wanted} (${((100 * found) / wanted).toFixed(1)} %)`;
  return `all slots equal gold in ${equal} of ${texts.length} (${((100 * equal) / texts.length).toFixed(1)} %)${recall}`;
}

const rate = (share: number): string => `${(100 * share).toFixed(2)} %`;
console.log(`${heard.length} recordings of ${pack}: word error rate ${rate(wordErrorRate)} by the best path`);
if (searched) console.log(`searched: word error rate ${rate(searched.wordErrorRate)}`);
console.log(`from what was heard: ${await compare(heard.map((one) => one.searched ?? one.heard))}`);
console.log(`from what was said:  ${await compare(heard.map(({ text }) => text))}`);
await reader.close();
