import { SlotlineError } from '../../errors.ts';
import { modelOfLanguage, modelOfText, speaks } from '../../tasks/sentiment/choice.ts';
import type { SentimentService } from '../../tasks/sentiment/sentiment-service.ts';
import { mostExplainedLength, mostExplainedTokens, mostExplainedWork } from '../../tasks/sentiment/size.ts';
import { erasureWork } from '../../tasks/tokens/erasure.ts';
import { primaryLanguage } from '../../text/language.ts';
import type { SentimentBody } from '../schemas/sentiment.ts';
import { checkExplainedSize } from './explained-size.ts';
import { modelFor, type TaskModels } from './model-for.ts';

/** Who answers each text. Throws `language_unsupported`, or what `modelFor` throws. */
export function chooserFor(
  { model: name, language }: SentimentBody,
  tasks: TaskModels<SentimentService>,
): (text: string) => SentimentService {
  const standard = modelFor('sentiment', tasks, name);
  const { models } = tasks;
  if (language === undefined) {
    return name === undefined ? (text) => modelOfText(models, text) ?? standard : () => standard;
  }
  const model = name === undefined ? modelOfLanguage(models, language) : standard;
  if (model && speaks(model, language)) return () => model;
  const known = new Set(models.all().map(({ manifest }) => primaryLanguage(manifest.language)));
  const detail = model
    ? `The model ${name} is for ${model.manifest.language}; leave model or language out, or make them agree`
    : `There are models for: ${[...known].sort().join(', ')}. Use one of these, or leave language out`;
  throw new SlotlineError('language_unsupported', detail, { pointer: '/language' });
}

/** Refuses what is too long to be explained by erasure. */
export function checkExplained(body: SentimentBody): void {
  if (body.explain !== true) return;
  checkExplainedSize(body, {
    tokens: mostExplainedTokens,
    work: mostExplainedWork,
    length: mostExplainedLength,
    workOf: erasureWork,
    instead: `explain at most ${mostExplainedTokens}, or send explain: "attention" for texts of any length`,
  });
}
