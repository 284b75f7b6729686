import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { matchesGlob } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { lazyBuiltins } from './build/lazy-builtins.ts';
import { sourceFiles } from './build/source-files.ts';
import { writeStateImage } from './build/state-image.ts';
import { writeNotices } from './build/write-notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const outdir = `${root}dist`;

/** Not bundled: native code, WebAssembly and worker files that are found beside their package, and packages with assets. */
const EXTERNAL = [
  '@bsull/augurs',
  '@cdktn/hcl2json',
  '@duckdb/*',
  '@electric-sql/pglite',
  '@fastify/swagger-ui',
  'highs',
  'pg-boss',
  'pg-native',
  'pino',
  'piscina',
  // They replace functions of node:fs, or ask for their own file name, which a bundled module has not.
  'proper-lockfile',
];

/**
 * What `tollgate` starts: it refuses an older Node in words, keeps compiled code for the next start, which then takes less time, and
 * goes on to the program. The cache lies in the user's own directory, since one that others may write to could be tampered with.
 */
const LAUNCHER = `#!/usr/bin/env node
if (Number.parseInt(process.versions.node) < 24) {
  process.stderr.write('tollgate needs Node 24 or newer; this is ' + process.version + '.\\n');
  process.exit(1);
}
const { XDG_CACHE_HOME, HOME } = process.env;
const cache = XDG_CACHE_HOME || (HOME && HOME + '/.cache');
if (cache) process.getBuiltinModule('module').enableCompileCache(cache + '/tollgate/compile-cache');
await import('./cli.js');
`;

/** For the file that holds esbuild's own `require`, which bundled CommonJS packages use for packages that are not bundled. */
const REQUIRE = "const require=process.getBuiltinModule('module').createRequire(import.meta.url);\n";

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir);
const { metafile, outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: { cli: 'src/main.ts', index: 'src/index.ts', server: 'src/server.ts', worker: 'src/worker.ts' },
  outdir,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  // Packages that ship both forms are read as modules, which can be shaken.
  mainFields: ['module', 'main'],
  // Flat, so that a chunk lies as deep below the package root as a source file: `new URL('../pricing-cache/')` holds in both.
  chunkNames: '[name]-[hash]',
  external: EXTERNAL,
  plugins: [sourceFiles((path) => EXTERNAL.some((each) => matchesGlob(path, each))), lazyBuiltins],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
});
for (const { path, text } of outputFiles) {
  await writeFile(path, /\b__require=/.test(text) ? REQUIRE + text : text);
}
await writeFile(`${outdir}/main.js`, LAUNCHER);
await chmod(`${outdir}/main.js`, 0o755);
await writeStateImage(`${outdir}/state-image.gz`);
const packages = await writeNotices(metafile, root, `${outdir}/THIRD-PARTY-NOTICES.txt`);
const bytes = Object.values(metafile.outputs).reduce((all, each) => all + each.bytes, 0);
console.log(
  `dist/: ${Object.keys(metafile.outputs).length + 1} files, ${Math.round(bytes / 1024)} KiB, ${packages} packages bundled`,
);
