import type { Source } from '../source.ts';
import { joinClitics } from './clitics.ts';
import { type ClassifiedOptions, type ClassifiedText, ClassifiedTexts } from './text.ts';

/**
 * Reads bracketed trees, one a line, with a label at every node, `(3 (2 It) (4 works))`, as the Stanford Sentiment
 * Treebank comes (Socher et al. 2013): the whole sentence, and with `phrases` what stands under each other node too.
 */
export function readTrees({ file, lines }: Source, options: ClassifiedOptions): ClassifiedText[] {
  const read = new ClassifiedTexts(file, options);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const nodes = nodesOf(line);
    if (nodes === undefined) {
      read.refuse(index + 1, {
        problem: 'is not one bracketed tree with a label at each node',
        remedy: 'Write a tree as (3 (2 It) (4 works)), one a line',
      });
      continue;
    }
    // The node that is closed last is the sentence.
    for (const { words, label } of options.phrases ? nodes : nodes.slice(-1)) {
      read.add(joinClitics(words.join(' ')), label, index + 1);
    }
  }
  return read.texts;
}

interface TreeNode {
  readonly label: string;
  readonly words: string[];
}

/** The nodes of a tree in the order in which they are closed, or undefined if it is none. */
function nodesOf(line: string): TreeNode[] | undefined {
  const open: TreeNode[] = [];
  const closed: TreeNode[] = [];
  const pieces = line.match(/\(\s*[^\s()]+|[()]|[^\s()]+/gu) ?? [];
  const isTree = pieces.every((piece, index) => {
    // All of the line is one tree: nothing stands before or behind it.
    if (index > 0 && open.length === 0) return false;
    return takePiece(piece, open, closed);
  });
  return isTree && open.length === 0 ? closed : undefined;
}

/** Opens a node, closes one, or gives a word to all that are open; false where that cannot be. */
function takePiece(piece: string, open: TreeNode[], closed: TreeNode[]): boolean {
  if (piece === ')') {
    const node = open.pop();
    if (node) closed.push(node);
    return node !== undefined && node.words.length > 0;
  }
  if (piece.startsWith('(')) {
    open.push({ label: piece.slice(1).trim(), words: [] });
    return piece !== '(';
  }
  for (const { words } of open) words.push(unescaped(piece));
  return open.length > 0;
}

/** Treebanks write brackets in words, and put backslashes before some signs. */
function unescaped(word: string): string {
  return word
    .replaceAll('-LRB-', '(')
    .replaceAll('-RRB-', ')')
    .replace(/\\([/*])/gu, '$1');
}
