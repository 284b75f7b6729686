import { ZERO } from '../../core/decimal.ts';
import type { FindingLog } from '../../core/finding.ts';
import { amountText, quantityText } from '../../core/money.ts';
import type { ReconciliationDocument } from '../../report/reconciliation-document.ts';
import type { Topology } from '../../topology/topology.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';

/**
 * Tests on the bill that bytes between zones to an endpoint cost nothing: `InterZone-*` lines on the network interfaces of
 * endpoints (or on the endpoints themselves) must not be there.
 */
export function crossAzOnBill(
  lines: readonly BillLine[],
  { networkInterfaces, endpoints }: Topology,
  findings: FindingLog,
): ReconciliationDocument['crossAz'] {
  const own = new Set([
    ...(networkInterfaces ?? []).flatMap(({ id, endpoint }) => (endpoint === undefined ? [] : [id])),
    ...endpoints.flatMap((endpoint) => endpoint.networkInterfaces ?? []),
  ]);
  const charged = lines.filter(
    ({ product, resource, lineType }) =>
      product === 'cross-az' &&
      lineType === 'usage' &&
      resource !== undefined &&
      (own.has(resource) || resource.startsWith('vpce-')),
  );
  const billed = charged.reduce((sum, line) => sum.plus(line.cost), ZERO);
  const interfaces = [...new Set(charged.map((line) => line.resource ?? ''))].sort();
  for (const id of billed.isZero() ? [] : interfaces) {
    findings.add('TG6055', id, `The bill charges bytes between zones on ${id}, which belongs to an endpoint.`);
  }
  return {
    holds: billed.isZero(),
    gb: quantityText(charged.reduce((sum, line) => sum.plus(line.quantity), ZERO)),
    billed: amountText(billed),
    interfaces,
  };
}
