import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { FindingLog } from '../../core/finding.ts';
import { AMOUNT_PLACES, amountText, roundTo } from '../../core/money.ts';
import { type AllocatedCost, allocate } from '../../model/allocation/allocate.ts';
import { type AllocationKey, parseAllocationKey } from '../../model/allocation/allocation-key.ts';
import type { CostPlace } from '../../model/allocation/place.ts';
import { join } from '../../model/join.ts';
import type { AllocationDocument } from '../../report/allocation-document.ts';
import { buildAllocation } from '../../report/build-allocation.ts';
import { ratesDocument } from '../../report/build-report.ts';
import { ledgerDocument } from '../../report/ledger-document.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';
import type { NetworkInput, NetworkReading } from '../inputs/load-network.ts';
import type { ComputePorts } from '../operation.ts';
import { inOneCurrency } from '../shared/bill-currency.ts';
import { billFindings } from '../shared/bill-findings.ts';
import { enterBill } from '../shared/bill-ledger.ts';
import { namesOf } from '../shared/bill-subjects.ts';
import { estimateNetwork } from '../shared/estimate-network.ts';
import { nothingFound } from '../shared/nothing-found.ts';
import { type ReadBill, readBill } from '../shared/read-bill.ts';
import { billedCosts } from './billed-costs.ts';
import { type CostCategory, categoryOf, readCostCategory, taggedValue } from './cost-categories.ts';
import { modelledCosts } from './modelled-costs.ts';

export interface AllocationRequest {
  /** A key such as "team", "account" or "tag:KEY". */
  readonly by: string;
  /** The network; a bill can be allocated without one. */
  readonly reading?: NetworkReading | undefined;
  /** Traffic that files tell of the network. */
  readonly traffic?: Parameters<typeof estimateNetwork>[0]['traffic'];
  readonly hours?: Decimal | undefined;
  readonly billingDate?: string | undefined;
  /** The files of one bill: then what was billed is allocated, not what is modelled. */
  readonly bills?: readonly TrafficFile[] | undefined;
  /** What becomes of endpoints that several VPCs use where no flow tells their bytes. */
  readonly shared?: 'even' | 'owner' | undefined;
  readonly costCategory?: NetworkInput | undefined;
  /** What counts as now, RFC 3339: how long ago measured traffic ended is told by it. */
  readonly asOf?: string | undefined;
}

/** Use case: whose the cost is. Throws TG1012, TG6002 to TG6006 and what pricing throws. */
export async function allocationDocument(
  request: AllocationRequest,
  services: Pick<ComputePorts, 'rates'>,
): Promise<AllocationDocument> {
  const { by, reading, bills = [], shared = 'even' } = request;
  const key = parseAllocationKey(by);
  const category = request.costCategory && (await readCostCategory(request.costCategory));
  if (bills.length > 0) {
    refuseUnknownCategory(key, category, true);
    const bill = await readBill(bills, 'name' in key ? key : undefined);
    return allocateBill({ key, category, reading, traffic: request.traffic, shared }, bill, bills);
  }
  if (!reading) {
    throw new TollgateError('TG1012', 'There is nothing to allocate.', { hint: 'Give a network, a bill, or both.' });
  }
  refuseUnknownCategory(key, category, false);
  const estimate = await estimateNetwork(
    {
      reading,
      traffic: request.traffic,
      hours: request.hours,
      billingDate: request.billingDate,
      asOf: request.asOf,
    },
    services.rates,
  );
  const costs = settled(modelledCosts(estimate, shared), estimate.totals.monthly.knownPart);
  return buildAllocation(allocate(costs, valueAt(key, category)), {
    basis: 'modelled',
    by: key.text,
    currency: estimate.currency,
    period: null,
    shared,
    beside: [],
    rates: ratesDocument(estimate, services.rates.kind),
    findings: estimate.findings,
  });
}

interface BillContext {
  readonly key: AllocationKey;
  readonly category: CostCategory | undefined;
  readonly reading: NetworkReading | undefined;
  readonly traffic: AllocationRequest['traffic'];
  readonly shared: 'even' | 'owner';
}

