import { KeywordsView } from './keywords-view.ts';
import { SentimentView } from './sentiment-view.ts';
import { SpeechView } from './speech-view.ts';
import { TagView } from './tag-view.ts';
import type { Surroundings, TaskView } from './task-view.ts';

/** The views of all tasks that the page knows, in the order of the picker. */
export function taskViews(parts: Surroundings): readonly [TaskView, ...TaskView[]] {
  return [new TagView(parts), new SentimentView(parts), new KeywordsView(parts), new SpeechView(parts)];
}
