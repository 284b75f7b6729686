import type { Decimal } from '../../../core/decimal.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import type { EndpointTraffic } from '../../traffic.ts';
import {
  namesOf,
  type TrafficFile,
  type TrafficReading,
  type TrafficSource,
  type TrafficTarget,
} from '../../traffic-source.ts';
import type { Double } from './overlaps.ts';
import type { BilledBytes } from './to-traffic.ts';
import type { BillNote } from './written-kind.ts';

/**
 * The bytes that a bill charges each endpoint for. As traffic it is told by its ending, `.csv.gz`, as AWS delivers it; `.csv` and
 * `.parquet` are throughput files there, and bills in every form are read by `reconcile --bill`.
 */
export const billingExport: TrafficSource = {
  kind: 'billing-export',
  accepts: (name) => /\.csv\.gz$/i.test(name),
  read: readBill,
};

async function readBill(files: readonly TrafficFile[], targets: readonly TrafficTarget[]): Promise<TrafficReading> {
  const [{ openBill }, { billsOnDisk }, { billedBytes, trafficOfBill, unnamedUsage }] = await Promise.all([
    import('./open-bill.ts'),
    import('./on-disk.ts'),
    import('./to-traffic.ts'),
  ]);
  const from = files.map((file) => file.name).join(', ');
  return billsOnDisk(files, async (paths) => {
    const bill = await openBill(paths);
    try {
      const bytes = await billedBytes(bill.connection);
      const unnamed = await unnamedUsage(bill.connection);
      const profile = new Map<string, EndpointTraffic>();
      for (const target of targets) {
        const traffic = trafficOfBill(target, bytes, from);
        if (traffic) profile.set(target.id, traffic);
      }
      return { profile, findings: [...findingsOf(bytes, targets, { ...bill, unnamed }, from)] };
    } finally {
      bill.close();
    }
  });
}

interface Read {
  readonly hasResourceIds: boolean;
  readonly rejected: number;
  readonly doubles: readonly Double[];
  readonly older: readonly string[];
  readonly notes: readonly BillNote[];
  readonly unnamed: { readonly lines: number; readonly gb: Decimal };
}

function* findingsOf(
  billed: ReadonlyMap<string, BilledBytes>,
  targets: readonly TrafficTarget[],
  { rejected, hasResourceIds, doubles, older, notes, unnamed }: Read,
  from: string,
): Generator<Finding> {
  for (const { code, subject, text } of notes) yield finding(code, subject, text, { file: subject });
  if (rejected > 0) yield finding('TG1205', from, rejectedText(rejected), { file: from });
  for (const { lines } of doubles) {
    yield finding('TG6060', from, `${lines} lines are on the bill twice, and are counted once.`, { file: from });
  }
  for (const name of older)
    yield finding('TG6060', name, `${name} is not counted: a newer version or the same file is.`);
  if (unnamed.lines > 0 && !hasResourceIds) yield finding('TG6051', from, NO_RESOURCE_IDS, { file: from });
  else if (unnamed.lines > 0) {
    const gb = unnamed.gb.toDecimalPlaces(10).toFixed();
    yield finding('TG6059', from, `${from} bills ${gb} GB without naming the endpoint: no traffic is taken from it.`, {
      file: from,
    });
  }
  const known = new Set(targets.flatMap(namesOf));
  for (const [id, { gb }] of billed) {
    if (known.has(id)) continue;
    const text = gb.toDecimalPlaces(10).toFixed();
    yield finding('TG1204', id, `${from} bills ${id} for ${text} GB, and it is not in the network.`, { file: from });
  }
}

/** What is said of lines that cannot be read. */
export const rejectedText = (rows: number): string =>
  `${rows === 1 ? '1 line was' : `${rows} lines were`} rejected: the start, the quantity or the cost cannot be read.`;

const NO_RESOURCE_IDS =
  'The bill names no resource, so it has no figures for single endpoints: resource ids were not enabled for the export.';
