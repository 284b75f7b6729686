import { TollgateError } from '../../core/errors.ts';
import { FindingLog, finding } from '../../core/finding.ts';
import { join } from '../../model/join.ts';
import { regionsOf } from '../../model/regions-of.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { ReconciliationDocument } from '../../report/reconciliation-document.ts';
import type { Topology } from '../../topology/topology.ts';
import type { BillLine, BillSpan } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { DailySeries } from '../../traffic/throughput.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';
import { askedEndpoints } from '../inputs/ask-history.ts';
import { type CapacityInputs, type CapacityRequest, withCapacityInputs } from '../inputs/capacity-inputs.ts';
import type { ComputePorts } from '../operation.ts';
import { loadCards } from '../shared/estimate-network.ts';
import { type ReadBill, readBill, rejectedLines } from '../shared/read-bill.ts';
import { buildReconciliation } from './build-reconciliation.ts';
import { crossAzOnBill } from './cross-az-on-bill.ts';
import { type Reconciled, reconcile } from './reconcile.ts';

export interface ReconcileRequest extends CapacityRequest {
  /** The files of one bill, in any format that is read. */
  readonly bills: readonly TrafficFile[];
  /** Show every day of every line. */
  readonly byDay?: boolean | undefined;
}

/** Use case of every face: what was billed against what the model says. Throws TG6002 to TG6004 and what reading networks throws. */
export function reconciliationDocument(
  request: ReconcileRequest,
  services: Pick<ComputePorts, 'rates'>,
): Promise<ReconciliationDocument> {
  return withCapacityInputs(request, async (inputs) => {
    const bill = await readBill(request.bills);
    return reconcileBill(request, inputs, bill, services);
  });
}

async function reconcileBill(
  { bills, byDay }: ReconcileRequest,
  { reading, history, profile, findings: inputFindings }: CapacityInputs,
  bill: ReadBill,
  { rates }: Pick<ComputePorts, 'rates'>,
): Promise<ReconciliationDocument> {
  const { topology } = reading;
  const { lines, span, formats, hasResourceIds, rejected } = bill;
  const findings = new FindingLog();
  const regions = new Set([...regionsOf(topology), ...lines.flatMap((line) => regionOfEndpointLine(line) ?? [])]);
  const { cards, findings: rateFindings } = await loadCards([...regions], rates);
  findings.addAll([...reading.findings, ...inputFindings, ...rateFindings]);
  const from = bills.map((file) => file.name).join(', ');
  if (rejected > 0) findings.push(finding('TG1205', from, rejectedLines(rejected)));
  const measured = reading.measured?.profile;
  const traffic = measured && profile ? mergeTraffic(measured, profile) : (profile ?? measured);
  const network = join(topology, traffic ?? new Map());
  const days = span ? daysOf(span) : [];
  const reconciled: Reconciled =
    span === undefined
      ? { lines: [], priced: [], compared: new Set() }
      : reconcile({
          network,
          cards,
          measured: history && (await dailyOf(topology, history, days)),
          lines,
          days,
          hasResourceIds,
        });
  sayWhatIsMissing(findings, bill, reconciled, from);
  return buildReconciliation(reconciled, {
    period: span ? { from: span.firstDay, to: span.lastDay } : null,
    currency: currencyOf(cards, span?.currency),
    bill: { formats: [...formats], hasResourceIds, rejectedLines: rejected },
    crossAz: crossAzOnBill(lines, topology, findings),
    lines,
    findings,
    byDay: byDay === true,
  });
}

const regionOfEndpointLine = ({ product, region }: BillLine): string | undefined =>
  product?.includes('-endpoint-') ? region : undefined;

/** Measured bytes of whole days; undefined where the history says nothing of the bill's days. */
async function dailyOf(
  topology: Topology,
  history: NonNullable<CapacityInputs['history']>,
  days: readonly string[],
): Promise<readonly DailySeries[] | undefined> {
  const start = Date.parse(days[0] ?? '') / 1000;
  const end = Date.parse(days.at(-1) ?? '') / 1000 + 86_400;
  const span = await history.span();
  if (!span || span.end <= start || span.start >= end) return undefined;
  const window = { start: Math.max(start, span.start), end: Math.min(end, span.end) };
  return history.daily({ window, endpoints: askedEndpoints(topology) });
}

/** Every UTC day of a span, both ends inside. */
function daysOf({ firstDay, lastDay }: BillSpan): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(firstDay); at <= Date.parse(lastDay); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

function currencyOf(cards: ReadonlyMap<string, RateCard>, billed: string | undefined): string {
  const priced = [...new Set([...cards.values()].map((card) => card.currency))].sort();
  const [currency = billed ?? 'USD'] = priced;
  if (priced.length > 1 || (billed !== undefined && billed !== currency)) {
    throw new TollgateError(
      'TG6004',
      `The bill is in ${billed ?? 'no currency'}, the prices in ${priced.join(' and ')}.`,
      {
        hint: 'Reconcile each AWS partition on its own.',
      },
    );
  }
  return currency;
}

function sayWhatIsMissing(findings: FindingLog, bill: ReadBill, { lines }: Reconciled, from: string): void {
  if (bill.span === undefined) {
    const ids = bill.hasResourceIds ? '' : '; resource ids are not enabled';
    findings.add('TG6050', from, `No PrivateLink lines found${ids}.`);
  } else if (!bill.hasResourceIds) {
    findings.add('TG6051', from, 'No line that matters names its resource, so each Region is compared as a whole.');
  }
  for (const { endpoint, isModelled, isBilled, charge, days } of lines) {
    if (endpoint === undefined || charge !== 'endpoint-hours') continue;
    if (!isModelled) findings.add('TG6052', endpoint, `${endpoint} is billed, and is not in the network.`);
    const isProviderPaid = days.some((day) => day.causes.some(([cause]) => cause === 'provider-pays'));
    if (!isBilled && !isProviderPaid)
      findings.add('TG6053', endpoint, `${endpoint} is modelled, and the bill has no hours of it.`);
  }
  for (const { endpoint, isModelled, isBilled, charge, days } of lines) {
    if (endpoint === undefined || !isModelled || !isBilled || charge !== 'data-processed') continue;
    if (days.every((day) => day.quantityModelled !== undefined)) continue;
    findings.add('TG6054', endpoint, `The bytes of ${endpoint} are not known, so those of the bill are taken.`);
  }
}
