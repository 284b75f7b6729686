import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import type { BundleFile } from '../../topology/sources/ec2-inventory/bundle.ts';

/** Files and bytes of one folder at the most: a folder of anything else ends early. */
const MOST_FILES = 5_000;
const MOST_BYTES = 512 * 2 ** 20;

/** Every JSON file of a folder and below, in one order. Throws TG1005 (no JSON), TG1006 (too much) and TG1007 (no folder). */
export async function bundleFiles(folder: string): Promise<readonly BundleFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((cause: unknown) => {
    throw new TollgateError('TG1007', `${folder} cannot be read.`, { location: { file: folder }, cause });
  });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.json$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const sizes = await Promise.all(paths.slice(0, MOST_FILES).map(async (path) => (await stat(path)).size));
  if (paths.length > MOST_FILES || sizes.reduce((sum, size) => sum + size, 0) > MOST_BYTES) {
    throw new TollgateError('TG1006', `${folder} holds more than ${MOST_FILES} files or ${MOST_BYTES} bytes of JSON.`, {
      location: { file: folder },
      hint: 'Give the folder that holds the answers of AWS alone.',
    });
  }
  return Promise.all(
    paths.map(async (path) => {
      const name = path.slice(folder.length).replace(/^[\\/]/, '');
      try {
        return { name, value: JSON.parse(await readFile(path, 'utf8')) as unknown };
      } catch (cause) {
        throw new TollgateError('TG1005', `${name} is not JSON.`, { location: { file: path }, cause });
      }
    }),
  );
}
