import { mkdir, writeFile } from 'node:fs/promises';
import { DOCUMENT_NAMES, documentSchema } from '../src/operations/document-schemas.ts';

const DIRECTORY = new URL('../schemas/', import.meta.url);

await mkdir(DIRECTORY, { recursive: true });
for (const name of DOCUMENT_NAMES) {
  await writeFile(new URL(`${name}.json`, DIRECTORY), `${JSON.stringify(await documentSchema(name), null, 2)}\n`);
}
console.log(`schemas/: ${DOCUMENT_NAMES.join(', ')}`);
