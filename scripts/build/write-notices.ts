import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** Writes the licences of every package in the bundle, as they require. Fails where a package states none. Gives their number. */
export async function writeNotices(metafile: Metafile, root: string, target: string): Promise<number> {
  const folders = new Set<string>();
  for (const output of Object.values(metafile.outputs)) {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
      if (folder !== undefined && bytesInOutput > 0) folders.add(folder);
    }
  }
  return writeNoticesOf(folders, root, target);
}

/** The same for folders of packages, relative to the root. */
export async function writeNoticesOf(folders: Iterable<string>, root: string, target: string): Promise<number> {
  const notices = await Promise.all([...folders].sort().map((folder) => notice(join(root, folder))));
  await writeFile(target, notices.join(`\n\n${'-'.repeat(80)}\n\n`));
  return notices.length;
}

async function notice(folder: string): Promise<string> {
  const manifest: { name: string; version: string; license?: string } = JSON.parse(
    await readFile(join(folder, 'package.json'), 'utf8'),
  );
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'no licence stated'})`;
  if (manifest.license === undefined) throw new Error(`${title}: nothing may be bundled without a licence`);
  const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
  return file === undefined ? title : `${title}\n\n${(await readFile(join(folder, file), 'utf8')).trim()}`;
}
