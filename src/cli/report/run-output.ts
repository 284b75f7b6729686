import { TollgateError } from '../../core/errors.ts';
import type { Report } from '../../operations/diff/reports/read-report.ts';
import type { Services } from '../../operations/services.ts';
import { type FormatName, formatsOf, write } from '../../report/formats/index.ts';
import { withAgeOfPrices } from '../../report/stale-prices.ts';
import type { View } from '../../report/view.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { writeResult } from '../output.ts';
import { savedReports } from './saved-reports.ts';

/** Formats of a change, without those that need both priced networks. */
export const OUTPUT_FORMATS = formatsOf('diff').filter((format) => format !== 'infracost');

export interface OutputOptions {
  readonly paths: readonly string[];
  readonly format: FormatName;
  readonly outFile?: string | undefined;
  readonly title?: string | undefined;
  readonly all?: boolean | undefined;
}

/** Merges saved results and writes them in another form. */
export async function runOutput(options: OutputOptions, host: Host, services: Services): Promise<ExitCode> {
  const { paths, format, outFile, title, all } = options;
  const report = await savedReports(paths, host, services);
  if (!formatsOf(report.kind).includes(format)) {
    throw new TollgateError('TG1012', `${report.name} is an estimate, and ${format} shows a change.`, {
      hint: `Give what diff --format json wrote, or one of: ${formatsOf(report.kind).join(', ')}.`,
    });
  }
  const now = services.now();
  const shown = outFile === undefined ? host.stdout : undefined;
  const text = await write(
    format,
    {
      kind: report.kind,
      document: report.document,
      view: async () => withAgeOfPrices(await viewOf(report, title, all), report.document, now),
      now,
      paths,
      origin: services.origin,
    },
    { title, all, width: shown?.columns, colour: shown?.colour, indent: 2 },
  );
  await writeResult(text, host, outFile);
  return EXIT.done;
}

/** Endpoints listed one by one where not all are shown. */
const LISTED = 100;

async function viewOf(report: Report, title: string | undefined, all: boolean | undefined): Promise<View> {
  if (report.kind === 'diff') return (await import('../../report/views/diff.ts')).viewDiff(report.document, { title });
  const { viewEstimate } = await import('../../report/views/estimate.ts');
  return viewEstimate(report.document, { maxEndpoints: all === true ? undefined : LISTED });
}
