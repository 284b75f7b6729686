import type { Bypass } from '../capacity/bypass.ts';
import { type EndpointMatrix, flowsOf } from '../capacity/zone-matrix.ts';
import type { FindingLog } from '../core/finding.ts';
import { shortService } from '../core/ids.ts';
import { quantityText } from '../core/money.ts';
import { isoInstant } from '../core/time.ts';
import type { ClientPlace, FlowReading } from '../traffic/flow-reading.ts';
import type { BypassDocument, EndpointMatrixDocument, MatrixDocument } from './matrix-document.ts';

/** What a matrix of a network is made of. */
export interface MatrixParts {
  readonly reading: Pick<FlowReading, 'window' | 'records'>;
  readonly endpoints: readonly EndpointMatrix[];
  readonly bypasses: readonly Bypass[];
  readonly findings: FindingLog;
}

/** Turns a matrix into its document: decimals become exact strings, nothing is computed. */
export function buildMatrix({ reading, endpoints, bypasses, findings }: MatrixParts): MatrixDocument {
  const { window, records } = reading;
  const document: MatrixDocument = {
    schema: 'tollgate/matrix@1',
    window: window ? { start: isoInstant(window.start), end: isoInstant(window.end) } : null,
    records: { ...records },
    endpoints: endpoints.map(endpointOf),
    bypasses: bypasses.map(bypassOf),
    flows: [...flowsOf(endpoints, quantityText)],
    findings: [...findings.findings],
  };
  if (Object.keys(findings.omitted).length > 0) document.findingsOmitted = { ...findings.omitted };
  return document;
}

const placeOf = ({ vpc, az, account }: ClientPlace) => ({
  ...(vpc !== undefined && { vpc }),
  ...(az !== undefined && { az }),
  ...(account !== undefined && { account }),
});

const endpointOf = ({ endpoint, cells, ...found }: EndpointMatrix): EndpointMatrixDocument => ({
  id: endpoint.id,
  ...(endpoint.service !== undefined && { service: shortService(endpoint.service) }),
  ...(endpoint.vpc !== undefined && { vpc: endpoint.vpc }),
  totalGb: quantityText(found.totalGb),
  totalFrom: found.totalFrom,
  loggedGb: quantityText(found.loggedGb),
  residualGb: quantityText(found.residualGb),
  sameZoneShare: found.sameZoneShare ?? null,
  cells: cells.map(({ from, via, az, share, requestShare, monthlyGb }) => ({
    from: placeOf(from),
    ...(via !== undefined && { via }),
    ...(az !== undefined && { az }),
    share,
    requestShare,
    monthlyGb: quantityText(monthlyGb),
  })),
});

const bypassOf = ({ vpc, az, service, range, path, monthlyGb, endpoints, cause }: Bypass): BypassDocument => ({
  ...placeOf({ vpc, az }),
  ...(service !== undefined && { service }),
  range,
  path,
  monthlyGb: quantityText(monthlyGb),
  endpoints: [...endpoints],
  ...(cause !== undefined && { cause }),
});
