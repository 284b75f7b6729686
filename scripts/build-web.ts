// Builds the page into dist/web and compresses what is sent. Usage: npm run build:web
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
// Whoever starts this (a test runner, say) may work in another mode; what is sent is the production build.
process.env['NODE_ENV'] = 'production';
await build({ configFile: `${root}web/vite.config.ts`, logLevel: 'error' });

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
console.log(`dist/web/: ${Math.round(total / 1024)} KiB gzip in all`);
