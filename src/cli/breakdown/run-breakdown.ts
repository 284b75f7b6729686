import { TollgateError } from '../../core/errors.ts';
import { parseGroupKey } from '../../model/group-key.ts';
import { documentOf, loadNetwork } from '../../operations/inputs/load-network.ts';
import { openInput } from '../../operations/inputs/open-input.ts';
import { readParameters } from '../../operations/inputs/parameters.ts';
import { parseHours } from '../../operations/inputs/parse-hours.ts';
import { parsePoolGb } from '../../operations/inputs/pool-gb.ts';
import { isSavedEstimate, readSavedEstimate } from '../../operations/inputs/saved-estimate.ts';
import type { Services } from '../../operations/services.ts';
import { estimateNetwork } from '../../operations/shared/estimate-network.ts';
import { buildReport } from '../../report/build-report.ts';
import type { EstimateDocument } from '../../report/report.ts';
import { counted } from '../../report/words.ts';
import type { Topology } from '../../topology/topology.ts';
import type { TrafficReading } from '../../traffic/traffic-source.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { writeResult } from '../output.ts';
import { type FormatEstimateOptions, formatEstimate } from './format-estimate.ts';

/** What `breakdown` is told. */
export interface BreakdownOptions extends FormatEstimateOptions {
  readonly region?: string | undefined;
  readonly parameter?: readonly string[] | undefined;
  readonly parameterFile?: readonly string[] | undefined;
  readonly usageFile?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly poolGb?: readonly string[] | undefined;
  readonly groupBy?: readonly string[] | undefined;
  readonly hours?: string | undefined;
  readonly billingDate?: string | undefined;
  readonly failOnUnknown?: boolean | undefined;
  /** Applied to the rates before; named here because a saved estimate refuses it. */
  readonly discounts?: string | undefined;
}

/** Prices the network and prints it; with `--fail-on-unknown` what is left out decides the exit code, after the print. */
export async function runBreakdown(options: BreakdownOptions, host: Host, services: Services): Promise<ExitCode> {
  const document = await estimateDocument(options, host, services);
  await writeResult(await formatEstimate(document, options, host, services), host, options.outFile);
  if (options.failOnUnknown !== true || document.totals.unknownLines === 0) return EXIT.done;
  const unknown = counted(document.totals.unknownLines, 'cost line is', 'cost lines are');
  await host.stderr.write(`${unknown} unknown and --fail-on-unknown is given.\n`);
  return EXIT.unknownData;
}

async function estimateDocument(options: BreakdownOptions, host: Host, services: Services): Promise<EstimateDocument> {
  const { region, poolGb, hours, billingDate } = options;
  const { readFile, rates } = services;
  const open = async (path: string) => (await readInput(path, host, services)).content;
  const { input, sibling } = await openInput(options.path, open, readFile);
  const document = await documentOf(input);
  if (isSavedEstimate(document)) {
    refusePricing(options);
    return readSavedEstimate(document);
  }
  const parameters = await readParameters(options.parameterFile ?? [], options.parameter, readFile);
  const reading = await loadNetwork(document, { region, poolGb: poolGb && parsePoolGb(poolGb), parameters, sibling });
  const traffic = await trafficOf(options, reading.topology, services);
  const request = { reading, traffic, hours: hours === undefined ? undefined : parseHours(hours), billingDate };
  return buildReport(await estimateNetwork(request, rates), rates.kind, {
    groupBy: options.groupBy?.map(parseGroupKey),
  });
}

async function trafficOf(
  { usageFile, traffic }: BreakdownOptions,
  topology: Topology,
  { readFile }: Services,
): Promise<TrafficReading | undefined> {
  if (usageFile === undefined && traffic === undefined) return undefined;
  const { loadTraffic, trafficFile } = await import('../../operations/inputs/load-traffic.ts');
  const files = traffic?.map((path) => trafficFile(path, readFile));
  return loadTraffic(
    { usageFile: usageFile === undefined ? undefined : trafficFile(usageFile, readFile), files },
    topology,
  );
}

/** A saved estimate is priced already: what would change the price is refused, not ignored. */
function refusePricing(options: BreakdownOptions): void {
  if (PRICING.every((name) => options[name] === undefined)) return;
  throw new TollgateError('TG1012', 'The input is a saved estimate, which is priced already.', {
    hint: 'Give the network it came from, or leave out the options that change what is priced.',
  });
}

const PRICING = [
  'region',
  'parameter',
  'parameterFile',
  'usageFile',
  'traffic',
  'poolGb',
  'groupBy',
  'hours',
  'billingDate',
  'discounts',
] as const satisfies readonly (keyof BreakdownOptions)[];
