import { sum } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { nothingFound } from '../shared/nothing-found.ts';
import type { ReadBill } from '../shared/read-bill.ts';
import { isLeftOutOfModel, type ReconciledLine } from './reconcile.ts';

/** What a reconciliation says of its lines: which one side alone has, which no rate explains, which are billed for zones they lack. */
export function lineFindings(
  findings: FindingLog,
  bill: ReadBill,
  lines: readonly ReconciledLine[],
  from: string,
): void {
  if (bill.span === undefined) {
    findings.add('TG6050', from, nothingFound(bill));
  } else if (!bill.hasResourceIds) {
    findings.add('TG6051', from, 'No line of an endpoint names it, so each Region is compared as a whole.');
  }
  for (const line of lines) {
    if (line.endpoint !== undefined && !line.isBilled && isLeftOutOfModel(line)) leftOut(findings, line.endpoint, line);
    if (line.isBilled && !line.isModelled) notModelled(findings, line);
    else if (line.endpoint !== undefined && line.charge === 'endpoint-hours') hours(findings, line.endpoint, line);
    else if (line.endpoint !== undefined && line.charge === 'data-processed') bytes(findings, line.endpoint, line);
  }
}

function leftOut(findings: FindingLog, endpoint: string, { charge, isModelled }: ReconciledLine): void {
  const fact = isModelled ? (charge === 'endpoint-hours' ? 'number of zones' : 'traffic') : 'rate';
  const message = `The ${fact} of ${endpoint} is unknown, and the bill has no line of its ${charge}: the modelled amount is a lower bound.`;
  findings.add('TG6070', endpoint, message);
}

function notModelled(
  findings: FindingLog,
  { endpoint, region = 'no Region', product, charge, days, isInNetwork }: ReconciledLine,
): void {
  const subject = endpoint ?? `all of ${region}`;
  const amount = sum(days.map((day) => day.residual))
    .toDecimalPlaces(10)
    .toFixed();
  if (isInNetwork) {
    findings.add(
      'TG6062',
      subject,
      `${subject} is billed ${amount} for ${product}; no rate of it is known in ${region}.`,
    );
  } else if (endpoint === undefined || charge !== 'endpoint-hours') {
    findings.add('TG6062', subject, `${subject} is billed ${amount} for ${product}; the network has no such endpoint.`);
  } else findings.add('TG6052', endpoint, `${endpoint} is billed ${amount} for its hours, and is not in the network.`);
}

function hours(findings: FindingLog, endpoint: string, { isBilled, days, zones }: ReconciledLine): void {
  const isProviderPaid = days.some((day) => day.causes.some(([cause]) => cause === 'provider-pays'));
  if (!isBilled && !isProviderPaid && days.some((day) => !day.modelled.isZero())) {
    findings.add('TG6053', endpoint, `${endpoint} is modelled, and the bill has no hours of it.`);
  }
  // An endpoint that lost a zone in the period had more before.
  const over = days.filter(
    (day) =>
      zones !== undefined &&
      day.zonesBilled?.greaterThan(zones) === true &&
      !day.causes.some(([cause]) => cause === 'zone-removed'),
  );
  const [first] = over;
  if (first?.zonesBilled === undefined || zones === undefined) return;
  findings.add(
    'TG6061',
    endpoint,
    `${endpoint} is billed up to ${first.zonesBilled.toFixed()} AZ-hours in an hour of ${first.day}, and has ${zones === 1 ? '1 zone' : `${zones} zones`}: a line may be on the bill twice.`,
  );
}

function bytes(findings: FindingLog, endpoint: string, { isBilled, days }: ReconciledLine): void {
  if (!isBilled || days.every((day) => day.quantityModelled !== undefined)) return;
  findings.add('TG6054', endpoint, `The bytes of ${endpoint} are not known, so those of the bill are taken.`);
}