function allocateBill(
  { key, category, reading, traffic, shared }: BillContext,
  read: ReadBill,
  files: readonly TrafficFile[],
): AllocationDocument {
  const findings = new FindingLog();
  if (reading) findings.addAll([...reading.findings, ...(traffic?.findings ?? [])]);
  const from = files.map((file) => file.name).join(', ');
  const { span, hasResourceIds } = read;
  if (!span) findings.add('TG6050', from, nothingFound(read));
  else if (!hasResourceIds) {
    findings.add(
      'TG6051',
      from,
      'No line of an endpoint names it, so each account and Region is allocated as a whole.',
    );
  }
  const network = join(
    reading?.topology ?? { schema: 'tollgate/topology@1', endpoints: [] },
    mergeTraffic(reading?.measured?.profile ?? new Map(), traffic?.profile ?? new Map()),
  );
  const names = namesOf(network);
  const given = inOneCurrency(read, names);
  const { bill, currency, foreign } = given;
  const entered = enterBill(bill, names);
  billFindings(findings, given, entered.named, from);
  const costs = billedCosts(entered, network, shared, foreign);
  const parts = allocate(settled(costs), valueAt(key, category));
  const isOpen = parts.some(({ value }) => value === undefined);
  if ('name' in key && isOpen && !category && bill.lines.every((line) => line.label === undefined)) {
    findings.add(
      'TG6056',
      from,
      `No line of the bill carries ${key.text}${reading ? '; the network tells it alone' : ''}.`,
    );
  }
  return buildAllocation(parts, {
    basis: 'billed',
    by: key.text,
    currency,
    period: span ? { from: span.firstDay, to: span.lastDay } : null,
    shared,
    beside: entered.named
      .filter(({ part }) => part === 'beside' || part === 'notUsage')
      .map(({ what, amount }) => ({ what, amount: amountText(amount) })),
    ledger: ledgerDocument(entered.ledger, currency),
    ...(foreign.length > 0 && { otherLedgers: foreign.map((each) => each.ledger) }),
    findings,
  });
}

/** The value of a place under the key. */
function valueAt(key: AllocationKey, category: CostCategory | undefined): (place: CostPlace) => string | undefined {
  switch (key.kind) {
    case 'tag':
      return (place) => place.billed ?? taggedValue(place, key.name);
    case 'cost-category':
      return (place) => place.billed ?? (category && categoryOf(category, place));
    default:
      return (place) => place[key.kind];
  }
}

function refuseUnknownCategory(key: AllocationKey, category: CostCategory | undefined, isBilled: boolean): void {
  if (key.kind !== 'cost-category') return;
  if (category ? category.name === key.name : isBilled) return;
  throw new TollgateError('TG6005', `Nothing says what the cost category "${key.name}" is.`, {
    hint: 'Give a file that defines it (--cost-category), or a bill that carries it.',
  });
}

/** Amounts as a document writes them, ten decimals, so that what is printed adds up to the printed total: the largest gives way. */
export function settled(costs: readonly AllocatedCost[], total?: Decimal): readonly AllocatedCost[] {
  const exact = (value: Decimal): Decimal => roundTo(value, AMOUNT_PLACES);
  const rounded = costs.map((cost) => ({
    ...cost,
    amount: cost.amount && exact(cost.amount),
    list: cost.list && exact(cost.list),
  }));
  const amounts = rounded.map((cost) => cost.amount ?? ZERO);
  const off = exact(total ?? sum(costs.map((cost) => cost.amount ?? ZERO))).minus(sum(amounts));
  if (off.isZero()) return rounded;
  const largest = amounts.reduce((best, each, index) => (each.greaterThan(amounts[best] ?? ZERO) ? index : best), 0);
  return rounded.map((cost, index) => {
    if (index !== largest) return cost;
    const amount = cost.amount?.plus(off);
    // Where nothing is discounted, list and amount stay one number.
    return { ...cost, amount, list: cost.amount && cost.list?.equals(cost.amount) ? amount : cost.list };
  });
}
