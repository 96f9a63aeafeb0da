/** What says "to" a place, and what says "from" it; either becomes the first other phrase that stands beside it. */
const pairs: readonly (readonly [to: string, from: string])[] = [
  ['arrive in', 'leave from'],
  ['arrive in', 'depart from'],
  ['arrive at', 'leave from'],
  ['arrives in', 'leaves from'],
  ['arrives in', 'departs from'],
  ['arriving in', 'leaving from'],
  ['arriving in', 'departing from'],
  ['arriving at', 'leaving from'],
  ['leave for', 'arrive from'],
  ['depart for', 'arrive from'],
  ['leaving for', 'arriving from'],
  ['departing for', 'arriving from'],
  ['arrive', 'leave'],
  ['arrives', 'leaves'],
  ['arriving', 'leaving'],
  ['arrived', 'left'],
  ['arrive', 'depart'],
  ['arrives', 'departs'],
  ['arriving', 'departing'],
  ['arrival', 'departure'],
  ['into', 'out of'],
  ['to', 'from'],
];

const others = new Map<string, string>();
for (const [to, from] of pairs) {
  if (!others.has(to)) others.set(to, from);
  if (!others.has(from)) others.set(from, to);
}

const longestFirst = [...others.keys()].sort((a, b) => b.length - a.length);

/** What makes "in", "at", "from", "for" or "to" speak of a time and not of a place. */
const time =
  'morning|afternoon|evening|night|noon|midnight|week|month|year|time|hour|minute|today|tomorrow|tonight|next|last|' +
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|monday|tuesday|wednesday|thursday|friday|saturday|' +
  'sunday|january|february|march|april|may|june|july|august|september|october|november|december';

const phrase = new RegExp(
  String.raw`(?<![\p{L}\p{N}'’-])(?:${longestFirst.map(pattern).join('|')})(?![\p{L}\p{N}'’-])`,
  'giu',
);

function pattern(words: string): string {
  const isTimeless = /(?:in|at|from|for|to)$/.test(words);
  return isTimeless ? String.raw`${words}(?!\s+(?:the\s+|this\s+|an?\s+)?(?:\d|(?:${time})s?\b))` : words;
}

/** A verb after "to" makes it no direction: "I want to arrive". */
const verb =
  /^\s+(?:arrive|be|book|buy|catch|check|come|depart|do|drive|find|fly|get|go|have|head|know|leave|look|make|plan|purchase|reach|rent|reserve|return|ride|schedule|search|see|start|stay|take|travel|visit)\b/iu;

/** Turns a sentence around: "arrive" becomes "leave", "from" becomes "to", and the other way round. */
export function turned(text: string): string {
  return text.replace(phrase, (found: string, offset: number) => {
    if (/^to$/iu.test(found) && verb.test(text.slice(offset + found.length))) return found;
    return sameCase(others.get(found.toLowerCase())!, found);
  });
}

function sameCase(word: string, model: string): string {
  if (model.length > 1 && model === model.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}/u.test(model) ? word[0]!.toUpperCase() + word.slice(1) : word;
}
