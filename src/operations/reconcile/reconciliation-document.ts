import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { FindingLog } from '../../core/finding.ts';
import { amountText } from '../../core/money.ts';
import { findRegion } from '../../core/regions.ts';
import { type JoinedNetwork, join } from '../../model/join.ts';
import { regionsOf } from '../../model/regions-of.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { ReconciliationDocument } from '../../report/reconciliation-document.ts';
import type { Topology } from '../../topology/topology.ts';
import type { BillLine, BillSpan } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { DailySeries } from '../../traffic/throughput.ts';
import { mergeTraffic } from '../../traffic/traffic.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';
import { askedEndpoints } from '../inputs/ask-history.ts';
import { type ExchangeRates, exchangeOf } from '../inputs/exchange-rates.ts';
import { type NetworkInputs, type NetworkWithHistory, withHistory } from '../inputs/network-inputs.ts';
import type { ComputePorts } from '../operation.ts';
import { type ForeignMoney, inOneCurrency } from '../shared/bill-currency.ts';
import { billFindings } from '../shared/bill-findings.ts';
import { enterBill } from '../shared/bill-ledger.ts';
import { namesOf } from '../shared/bill-subjects.ts';
import { loadCards } from '../shared/estimate-network.ts';
import { type ReadBill, readBill } from '../shared/read-bill.ts';
import { buildReconciliation } from './build-reconciliation.ts';
import { crossAzOnBill } from './cross-az-on-bill.ts';
import { coveredDay } from './life.ts';
import { lineFindings } from './line-findings.ts';
import { type Reconciled, reconcile } from './reconcile.ts';

export interface ReconcileRequest extends NetworkInputs {
  /** The files of one bill, in any format that is read. */
  readonly bills: readonly TrafficFile[];
  /** Show every day of every line. */
  readonly byDay?: boolean | undefined;
  /** For a bill in another currency than the prices. */
  readonly exchangeRates?: ExchangeRates | undefined;
}

/** Use case of every face: what was billed against what the model says. Throws TG6002 to TG6004 and what reading networks throws. */
export function reconciliationDocument(
  request: ReconcileRequest,
  services: Pick<ComputePorts, 'rates'>,
): Promise<ReconciliationDocument> {
  return withHistory(request, async (inputs) => {
    const bill = await readBill(request.bills);
    return reconcileBill(request, inputs, bill, services);
  });
}

/** The same of a bill that is read already. */
export const reconcileReadBill = (
  request: ReconcileRequest,
  bill: ReadBill,
  services: Pick<ComputePorts, 'rates'>,
): Promise<ReconciliationDocument> => withHistory(request, (inputs) => reconcileBill(request, inputs, bill, services));

