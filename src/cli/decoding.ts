import { gzipSync } from 'node:zlib';
import { Command } from 'commander';
import { type PlannedUtterance, readSpeechSplits } from '../corpus/speech/splits.ts';
import { loadPackage } from '../package/load.ts';
import { percent } from '../report/format.ts';
import { renderSpeechCard } from '../report/speech-card.ts';
import { startAcoustic } from '../tasks/speech/acoustic-model.ts';
import { decodeSpeech } from '../tasks/speech/decode.ts';
import { evaluateHeard, hear, listen } from '../tasks/speech/evaluate.ts';
import { speechRecipeSchema } from '../tasks/speech/recipe.ts';
import { setDecoding } from '../tasks/speech/set-decoding.ts';
import { type Tuned, tuneDecoding } from '../tasks/speech/tune.ts';
import { CommandError, run } from './fail.ts';
import { readLanguageModelFile } from './language-model-file.ts';
import { findModel } from './models.ts';
import { rootOfSpeech } from './speech-inputs.ts';
import { wholeNumber } from './whole-number.ts';

interface Options {
  readonly data: string;
  readonly languageModel: string;
  readonly beamWidth: number;
}

/** `slotline decoding PACKAGE`: gives a speech model a language model, with the weights that dev asks for. */
export function decodingCommand(): Command {
  return new Command('decoding')
    .description('put a language model into a speech model, with the weights that are best on dev')
    .argument('<package>', "a package's folder, or a name in the models folder; it is written anew")
    .requiredOption('--data <folder>', 'the data that it was trained from')
    .requiredOption('--language-model <file>', 'an ARPA file (slotline language-model makes them)')
    .option('--beam-width <n>', 'texts that are kept after each frame', wholeNumber(1), 100)
    .action((name: string, options: Options) => run(() => decide(name, options)));
}

async function decide(name: string, { data, languageModel: file, beamWidth }: Options): Promise<void> {
  const source = await loadPackage(findModel(name), 'speech');
  const { bytes, languageModel } = readLanguageModelFile(file);
  const plan = speechRecipeSchema.parse(source.manifest.training.recipe).data;
  const { dev, test } = await readSpeechSplits(rootOfSpeech(data), plan, { parts: ['dev', 'test'] });
  if (dev.length === 0) throw new CommandError(`${data} has no dev utterance to choose weights by.`);
  const acoustic = await startAcoustic(source);
  try {
    const setup = { manifest: source.manifest, languageModel };
    const texts = dev.map(({ text }) => text);
    const matrices = await listen(acoustic, dev);
    const tuned = tuneDecoding({ setup, matrices, texts, beamWidth }, tell);
    const measure = async (part: readonly PlannedUtterance[]) =>
      evaluateHeard(await hear(acoustic, part, (matrix) => decodeSpeech(matrix, setup, tuned)[0]!.text));
    const measured = {
      dev: await measure(dev),
      ...(test.length > 0 && { test: await measure(test) }),
    };
    const { wordErrorRate, searched } = measured.dev;
    if (searched!.wordErrorRate > wordErrorRate) {
      const rates = `${percent(searched!.wordErrorRate)} word error rate, ${percent(wordErrorRate)} without`;
      throw new CommandError(
        `${source.folder} is left as it is: dev is heard worse with this language model (${rates}). Make it of texts as they are said, in the letters that the model writes.`,
      );
    }
    // Compressed already, if it begins as gzip does.
    const packed = bytes[0] === 0x1f && bytes[1] === 0x8b ? bytes : gzipSync(bytes, { level: 9 });
    await setDecoding(source, { settings: tuned, languageModel: packed, ...measured }, renderSpeechCard);
    const rates = Object.entries(measured).map(
      ([part, { wordErrorRate, searched }]) =>
        `${part} word error rate ${percent(searched!.wordErrorRate)} (without it ${percent(wordErrorRate)})`,
    );
    const weights = `alpha ${tuned.alpha}, beta ${tuned.beta}, unknown words ${tuned.unknownScore}`;
    process.stdout.write(`${source.folder}: ${weights}: ${rates.join(', ')}\n`);
  } finally {
    await acoustic.close();
  }
}

function tell({ alpha, beta, unknownScore, reached }: Tuned): void {
  const rates = `word error rate ${percent(reached.wordErrorRate)}, letters ${percent(reached.letterErrorRate)}`;
  process.stderr.write(`alpha ${alpha}, beta ${beta}, unknown words ${unknownScore}: ${rates}\n`);
}
