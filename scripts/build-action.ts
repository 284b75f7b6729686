import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { writeNotices } from './build/write-notices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const committed = join(root, 'action', 'dist');
const check = process.argv.includes('--check');
const outdir = check ? join(root, '.cache', 'action-dist') : committed;

/** What is loaded on demand and the Action never asks for: scans, history, state, live prices, bills, GitLab. */
const LEFT_OUT =
  /^src\/(?:compose\/(?!git-checkout)|history\/|state\/)|^src\/comments\/(?:gitlab|azure-repos|bitbucket-cloud|bitbucket-server)\.ts$|^src\/rates\/sources\/price-list|^src\/traffic\/sources\/(?!usage-file|metric-statistics|throughput-file\/(?:read-totals|to-traffic))|^(?:@aws-sdk|@duckdb|@bsull|@cloud-copilot)\/|^(?:highs|pg)$/;

/** A database is too large for the bundle: throughput files are read in memory there. */
const inMemory: Plugin = {
  name: 'in-memory',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/read-totals\.ts$/ }, ({ path, resolveDir, kind }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path.replace('.ts', '-in-memory.ts')) } : undefined,
    );
  },
};

/** Puts an error in the place of what is left out, so that asking for it says so. */
const leaveOut: Plugin = {
  name: 'leave-out',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /.*/ }, ({ path, kind, resolveDir }) => {
      const target = path.startsWith('.') ? relative(root, join(resolveDir, path)).replaceAll('\\', '/') : path;
      return kind === 'dynamic-import' && LEFT_OUT.test(target) ? { path: target, namespace: 'left-out' } : undefined;
    });
    onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `throw new Error(${JSON.stringify(`${path} is not part of the Action`)});`,
    }));
  },
};

/** The parser of HCL lies beside the bundle: WebAssembly is no part of a script. */
const PARSER = 'hcl2json.cjs';
const parserBeside: Plugin = {
  name: 'parser-beside',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/terraform-source\/expressions\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replace("(import.meta.url)('@cdktn/hcl2json')", `(import.meta.url)('./dist/${PARSER}')`);
      if (contents === source) throw new Error(`${path} loads its parser in another way`);
      return { loader: 'ts', contents };
    });
  },
};

/** `import { z }` takes all of zod; `import * as z` means the same and lets the bundler drop 400 KiB. */
const slimZod: Plugin = {
  name: 'slim-zod',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { loader: 'ts', contents: source.replace("import { z } from 'zod';", "import * as z from 'zod';") };
    });
  },
};

/** The bundle lies two levels below the package root, a source file one: paths that start from a module's address start there. */
const BANNER = `const __tollgate_url=new URL('../index.js',import.meta.url).href;
const require=process.getBuiltinModule('module').createRequire(import.meta.url);`;

await rm(outdir, { recursive: true, force: true });
await mkdir(outdir, { recursive: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { index: 'src/action.ts' },
  outdir,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  mainFields: ['module', 'main'],
  plugins: [inMemory, leaveOut, parserBeside, slimZod],
  define: { 'import.meta.url': '__tollgate_url' },
  banner: { js: BANNER },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
const parser = await build({
  absWorkingDir: root,
  entryPoints: ['@cdktn/hcl2json'],
  outfile: join(outdir, PARSER),
  bundle: true,
  platform: 'node',
  target: 'node24',
  // The package looks for its WebAssembly one folder above its own files.
  // Older runtimes than ours would ask for it.
  external: ['performance'],
  define: { __dirname: '__below' },
  banner: { js: "const __below=__dirname+'/below';" },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
const parserPackage = dirname(createRequire(import.meta.url).resolve('@cdktn/hcl2json/package.json'));
await copyFile(join(parserPackage, 'main.wasm.gz'), join(outdir, 'main.wasm.gz'));
Object.assign(metafile.outputs, parser.metafile.outputs);
const packages = await writeNotices(metafile, root, join(outdir, 'THIRD-PARTY-NOTICES.txt'));
const bytes = Object.values(metafile.outputs).reduce((all, each) => all + each.bytes, 0);
console.log(
  `action/dist: ${Object.keys(metafile.outputs).length} files, ${Math.round(bytes / 1024)} KiB, ${packages} packages`,
);
if (check) await compare();

/** Fails where the committed bundle is not what the sources give. */
async function compare(): Promise<void> {
  const [fresh, old] = await Promise.all([filesOf(outdir), filesOf(committed)]);
  const names = new Set([...fresh.keys(), ...old.keys()]);
  const stale = [...names].filter((name) => fresh.get(name) !== old.get(name));
  if (stale.length === 0) return;
  console.error(`action/dist is stale (${stale.join(', ')}): run npm run build:action and commit it.`);
  process.exitCode = 1;
}

async function filesOf(directory: string): Promise<Map<string, string>> {
  const names = await readdir(directory).catch(() => []);
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const)),
  );
}
