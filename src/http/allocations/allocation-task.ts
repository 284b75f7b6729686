import { allocationDocument } from '../../operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../operations/inputs/load-network.ts';
import { loadTraffic, trafficFile } from '../../operations/inputs/load-traffic.ts';
import { atDiscount, parseDiscounts } from '../../operations/inputs/read-discounts.ts';
import type { Services } from '../../operations/services.ts';
import { drawView } from '../../report/formats/index.ts';
import { viewAllocation } from '../../report/views/allocation.ts';
import type { KeptFile } from '../body/kept-parts.ts';
import type { Part } from '../estimates/estimate-task.ts';
import type { AllocationFormat } from './allocation-format.ts';

/** An allocation as plain data: it runs in a worker. */
export interface AllocationTask {
  /** The network: on disk, or as the body of the request; absent = the bill alone. */
  readonly network?: KeptFile | Part | undefined;
  readonly bills: readonly KeptFile[];
  readonly traffic: readonly KeptFile[];
  readonly costCategory?: KeptFile | undefined;
  readonly by: string;
  readonly discount?: readonly string[] | undefined;
  readonly shared?: 'even' | 'owner' | undefined;
  readonly region?: string | undefined;
  readonly kind?: string | undefined;
  readonly format: AllocationFormat;
  readonly focusVersion?: '1.2' | '1.3' | undefined;
  readonly focusMonth?: string | undefined;
  readonly billingAccount?: string | undefined;
}

/** Runs an allocation, until the signal is aborted. */
export type AllocationRunner = (task: AllocationTask, signal: AbortSignal) => Promise<Uint8Array>;

/** Allocates, and writes the answer in the format asked for. */
export async function allocationTask(task: AllocationTask, given: Services): Promise<string> {
  const services = atDiscount(given, parseDiscounts(task.discount ?? []));
  const { readFile, now } = services;
  const { by, shared, bills, costCategory, format } = task;
  const document = await allocationDocument(
    {
      by,
      shared,
      bills: bills.map(({ name, path }) => ({ ...trafficFile(path, readFile), name })),
      ...(await networkOf(task, services)),
      costCategory: costCategory && { name: costCategory.name, content: await readFile(costCategory.path) },
    },
    services,
  );
  if (format === 'json') return JSON.stringify(document);
  if (format !== 'focus') return drawView(format, viewAllocation(document));
  const { focus } = await import('../../report/formats/focus.ts');
  return focus(document, {
    version: task.focusVersion ?? '1.2',
    month: task.focusMonth ?? now().toISOString().slice(0, 7),
    billingAccount: task.billingAccount,
  });
}

async function networkOf({ network, traffic: files, region, kind }: AllocationTask, { readFile }: Services) {
  if (!network) return {};
  const content = 'bytes' in network ? network.bytes : await readFile(network.path);
  const reading = await loadNetwork({ name: network.name, content }, { region, kind });
  const given = files.map(({ name, path }) => ({ ...trafficFile(path, readFile), name }));
  return { reading, traffic: await loadTraffic({ files: given }, reading.topology) };
}
