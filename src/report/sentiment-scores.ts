import { classes } from '../tasks/sentiment/classes.ts';
import type { SentimentEvaluation } from '../tasks/sentiment/evaluate.ts';
import { type Figure, renderFigure } from './chart.ts';
import { confusionMatrix } from './confusion-matrix.ts';
import { count, percent } from './format.ts';
import { type Html, html, idOf, table } from './html.ts';
import { reliabilityFigure, reliabilityTable } from './reliability.ts';
import { classHeader, classRows, sourceHeader, sourceRows } from './sentiment-rows.ts';

/** The section of a report on one evaluation of a sentiment model; `part` names what it was measured on. */
export function sentimentSection(part: string, evaluation: SentimentEvaluation): Html {
  const { texts, accuracy, neutral, confusion } = evaluation;
  const id = `scores-${idOf(part)}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">Scores on ${part}</h2>
<p>${count(texts)} texts, each given its likelier class: ${percent(accuracy)} are right. ${percent(neutral)} of the texts are
answered as neutral, because their classes are about equally likely.</p>
<h3>By class</h3>
${table(`Texts by class, ${part}`, classHeader, classRows(evaluation), 4)}
${sourcesTable(part, evaluation)}
<h3>Confusions</h3>
<p>Rows are the classes of the texts, columns the likelier class; a stronger colour is a larger share of the row.</p>
${confusionMatrix(`Confusion matrix, ${part}`, { names: classes, counts: confusion })}
<h3>Reliability</h3>
<p>How far probabilities can be believed: of texts that are judged with some confidence, as many should be right. Above the
diagonal the model is less sure than it could be, below it too sure. Logits are divided by a temperature that was fitted on dev
(Guo et al. 2017).</p>
<div class="pair">
${sentimentFigures(part, evaluation).map(renderFigure)}
${reliabilityTable(part, calibratedOf(evaluation))}</div>
</section>\n`;
}

function sourcesTable(part: string, evaluation: SentimentEvaluation): Html | undefined {
  const rows = sourceRows(evaluation);
  if (rows.length === 0) return undefined;
  return html`<h3>By file</h3>\n${table(`Texts by file, ${part}`, sourceHeader, rows, 3)}`;
}

/** The plots of the section. */
export function sentimentFigures(part: string, evaluation: SentimentEvaluation): Figure[] {
  return [reliabilityFigure(part, calibratedOf(evaluation))];
}

function calibratedOf({ bins, calibrationError, uncalibratedBins, uncalibratedError }: SentimentEvaluation) {
  return {
    before: { bins: uncalibratedBins, error: uncalibratedError },
    after: { bins, error: calibrationError },
  };
}
