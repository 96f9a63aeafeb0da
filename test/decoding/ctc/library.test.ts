import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Imports the package by its own name, as another program would. */
const program = `
import { CtcBeamDecoder, decodeGreedy, matrixOfRows } from 'slotline/ctc';
const alphabet = { symbols: ['a', 'b', '-'], blank: 2 };
const matrix = matrixOfRows([[0.4, 0, 0.6], [0.4, 0, 0.6]], 'probabilities');
const { text } = decodeGreedy(matrix, alphabet);
const [best] = new CtcBeamDecoder(alphabet).decode(matrix);
console.log(JSON.stringify({ greedy: text, beam: best.text, acoustic: best.acoustic }));
`;

it('is a library of its own: slotline/ctc', () => {
  // Run npm run build first. Nothing outside its folder but Node's own modules can be resolved by the hook.
  const hook = `data:text/javascript,${encodeURIComponent(`
    import { register } from 'node:module';
    register('data:text/javascript,' + encodeURIComponent(\`
      export async function resolve(specifier, context, next) {
        const found = await next(specifier, context);
        const isOwn = found.url.includes('/dist/decoding/ctc/') || /^(node:|data:|file:.*eval1)/.test(found.url);
        if (!isOwn && !found.url.endsWith('[eval1]')) throw new Error('loads ' + found.url);
        return found;
      }\`));`)}`;
  const output = execFileSync(
    process.execPath,
    ['--import', hook, '--input-type=module', '--eval', program],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  expect(JSON.parse(output)).toMatchObject({
    greedy: '',
    beam: 'a',
    acoustic: expect.closeTo(Math.log(0.64), 9),
  });
});

it('comes with types', () => {
  const { exports } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  const types = readFileSync(`${root}/${exports['./ctc'].types}`, 'utf8');
  expect(types).toContain('CtcBeamDecoder');
});
