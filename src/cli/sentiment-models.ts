import { modelOfLanguage, modelOfText, speaks } from '../tasks/sentiment/choice.ts';
import { loadSentiment } from '../tasks/sentiment/load.ts';
import type { SentimentModel } from '../tasks/sentiment/model.ts';
import { languageTag, primaryLanguage } from '../text/language.ts';
import { CommandError } from './fail.ts';
import { findModel } from './models.ts';
import { modelsOfTask } from './models-of-task.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a command is told of the model that it is to ask. */
export interface WantedModel {
  /** A name in the models folder, or a package's folder. */
  readonly model?: string | undefined;
  /** BCP 47 tag. */
  readonly language?: string | undefined;
}

/** Sentiment models, each loaded when it is first asked. */
export interface SentimentModels {
  /** The model that the service would ask. */
  of(text: string): Promise<SentimentModel>;
  close(): Promise<void>;
}

/** The models that are meant; throws a CommandError if there is none. */
export async function sentimentModels(
  { model, language }: WantedModel,
  environment: Environment = process.env,
): Promise<SentimentModels> {
  if (language !== undefined && !languageTag.test(language)) {
    throw new CommandError(`${language} is no language: give a BCP 47 tag such as en or zh-Hant.`, 2);
  }
  if (model !== undefined) return single(await loadSentiment(findModel(model, environment)), language);
  const models = modelsOfTask('sentiment', 'sentiment models', environment);
  const only = language === undefined ? undefined : modelOfLanguage(models, language);
  if (language !== undefined && !only) {
    const known = new Set(models.all().map(({ manifest }) => primaryLanguage(manifest.language)));
    throw new CommandError(
      `There are sentiment models for ${[...known].sort().join(', ')}, not ${language}.`,
      2,
    );
  }
  const loaded = new Map<string, Promise<SentimentModel>>();
  return {
    of(text) {
      const { folder } = only ?? modelOfText(models, text)!;
      const known = loaded.get(folder) ?? loadSentiment(folder);
      loaded.set(folder, known);
      return known;
    },
    async close() {
      for (const each of loaded.values()) await (await each).close();
    },
  };
}

async function single(model: SentimentModel, language: string | undefined): Promise<SentimentModels> {
  if (language !== undefined && !speaks(model, language)) {
    await model.close();
    const { name, language: own } = model.manifest;
    throw new CommandError(`${name} is for ${own}, not ${language}: leave --language out.`, 2);
  }
  return { of: async () => model, close: () => model.close() };
}
