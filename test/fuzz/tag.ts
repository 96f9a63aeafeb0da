import { isDeepStrictEqual } from 'node:util';
import { explainedWork, mostExplainedTokens, mostExplainedWork } from '../../src/tasks/tag/size.ts';
import { tokenize } from '../../src/text/tokenizer.ts';
import type { Client } from './client.ts';
import { type CtcRequestBody, type CtcResultBody, ctcFault, ctcMeaning } from './ctc-answers.ts';
import { explanationFault } from './explained-answers.ts';
import type { Knowledge } from './fuzz.ts';
import {
  isSameKeywords,
  type KeywordsRequestBody,
  keywordsFault,
  keywordsMeaning,
} from './keywords-answers.ts';
import type { Asked, Meaning, Sent } from './requests.ts';
import { type SentimentRequestBody, sentimentFault, sentimentMeaning } from './sentiment-answers.ts';
import { soloRequests, type TagRequestBody, type TagResultBody, tagFault } from './tag-answers.ts';

/** What `GET /models` tells that requests must know. */
interface KnownModel {
  readonly name: string;
  readonly task: string;
  readonly default: boolean;
  readonly language: string;
  readonly slots: readonly string[];
  readonly requested: readonly string[] | null;
  readonly network: { readonly states: boolean };
}

/** What the document of Slotline cannot tell: the names of models and slots, and what makes answers right. */
export async function slotlineKnowledge(client: Client): Promise<Knowledge> {
  const { models } = JSON.parse((await client.get('/models')).body) as { models: KnownModel[] };
  const { languageModels } = JSON.parse((await client.get('/ctc/language-models')).body) as {
    languageModels: { name: string }[];
  };
  const names = languageModels.map(({ name }) => name);
  return {
    meaning: {
      ...meaningOf(models),
      ctcDecode: (asked) => ({ ...asked, body: ctcMeaning(asked.body as CtcRequestBody, names) }),
    },
    absent: ['tag', 'sentiment', 'keywords'].filter((task) => !models.some((model) => model.task === task)),
    answerFault: async (sent, answer) => {
      if (sent.operation === 'tag') return tagAnswerFault(client, sent, answer.body);
      if (sent.operation === 'keywords') return keywordsAnswerFault(client, sent, answer.body);
      if (sent.operation === 'ctcDecode') return ctcAnswerFault(client, sent, answer.body);
      return sent.operation === 'sentiment' ? sentimentAnswerFault(client, sent, answer.body) : undefined;
    },
  };
}

function meaningOf(models: readonly KnownModel[]): Meaning {
  const taggers = models.filter(({ task }) => task === 'tag');
  const others = models.filter(({ task }) => task === 'sentiment');
  const topical = models.filter(({ task }) => task === 'keywords');
  const fallback = taggers.find((model) => model.default)!;
  // Whatever string was made up stands for one of the names.
  const pick = <T>(list: readonly T[], given: unknown): T => list[String(given).length % list.length]!;
  return {
    getModel: (asked) => ({ ...asked, parameters: { name: pick(models, asked.parameters.name).name } }),
    sentiment: (asked) => ({ ...asked, body: sentimentMeaning(asked.body as SentimentRequestBody, others) }),
    keywords: (asked) => ({ ...asked, body: keywordsMeaning(asked.body as KeywordsRequestBody, topical) }),
    tag(asked: Asked) {
      const { model: given, requested, explainSlots, ...rest } = asked.body as TagRequestBody;
      const model = given === undefined ? fallback : pick(taggers, given);
      const named = {
        ...rest,
        ...(given !== undefined && { model: model.name }),
        ...(rest.explain && { explain: isExplainable(rest, model) && rest.explain }),
        ...(explainSlots &&
          isExplainable(rest, model) && {
            explainSlots: explainSlots.map((name) => pick(model.slots, name)),
          }),
      };
      if (requested === undefined || model.requested === null) return { ...asked, body: named };
      const known = requested.map((entry) =>
        Array.isArray(entry) ? entry.map((name) => pick(model.slots, name)) : pick(model.slots, entry),
      );
      const isNested = requested.some((entry) => Array.isArray(entry));
      const own = isNested ? rest.texts!.map((_, i) => known[i % known.length]) : known;
      return { ...asked, body: { ...named, requested: own } };
    },
  };
}

function isExplainable({ text, texts = [text!], explain }: TagRequestBody, { network }: KnownModel): boolean {
  if (!explain || (explain === 'states' && !network.states)) return false;
  const lengths = texts.map((each) => tokenize(each).length);
  const work = lengths.reduce((sum, length) => sum + explainedWork(explain, length), 0);
  return Math.max(...lengths) <= mostExplainedTokens && work <= mostExplainedWork;
}

