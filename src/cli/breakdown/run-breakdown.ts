import { estimateNetwork } from '../../analysis/estimate.ts';
import { loadNetwork } from '../../analysis/load-network.ts';
import { parseHours } from '../../analysis/parse-hours.ts';
import { parsePoolGb } from '../../analysis/pool-gb.ts';
import type { Services } from '../../analysis/services.ts';
import { buildReport } from '../../report/build-report.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { writeResult } from '../output.ts';
import { type EstimateFormat, formatEstimate } from './format-estimate.ts';

/** What `breakdown` is told. */
export interface BreakdownOptions {
  readonly path: string;
  readonly region?: string | undefined;
  readonly poolGb?: readonly string[] | undefined;
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  readonly format: EstimateFormat;
  readonly outFile?: string | undefined;
  readonly all?: boolean | undefined;
  readonly failOnUnknown?: boolean | undefined;
}

/** Prices the network and prints it; with `--fail-on-unknown` what is left out decides the exit code, after the print. */
export async function runBreakdown(options: BreakdownOptions, host: Host, services: Services): Promise<ExitCode> {
  const document = await estimateDocument(options, host, services);
  await writeResult(await formatEstimate(document, options, host, services), host, options.outFile);
  if (options.failOnUnknown !== true || document.totals.unknownLines === 0) return EXIT.done;
  await host.stderr.write(`${document.totals.unknownLines} cost lines are unknown and --fail-on-unknown is given.\n`);
  return EXIT.unknownData;
}

async function estimateDocument(options: BreakdownOptions, host: Host, services: Services): Promise<EstimateDocument> {
  const { path, region, poolGb, hours, billingDate } = options;
  const input = await readInput(path, host, services);
  const reading = await loadNetwork(input, { region, poolGb: poolGb && parsePoolGb(poolGb) });
  const estimate = await estimateNetwork(
    { reading, hours: hours === undefined ? undefined : parseHours(hours), billingDate },
    services.rates,
  );
  return buildReport(estimate, services.rates.kind);
}
