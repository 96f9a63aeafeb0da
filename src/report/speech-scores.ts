import type { Heard, SpeechEvaluation } from '../tasks/speech/evaluate.ts';
import { count, percent } from './format.ts';
import { type Html, html, idOf, table } from './html.ts';
import { editsText, hearingHeader, hearingTables, searchedText } from './speech-rows.ts';

const shownErrors = 20;

/** The section of a report on one evaluation of a speech model; `part` names what it was measured on. */
export function speechSection(part: string, evaluation: SpeechEvaluation): Html {
  const { utterances, wordErrorRate, letterErrorRate, sentenceErrorRate, heard } = evaluation;
  const id = `scores-${idOf(part)}`;
  const wrong = heard.filter((one) => one.text !== one.heard);
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Scores on ${part}</h2>
<p>${count(utterances)} utterances: word error rate ${percent(wordErrorRate)} (${editsText(evaluation)}), letter error rate
${percent(letterErrorRate)}. In ${percent(sentenceErrorRate)} of the utterances anything is wrong.</p>
${evaluation.searched ? html`<p>With the language model: ${searchedText(evaluation)}.</p>` : undefined}
${hearingTables(evaluation).map(
  ({ about, rows }) =>
    html`<h3>By ${about}</h3>\n${table(`Utterances by ${about}, ${part}`, hearingHeader(about), rows, 5)}\n`,
)}
${wrong.length > 0 ? errorsTable(part, wrong) : undefined}
</section>\n`;
}

function errorsTable(part: string, wrong: readonly Heard[]): Html {
  const rows = wrong.slice(0, shownErrors).map(({ text, heard }) => [text, heard]);
  return html`<h3>Errors</h3>
<p>The first ${count(rows.length)} of ${count(wrong.length)} utterances that were not heard rightly.</p>
${table(`Errors, ${part}`, ['said', 'heard'], rows, 0)}`;
}
