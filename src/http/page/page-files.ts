import { readdir, readFile } from 'node:fs/promises';

/** A file of the page in every form it is sent in. */
export interface PageFile {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/** The built page by path ("index.html", "assets/index-1a2b3c.js"): some hundred kilobytes, read once. Undefined where none is built. */
export async function readPage(folder: URL | undefined): Promise<ReadonlyMap<string, PageFile> | undefined> {
  if (folder === undefined) return undefined;
  const names = await readdir(folder, { recursive: true }).catch((): string[] => []);
  const files = new Map<string, PageFile>();
  for (const name of names) {
    const type = TYPES[name.split('.').at(-1) ?? ''];
    if (type === undefined) continue;
    const read = (path: string): Promise<Buffer | undefined> =>
      names.includes(path) ? readFile(new URL(path, folder)) : Promise.resolve(undefined);
    const [plain, br, gzip] = await Promise.all([read(name), read(`${name}.br`), read(`${name}.gz`)]);
    if (plain) files.set(name, { type, plain, br, gzip });
  }
  return files.has('index.html') ? files : undefined;
}