async function reconcileBill(
  { bills, byDay, exchangeRates }: ReconcileRequest,
  { reading, history, profile, findings: inputFindings }: NetworkWithHistory,
  read: ReadBill,
  { rates }: Pick<ComputePorts, 'rates'>,
): Promise<ReconciliationDocument> {
  const { topology } = reading;
  const findings = new FindingLog();
  const regions = new Set([...regionsOf(topology), ...read.lines.flatMap((line) => regionOfEndpointLine(line) ?? [])]);
  const { cards, findings: rateFindings } = await loadCards([...regions], rates);
  findings.addAll([...reading.findings, ...inputFindings, ...rateFindings]);
  const from = bills.map((file) => file.name).join(', ');
  const measured = reading.measured?.profile;
  const traffic = measured && profile ? mergeTraffic(measured, profile) : (profile ?? measured);
  const described = join(topology, traffic ?? new Map());
  const names = namesOf(described);
  const priced = currencyOf(cards);
  const given = inOneCurrency(read, names, priced, exchangeRates);
  const { bill, currency, foreign } = given;
  const { lines, span, formats, hasResourceIds, rejected, doubles, older } = bill;
  const network = billedHere(described, bill, foreign);
  const days = span ? daysOf(span) : [];
  const entered = enterBill(bill, names);
  billFindings(findings, given, entered.named, from);
  const stated = read.stated.find((each) => each.billed === currency && each.priced === priced)?.rate;
  for (const gap of span?.gaps ?? []) {
    const [start, end] = [instantOf(gap.start), instantOf(gap.end)];
    findings.add('TG6073', from, `No usage is billed from ${start} to ${end}: nothing is compared there.`);
  }
  const exchange = exchangeOf(priced, currency, exchangeRates ?? new Map(), stated);
  if (currency !== priced) {
    findings.add('TG6064', from, `Prices in ${priced} are taken at ${exchange.toFixed()} ${currency} for 1 ${priced}.`);
  }
  const reconciled: Reconciled =
    span === undefined
      ? { lines: [], priced: [] }
      : reconcile({
          network,
          cards,
          measured: history && (await dailyOf(topology, history, days)),
          lines: entered.compared,
          days,
          covered: span,
          exchange,
        });
  lineFindings(findings, bill, reconciled.lines, from);
  return buildReconciliation(reconciled, {
    period: span ? { from: span.firstDay, to: span.lastDay } : null,
    currency,
    bill: {
      formats: [...formats],
      hasResourceIds,
      rejectedLines: rejected,
      covers: span ? { start: instantOf(span.start), end: instantOf(span.end) } : null,
      doubles: doubles.map(({ kind, lines: count, cost, currency: own = currency }) => ({
        kind,
        lines: count,
        amount: amountText(new Decimal(cost)),
        currency: own,
      })),
      older: [...older],
    },
    crossAz: crossAzOnBill(lines, topology, findings),
    entered,
    foreign,
    findings,
    byDay: byDay === true,
  });
}

/** Endpoints that are billed in another currency alone are not expected on this side of the bill. */
function billedHere(network: JoinedNetwork, { lines }: ReadBill, foreign: readonly ForeignMoney[]): JoinedNetwork {
  if (foreign.length === 0) return network;
  const here = new Set(lines.flatMap(({ resource }) => resource ?? []));
  const isAbroad = (id: string): boolean => !here.has(id) && foreign.some(({ resources }) => resources.has(id));
  return {
    ...network,
    endpoints: network.endpoints.filter(({ endpoint: { id, awsId } }) => !isAbroad(awsId ?? id)),
  };
}

const instantOf = (time: number): string => new Date(time).toISOString();

/** Only Regions of the table have prices. */
const regionOfEndpointLine = ({ product, region }: BillLine): string | undefined =>
  product?.includes('-endpoint-') && region !== undefined && findRegion(region) ? region : undefined;

/** Measured bytes of whole days; undefined where the history says nothing of the bill's days. */
async function dailyOf(
  topology: Topology,
  history: NonNullable<NetworkWithHistory['history']>,
  days: readonly string[],
): Promise<readonly DailySeries[] | undefined> {
  const start = Date.parse(days[0] ?? '') / 1000;
  const end = Date.parse(days.at(-1) ?? '') / 1000 + 86_400;
  const span = await history.span();
  if (!span || span.end <= start || span.start >= end) return undefined;
  const window = { start: Math.max(start, span.start), end: Math.min(end, span.end) };
  return history.daily({ window, endpoints: askedEndpoints(topology) });
}

/** Every UTC day of a span, both ends inside, that the bill has an hour of. */
function daysOf(span: BillSpan): readonly string[] {
  const { firstDay, lastDay } = span;
  const days: string[] = [];
  for (let at = Date.parse(firstDay); at <= Date.parse(lastDay); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days.filter((day) => coveredDay(span, day).length > 0);
}

function currencyOf(cards: ReadonlyMap<string, RateCard>): string {
  const [currency = 'USD', ...others] = new Set([...cards.values()].map((card) => card.currency));
  if (others.length === 0) return currency;
  throw new TollgateError('TG6004', `The network has prices in ${[currency, ...others].sort().join(' and ')}.`, {
    hint: 'Reconcile each AWS partition on its own.',
  });
}
