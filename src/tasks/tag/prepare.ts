import type { Splits } from '../../corpus/splits.ts';
import type { WordVectors } from '../../corpus/vectors.ts';
import { bioConstraint } from '../../decoding/constraint.ts';
import type { EncoderWords } from '../../text/encoders/index.ts';
import { learnWords, tokenInputs } from '../tokens/inputs.ts';
import { allowedTransitions } from './allowed.ts';
import { learnLabels, learnRequested, toExamples } from './examples.ts';
import type { TaggerArchitecture } from './network.ts';
import type { Recipe } from './recipe.ts';
import { swapRoles } from './swap-roles.ts';
import type { TaggerSetup } from './trainee.ts';

/** Learns vocabulary and labels from the training part, and lays the network out. */
export function prepareTagger(recipe: Recipe, splits: Splits, vectors: WordVectors | undefined): TaggerSetup {
  const labels = learnLabels(splits.train);
  const asked = learnRequested(splits.train);
  const slots = new Set(labels.map((label) => label.slice(2)));
  const requested = recipe.network.requested && asked.filter((slot) => slots.has(slot));
  const words = learnWords(recipe.encoders, splits.train, vectors);
  const { swapRoles: roles } = recipe.augmentation;
  const twins = roles ? splits.train.flatMap((sentence) => swapRoles(sentence, roles) ?? []) : [];
  return {
    recipe,
    labels,
    requested: requested?.length ? requested : undefined,
    words,
    architecture: architectureOf(recipe, { labels, requested, words, vectors }),
    train: toExamples([...splits.train, ...twins], labels),
    twins: twins.length,
    dev: toExamples(splits.dev, labels),
  };
}

interface Learned {
  readonly labels: readonly string[];
  readonly requested: readonly string[] | undefined;
  readonly words: EncoderWords;
  readonly vectors: WordVectors | undefined;
}

function architectureOf(recipe: Recipe, { labels, requested, words, vectors }: Learned): TaggerArchitecture {
  const { network, encoders } = recipe;
  return {
    inputs: tokenInputs(encoders, words, vectors),
    ...(requested?.length && {
      requested: { slots: requested.length, dimension: network.requested!.dimension },
    }),
    ...(network.projection !== undefined && { projection: network.projection }),
    window: network.window,
    cell: network.cell,
    reading: network.direction,
    layers: network.layers,
    hidden: network.hidden,
    dropout: network.dropout,
    labels: labels.length,
    ...(network.loss === 'crf' && { crf: { allowed: allowedTransitions(bioConstraint(labels)) } }),
  };
}
