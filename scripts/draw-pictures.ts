import { writeFile } from 'node:fs/promises';
import { guidePictures } from './guide-pictures.ts';

/** Writes the pictures of the guides again. */
for (const [name, text] of Object.entries(await guidePictures())) {
  await writeFile(new URL(`../docs/guides/${name}`, import.meta.url), text);
  console.log(`docs/guides/${name}`);
}
