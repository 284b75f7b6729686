import { TollgateError } from '../../core/errors.ts';
import { allocationDocument } from '../../operations/allocate/allocation-document.ts';
import { loadNetwork, type NetworkReading } from '../../operations/inputs/load-network.ts';
import { loadTraffic, trafficFile } from '../../operations/inputs/load-traffic.ts';
import { openInput } from '../../operations/inputs/open-input.ts';
import { readParameters } from '../../operations/inputs/parameters.ts';
import { matrixDocument, withFlows } from '../../operations/matrix/matrix-document.ts';
import type { Services } from '../../operations/services.ts';
import { viewAllocation } from '../../report/views/allocation.ts';
import { counted } from '../../report/words.ts';
import { FLOW_SOURCES } from '../../traffic/registry.ts';
import { type PrintOptions, printDocument } from '../capacity/print-document.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { type FocusWriteOptions, writeFocus } from '../focus-options.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import type { DOCUMENT_FORMATS } from '../options.ts';
import { writeResult } from '../output.ts';

export interface AllocateOptions extends FocusWriteOptions, Omit<PrintOptions, 'format'> {
  readonly path?: string | undefined;
  readonly bill?: readonly string[] | undefined;
  readonly by: string;
  readonly flowLogs?: readonly string[] | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly usageFile?: string | undefined;
  readonly region?: string | undefined;
  readonly parameter?: readonly string[] | undefined;
  readonly parameterFile?: readonly string[] | undefined;
  readonly shared?: 'even' | 'owner' | undefined;
  readonly costCategory?: string | undefined;
  readonly failOnUnknown?: boolean | undefined;
  readonly format: (typeof DOCUMENT_FORMATS)[number] | 'focus';
}

/** Allocates what a network costs, or what a bill charges, and prints it. */
export async function runAllocate(options: AllocateOptions, host: Host, services: Services): Promise<ExitCode> {
  const { path, bill, by, shared, costCategory, format } = options;
  if (path === undefined && bill === undefined) {
    throw new TollgateError('TG1012', 'Neither --path nor --bill is given.', {
      hint: "Give a network (--path), a bill (--bill 'export/*.parquet'), or both.",
    });
  }
  const network = path === undefined ? undefined : await networkOf({ ...options, path }, host, services);
  const { findBills } = await import('../../traffic/sources/billing-export/find-bills.ts');
  const bills = bill && (await findBills(bill)).map(({ path: file }) => trafficFile(file, services.readFile));
  const category = costCategory === undefined ? undefined : await readInput(costCategory, host, services);
  const document = await allocationDocument({ by, ...network, bills, shared, costCategory: category }, services);
  if (format === 'focus') await writeResult(await writeFocus(document, options, services), host, options.outFile);
  else await printDocument(document, viewAllocation, { ...options, format }, host);
  if (options.failOnUnknown !== true || document.unknownLines === 0) return EXIT.done;
  const unknown = counted(document.unknownLines, 'cost line is', 'cost lines are');
  await host.stderr.write(`${unknown} unknown and --fail-on-unknown is given.\n`);
  return EXIT.unknownData;
}

/** The network with the traffic that files tell of it, and with the flows of flow logs in place of its own. */
async function networkOf(options: AllocateOptions & { readonly path: string }, host: Host, services: Services) {
  const { readFile } = services;
  const { region, parameter, parameterFile, usageFile, traffic: files, flowLogs } = options;
  const open = async (path: string) => (await readInput(path, host, services)).content;
  const { input, sibling } = await openInput(options.path, open, readFile);
  const parameters = await readParameters(parameterFile ?? [], parameter, readFile);
  const reading = await loadNetwork(input, { region, sibling, parameters });
  const traffic = await loadTraffic(
    {
      usageFile: usageFile === undefined ? undefined : trafficFile(usageFile, readFile),
      files: files?.map((file) => trafficFile(file, readFile)),
    },
    reading.topology,
  );
  if (flowLogs === undefined) return { reading, traffic };
  const source = await FLOW_SOURCES['flow-logs']();
  const matrix = await matrixDocument({ reading, traffic, flowLogs }, source);
  const told: NetworkReading = { ...reading, topology: withFlows(reading.topology, matrix) };
  return { reading: told, traffic };
}
