// Runs inside the image, beside the service: whether that answers, and whether the image is as it should be.
import assert from 'node:assert/strict';
import { constants } from 'node:fs';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const { PORT, ADMIN_PORT, NODE_COMPILE_CACHE } = process.env;

const response = await fetch(`http://127.0.0.1:${PORT}/tag`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ text: 'I would like to arrive Taipei on November 2nd.', model: 'booking' }),
});
const { slots } = (await response.json()) as { slots: { slot: string; text: string }[] };
assert.deepEqual(
  slots.map(({ slot, text }) => [slot, text]),
  [
    ['destination', 'Taipei'],
    ['arrival_time', 'November 2nd'],
  ],
);
assert.equal((await fetch(`http://127.0.0.1:${ADMIN_PORT}/metrics`)).status, 200);
for (const path of ['playground', 'playground/main.js', 'playground/page.css']) {
  assert.equal((await fetch(`http://127.0.0.1:${PORT}/${path}`)).status, 200, path);
}

assert.equal(process.getuid?.(), 1000);
await assert.rejects(writeFile('/app/written', ''), 'the root is writable');

const bill = JSON.parse(await readFile('/app/sbom.cdx.json', 'utf8'));
const listed = new Set(bill.components.map(({ purl }: { purl: string }) => decodeURIComponent(purl)));
for (const file of await filesIn('/app/node_modules')) {
  if (!/\/node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(file)) continue;
  const { name, version } = JSON.parse(await readFile(file, 'utf8'));
  assert(listed.has(`pkg:npm/${name}@${version}`), `${file} is not in the bill of materials`);
}

const compiled = await filesIn(NODE_COMPILE_CACHE!);
await Promise.all(compiled.map((file) => access(file, constants.R_OK)));
assert(compiled.length > 100, `there is compiled code of ${compiled.length} files only`);

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}
