// Writes dist/index.d.ts, the types of the library in one file, and holds its public surface to docs/library.api.md.
// Usage: node scripts/build-types.ts [--update]   (--update writes the surface anew, after a change that is meant)
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Extractor, ExtractorConfig, type ExtractorMessage } from '@microsoft/api-extractor';

const root = fileURLToPath(new URL('..', import.meta.url));
const declarations = `${root}.cache/types`;
const config = `${root}.cache/tsconfig.types.json`;
const { compilerOptions } = JSON.parse(readFileSync(`${root}tsconfig.json`, 'utf8'));

rmSync(declarations, { recursive: true, force: true });
mkdirSync(declarations, { recursive: true });
writeFileSync(
  config,
  JSON.stringify({
    compilerOptions: {
      ...compilerOptions,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      stripInternal: true,
      outDir: declarations,
      rootDir: `${root}src`,
    },
    files: [`${root}src/index.ts`],
  }),
);
const emitted = spawnSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', config], {
  stdio: 'inherit',
});
if (emitted.status !== 0) process.exit(1);

const extractorConfig = ExtractorConfig.prepare({
  configObjectFullPath: `${root}api-extractor.json`,
  packageJsonFullPath: `${root}package.json`,
  configObject: {
    projectFolder: root,
    mainEntryPointFilePath: `${declarations}/index.d.ts`,
    compiler: {
      overrideTsconfig: {
        compilerOptions: { ...compilerOptions, types: ['node'], skipLibCheck: true },
        files: [`${declarations}/index.d.ts`],
      },
    },
    apiReport: {
      enabled: true,
      reportFolder: `${root}docs`,
      reportFileName: 'library',
      reportTempFolder: `${root}.cache`,
    },
    docModel: { enabled: false },
    dtsRollup: { enabled: true, untrimmedFilePath: `${root}dist/index.d.ts` },
    tsdocMetadata: { enabled: false },
    newlineKind: 'lf',
  },
});
const result = Extractor.invoke(extractorConfig, {
  localBuild: process.argv.includes('--update'),
  messageCallback: quiet,
});
if (result.apiReportChanged && !process.argv.includes('--update')) {
  process.stderr.write(
    'The public surface of the library changed: npm run api:update, and look at docs/library.api.md.\n',
  );
}
process.exitCode = result.succeeded ? 0 : 1;

/** The extractor comes with a compiler of its own and says so each time. */
function quiet(message: ExtractorMessage): void {
  if (message.messageId === 'console-compiler-version-notice' || message.messageId === 'console-preamble')
    message.handled = true;
}
