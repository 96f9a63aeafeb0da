import { writeFile } from 'node:fs/promises';
import { apiDocument } from './api-document.ts';

// `npm run openapi`: writes the document that a test compares with the routes.
const target = new URL('../openapi/openapi.json', import.meta.url);
await writeFile(target, `${JSON.stringify(await apiDocument(), null, 2)}\n`);
