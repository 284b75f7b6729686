// Builds the page into dist/web and compresses what is sent. Usage: npm run build:web
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type Plugin } from 'vite';
import { writeNoticesOf } from './build/write-notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
// Whoever starts this (a test runner, say) may work in another mode; what is sent is the production build.
process.env['NODE_ENV'] = 'production';

/** Notes the packages whose code is sent, of the page and of its worker. */
const packages = new Set<string>();
const noting: Plugin = {
  name: 'tollgate-notices',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      for (const id of chunk.type === 'chunk' ? chunk.moduleIds : []) {
        const folder = /^(?:.*\/)?(node_modules\/(?:@[^/]+\/)?[^/]+)/.exec(id)?.[1];
        if (folder !== undefined) packages.add(folder);
      }
    }
  },
};
await build({
  configFile: `${root}web/vite.config.ts`,
  logLevel: 'error',
  plugins: [noting],
  worker: { format: 'es', plugins: () => [noting] },
});

const folder = `${root}dist/web/`;
let total = 0;
for (const name of await readdir(folder, { recursive: true })) {
  if (!/\.(?:html|js|css|svg)$/.test(name)) continue;
  const content = await readFile(folder + name);
  const gzip = gzipSync(content, { level: 9 });
  await writeFile(`${folder + name}.gz`, gzip);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  await writeFile(`${folder + name}.br`, brotliCompressSync(content, { params }));
  total += gzip.length;
}
const count = await writeNoticesOf(packages, root, `${folder}THIRD-PARTY-NOTICES.txt`);
console.log(`dist/web/: ${Math.round(total / 1024)} KiB gzip in all, ${count} packages bundled`);
