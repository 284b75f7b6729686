import { type DiffFilesRequest, type DiffFilesResult, diffFiles } from '../../operations/diff/diff-files.ts';
import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import { counted } from '../../report/words.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { DOCUMENT_FORMATS } from '../options.ts';
import { writeResult } from '../output.ts';

/** Forms of a diff: those of every document, and Infracost's. */
export const DIFF_FORMATS = [...DOCUMENT_FORMATS, 'infracost'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

export interface DiffOptions extends DiffFilesRequest {
  readonly format: DiffFormat;
  readonly title?: string | undefined;
  readonly outFile?: string | undefined;
  readonly all?: boolean | undefined;
  readonly failOnUnknown?: boolean | undefined;
}

/** Compares, prints, then judges: an exceeded gate ends with 2, newly unknown lines with 3 where that was asked for. */
export async function runDiff(options: DiffOptions, host: Host, services: Services): Promise<ExitCode> {
  const open = async (path: string) => (await readInput(path, host, services)).content;
  const result = await diffFiles(options, open, services);
  await writeResult(await formatDiff(result, options, host), host, options.outFile);
  const failed = result.diff.gates.filter((gate) => !gate.passed);
  for (const { name, reason } of failed) await host.stderr.write(`Gate ${name} exceeded: ${reason}\n`);
  if (failed.length > 0) return EXIT.gateExceeded;
  const unknown = result.diff.newlyUnknown.length;
  if (options.failOnUnknown !== true || unknown === 0) return EXIT.done;
  await host.stderr.write(
    `${counted(unknown, 'cost line is', 'cost lines are')} newly unknown and --fail-on-unknown is given.\n`,
  );
  return EXIT.unknownData;
}

async function formatDiff(result: DiffFilesResult, options: DiffOptions, host: Host): Promise<string> {
  const { diff, parts, paths } = result;
  if (options.format === 'json') return JSON.stringify(diff, null, 2);
  if (options.format === 'infracost') {
    const { infracostDiff } = await import('../../report/formats/infracost-diff.ts');
    const sides = parts.map((part, index) => ({ ...part, path: paths[index] ?? '' }));
    return JSON.stringify(infracostDiff(diff, sides), null, 2);
  }
  const { viewDiff } = await import('../../report/views/diff.ts');
  const view = viewDiff(diff, { title: options.title });
  if (options.format === 'markdown') return (await import('../../report/formats/fit-markdown.ts')).fitMarkdown(view);
  const shown = options.outFile === undefined ? host.stdout : undefined;
  return drawView(options.format, view, { width: shown?.columns, colour: shown?.colour, all: options.all });
}
