import type { AnyManifest } from './package/manifest.ts';
import type {
  AnyPackage,
  KeywordsPackage,
  SentimentPackage,
  SpeechPackage,
  TaggerPackage,
} from './package/parse.ts';
import type { WorkRequest } from './runtime/pool/job.ts';
import type { Submitted } from './runtime/pool/pool.ts';
import { ModelRegistry, type Models, noModels, type RegisteredModel } from './runtime/registry.ts';
import { type KeywordsService, pooledKeywords } from './tasks/keywords/keywords-service.ts';
import { pooledSentiment, type SentimentService } from './tasks/sentiment/sentiment-service.ts';
import { pooledSpeech, type SpeechService } from './tasks/speech/speech-service.ts';
import { pooledTagger, type TagService } from './tasks/tag/tag-service.ts';

/** The loaded models by what they are for. */
export interface LoadedModels {
  readonly tag: Models<TagService>;
  readonly sentiment: Models<SentimentService>;
  readonly keywords: Models<KeywordsService>;
  readonly speech: Models<SpeechService>;
  /** Of all of them, by name. */
  readonly manifests: readonly AnyManifest[];
}

/** What there is without any model package. */
export const noLoadedModels: LoadedModels = {
  tag: noModels,
  sentiment: noModels,
  keywords: noModels,
  speech: noModels,
  manifests: [],
};

/**
 * Registers the models of all packages, each for its task, with the threads to compute in. `defaultName` is the default
 * for its own task. Throws an Error that says what to change if there is none, or two have one name.
 */
export function openModels(
  packages: readonly AnyPackage[],
  submit: (request: WorkRequest) => Submitted,
  defaultName: string | undefined,
): LoadedModels {
  const all = new ModelRegistry<AnyPackage>(packages, defaultName);
  const register = <M extends RegisteredModel>(models: readonly M[]): Models<M> => {
    if (models.length === 0) return noModels;
    const isOwn = models.some(({ manifest }) => manifest.name === defaultName);
    return new ModelRegistry(models, isOwn ? defaultName : undefined);
  };
  const taggers = packages.filter((source): source is TaggerPackage => source.task === 'tag');
  const sentiment = packages.filter((source): source is SentimentPackage => source.task === 'sentiment');
  const keywords = packages.filter((source): source is KeywordsPackage => source.task === 'keywords');
  const speech = packages.filter((source): source is SpeechPackage => source.task === 'speech');
  return {
    tag: register(taggers.map((source) => pooledTagger(source, submit))),
    sentiment: register(sentiment.map((source) => pooledSentiment(source, submit))),
    keywords: register(keywords.map((source) => pooledKeywords(source, submit))),
    speech: register(speech.map((source) => pooledSpeech(source, submit))),
    manifests: all.all().map(({ manifest }) => manifest),
  };
}
