// Writes openapi/openapi.json from the routes; a test holds the file to them.
import { writeFile } from 'node:fs/promises';
import { openApiText } from './openapi-text.ts';

await writeFile(new URL('../openapi/openapi.json', import.meta.url), await openApiText());
