#!/usr/bin/env node
import { Command } from 'commander';
import { ownVersion } from '../version.ts';
import { compareCommand } from './compare.ts';
import { dataCheckCommand } from './data-check.ts';
import { dataGenerateCommand } from './data-generate.ts';
import { decodingCommand } from './decoding.ts';
import { evaluateCommand } from './evaluate.ts';
import { explainCommand } from './explain.ts';
import { exitWithUsageCode } from './fail.ts';
import { keyCommand } from './key.ts';
import { keywordsCommand } from './keywords.ts';
import { languageModelCommand } from './language-model.ts';
import { sentimentCommand } from './sentiment.ts';
import { surfaceCommand } from './surface.ts';
import { tagCommand } from './tag.ts';
import { trainCommand } from './train.ts';
import { transcribeCommand } from './transcribe.ts';

const data = new Command('data').description('look after labelled sentences');
data.addCommand(dataCheckCommand()).addCommand(dataGenerateCommand());

const slotline = new Command('slotline')
  .description('train, measure and try taggers of booking sentences, sentiment models and models of keywords')
  .version(await ownVersion())
  .addCommand(tagCommand())
  .addCommand(explainCommand())
  .addCommand(sentimentCommand())
  .addCommand(keywordsCommand())
  .addCommand(transcribeCommand())
  .addCommand(trainCommand())
  .addCommand(compareCommand())
  .addCommand(evaluateCommand())
  .addCommand(surfaceCommand())
  .addCommand(languageModelCommand())
  .addCommand(decodingCommand())
  .addCommand(data)
  .addCommand(keyCommand());
await exitWithUsageCode(slotline).parseAsync();