/** Lists of up to so many texts are asked text by text as well. */
const fewTexts = 6;

async function tagAnswerFault(client: Client, sent: Sent, body: string): Promise<string | undefined> {
  const asked = JSON.parse(String(sent.body)) as TagRequestBody;
  const unit = asked.offsetUnit ?? 'utf16';
  const texts = asked.texts ?? [asked.text!];
  const answer = JSON.parse(body) as TagResultBody & { results?: TagResultBody[] };
  const results = asked.texts ? answer.results : [answer];
  if (results?.length !== texts.length) return `${results?.length} results for ${texts.length} texts`;
  const fault = results
    .map((result, i) => tagFault(texts[i]!, unit, result) ?? explanationFault(asked, result))
    .find(Boolean);
  if (fault !== undefined || !asked.texts || texts.length > fewTexts) return fault;
  for (const [i, solo] of soloRequests(asked).entries()) {
    const alone = await client.send({ ...sent, body: Buffer.from(JSON.stringify(solo)) });
    if (alone.status === 503) continue;
    const { model: _, ...one } = JSON.parse(alone.body);
    if (!isDeepStrictEqual(one, results[i])) {
      return `text ${i} alone is answered\n${alone.body}\nand in a list\n${JSON.stringify(results[i])}`;
    }
  }
  return undefined;
}

async function sentimentAnswerFault(client: Client, sent: Sent, body: string): Promise<string | undefined> {
  const asked = JSON.parse(String(sent.body)) as SentimentRequestBody;
  const answer = JSON.parse(body);
  const { texts = [asked.text!], text: _, ...rest } = asked;
  const results = asked.texts ? answer.results : [answer];
  if (results?.length !== texts.length) return `${results?.length} results for ${texts.length} texts`;
  for (const [i, text] of texts.slice(0, fewTexts).entries()) {
    const alone = await client.send({ ...sent, body: Buffer.from(JSON.stringify({ ...rest, text })) });
    const fault = sentimentFault(text, asked, results[i]);
    if (fault !== undefined) return `text ${i}: ${fault}`;
    if (alone.status === 503 || isDeepStrictEqual(JSON.parse(alone.body), results[i])) continue;
    return `text ${i} alone is answered\n${alone.body}\nand in a list\n${JSON.stringify(results[i])}`;
  }
  return undefined;
}

async function keywordsAnswerFault(client: Client, sent: Sent, body: string): Promise<string | undefined> {
  const asked = JSON.parse(String(sent.body)) as KeywordsRequestBody;
  const answer = JSON.parse(body);
  const { texts = [asked.text!], text: _, ...rest } = asked;
  const results = asked.texts ? answer.results : [answer];
  if (results?.length !== texts.length) return `${results?.length} results for ${texts.length} texts`;
  for (const [i, text] of texts.slice(0, fewTexts).entries()) {
    const fault = keywordsFault(text, asked, results[i]);
    if (fault !== undefined) return `text ${i}: ${fault}`;
    const alone = await client.send({ ...sent, body: Buffer.from(JSON.stringify({ ...rest, text })) });
    if (alone.status === 503 || isSameKeywords(JSON.parse(alone.body), results[i])) continue;
    return `text ${i} alone is answered\n${alone.body}\nand in a list\n${JSON.stringify(results[i])}`;
  }
  return undefined;
}

async function ctcAnswerFault(client: Client, sent: Sent, body: string): Promise<string | undefined> {
  const asked = JSON.parse(String(sent.body)) as CtcRequestBody;
  const answer = JSON.parse(body) as CtcResultBody & { results: CtcResultBody[] };
  const { matrices, ...rest } = asked;
  if (!matrices) return ctcFault(asked, answer);
  if (answer.results?.length !== matrices.length) return `${answer.results?.length} results`;
  for (const [i, matrix] of matrices.entries()) {
    const fault = ctcFault(asked, answer.results[i]!);
    if (fault !== undefined) return `matrix ${i}: ${fault}`;
    const one = { ...rest, ...(matrix as object) };
    const alone = await client.send({ ...sent, body: Buffer.from(JSON.stringify(one)) });
    if (alone.status === 503 || isDeepStrictEqual(JSON.parse(alone.body), answer.results[i])) continue;
    return `matrix ${i} alone is answered\n${alone.body}\nand in a list\n${JSON.stringify(answer.results[i])}`;
  }
  return undefined;
}
