import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Modules of Node, each loaded when something of it is first used. An `import` of one loads it at the start, and makes a facade
 * that reads every export and so loads what nobody asked for: for node:process alone worker threads, reports and diagnostics.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /^(?:node:)?[a-z_0-9/]+$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace: 'builtin' } : undefined,
    );
    onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({ contents: contentsOf(path), loader: 'js' }));
  },
};

function contentsOf(path: string): string {
  if (path === 'process') return 'module.exports = globalThis.process;';
  const load = `process.getBuiltinModule(${JSON.stringify(path)})`;
  const module: unknown = process.getBuiltinModule(path);
  if (typeof module !== 'object' || module === null) return `module.exports = ${load};`;
  const exports = Object.keys(module).map(
    (name) => `get ${JSON.stringify(name)}() { return ${load}[${JSON.stringify(name)}]; }`,
  );
  return `module.exports = { ${exports.join(', ')} };`;
}
