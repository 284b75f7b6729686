import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'esbuild';

const SOURCE = fileURLToPath(new URL('../../src', import.meta.url));

/** What every estimate needs, whichever face asks for it. */
const MODULES = [
  './cli/run.ts',
  './cli/process-streams.ts',
  './cli/operation/operation-command.ts',
  './operations/estimate/operation.ts',
  './compose.ts',
  './config.ts',
  './topology/sources/terraform-plan/read.ts',
];

/**
 * One file for what every estimate needs. Splitting alone makes a file of each set of modules that the same entries share, forty of
 * them, and opening a file takes longer than reading it. So every source file imports the common path: then all entries share it;
 * packages that are imported on demand do so through a file that does.
 *
 * Also writes `import { z }`, which takes all of zod, as `import * as z`, which means the same and lets the bundler drop 400 KiB.
 */
export const sourceFiles = (isExternal: (path: string) => boolean): Plugin => ({
  name: 'source-files',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^common-path$/ }, () => ({ path: 'common-path', namespace: 'common-path' }));
    onLoad({ filter: /.*/, namespace: 'common-path' }, () => ({
      resolveDir: SOURCE,
      contents: MODULES.map((module) => `import ${JSON.stringify(module)};`).join('\n'),
    }));
    onResolve({ filter: /^[a-z@]/ }, ({ path, kind, resolveDir, namespace }) =>
      kind === 'dynamic-import' && namespace === 'file' && !isExternal(path)
        ? { path, namespace: 'package', pluginData: resolveDir }
        : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'package' }, ({ path, pluginData }) => ({
      resolveDir: pluginData,
      // Not every package has a default, and naming one that is not there fails.
      contents: `import 'common-path'; import * as all from '${path}'; export * from '${path}'; export default Reflect.get(all, 'default');`,
    }));
    onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return {
        loader: 'ts',
        contents: `import 'common-path';${source.replace("import { z } from 'zod';", "import * as z from 'zod';")}`,
      };
    });
  },
});
