import { parse } from 'yaml';
import { z } from 'zod';
import { CorpusError } from '../error.ts';
import type { Source } from '../source.ts';
import { type GrammarNode, parseExpression } from './expression.ts';

const schema = z.object({
  context: z.object({
    expressions: z.record(z.string(), z.array(z.string()).min(1)),
    slots: z.record(z.string(), z.array(z.coerce.string()).min(1)).default({}),
  }),
});

/** A grammar of commands: expressions of all intents, and the values of each type. */
export interface Grammar {
  readonly expressions: readonly (readonly GrammarNode[])[];
  readonly values: Readonly<Record<string, readonly string[]>>;
}

/** Reads a grammar in the YAML of Picovoice's Rhino contexts (expressions by intent, slots); throws a CorpusError. */
export function readGrammar({ file, lines }: Source): Grammar {
  try {
    const { context } = schema.parse(parse(lines.join('\n')));
    const expressions = Object.values(context.expressions).flat().map(parseExpression);
    for (const nodes of expressions) checkTypes(nodes, context.slots);
    return { expressions, values: context.slots };
  } catch (error) {
    throw new CorpusError(file, undefined, {
      problem: `is no grammar (${problemOf(error as Error)})`,
      remedy:
        'Write context: with expressions: (a list for each intent) and slots: (a list of values for each type)',
    });
  }
}

function problemOf(error: Error): string {
  if (!(error instanceof z.ZodError)) return error.message.split('\n')[0]!;
  const { path, message } = error.issues[0]!;
  return `${path.join('.')}: ${message}`;
}

function checkTypes(nodes: readonly GrammarNode[], types: Grammar['values']): void {
  for (const node of nodes) {
    if (node.type === 'choice') for (const option of node.options) checkTypes(option, types);
    if (node.type === 'value' && !Object.hasOwn(types, node.of)) {
      throw new SyntaxError(`slots has no type "${node.of}"`);
    }
  }
}
