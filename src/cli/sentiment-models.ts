import { parseConfig } from '../config.ts';
import { ModelRegistry, type Models } from '../runtime/registry.ts';
import { modelOfLanguage, modelOfText, type Speaker, speaks } from '../tasks/sentiment/choice.ts';
import { loadSentiment } from '../tasks/sentiment/load.ts';
import type { SentimentModel } from '../tasks/sentiment/model.ts';
import { languageTag, primaryLanguage } from '../text/language.ts';
import { CommandError } from './fail.ts';
import { findModel, manifestIn, modelsIn } from './models.ts';

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
  const models = modelsOnDisk(environment);
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

/** A package that is not loaded yet. */
interface OnDisk extends Speaker {
  readonly folder: string;
}

/** The sentiment models of the models folder, with the default that the service would have. */
function modelsOnDisk({ MODELS, DEFAULT_MODEL }: Environment): Models<OnDisk> {
  const config = parseConfig({ MODELS, DEFAULT_MODEL });
  const found = [...modelsIn(config.MODELS)].flatMap(([name, folder]): OnDisk[] => {
    const { task, language } = manifestIn(folder) ?? {};
    return task === 'sentiment' ? [{ manifest: { name, language: String(language) }, folder }] : [];
  });
  if (found.length === 0) {
    throw new CommandError(
      `There are no sentiment models in ${config.MODELS}: train one, or name a package folder with --model.`,
    );
  }
  const isOwn = found.some(({ manifest }) => manifest.name === config.DEFAULT_MODEL);
  return new ModelRegistry(found, isOwn ? config.DEFAULT_MODEL : undefined);
}
