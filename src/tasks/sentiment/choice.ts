import type { Models } from '../../runtime/registry.ts';
import { detectLanguage, primaryLanguage } from '../../text/language.ts';

/** What is known of a model to choose it. */
export interface Speaker {
  readonly manifest: { readonly name: string; readonly language: string };
}

/** Whether a model is for the language of a BCP 47 tag; region and script make no difference. */
export function speaks({ manifest }: Speaker, tag: string): boolean {
  return primaryLanguage(manifest.language) === primaryLanguage(tag);
}

/** The model for the language of a BCP 47 tag: the default one if it is, else the first by name; undefined if none is. */
export function modelOfLanguage<M extends Speaker>(models: Models<M>, tag: string): M | undefined {
  const standard = models.get();
  return standard && speaks(standard, tag) ? standard : models.all().find((model) => speaks(model, tag));
}

/** The model for a text of which no language is known but what its script suggests; undefined if no model is loaded. */
export function modelOfText<M extends Speaker>(models: Models<M>, text: string): M | undefined {
  const language = models.names.length > 1 ? detectLanguage(text) : undefined;
  return (language && modelOfLanguage(models, language)) ?? models.get();
}
