import type { FindingLog } from '../../core/finding.ts';
import type { ChangeDocument, DiffDocument } from '../../report/diff-document.ts';

/** Types whose network interfaces stand in zones. */
const ZONAL = new Set(['Interface', 'GatewayLoadBalancer']);

/** Says which changes cost resilience or headroom, and which costs can no longer be told. */
export function tellChanges(
  changes: readonly ChangeDocument[],
  unknown: DiffDocument['newlyUnknown'],
  findings: FindingLog,
): void {
  for (const change of changes) {
    tellZones(change, findings);
    tellHeadroom(change, findings);
  }
  for (const { id, charge, status } of unknown) {
    findings.add(
      'TG5056',
      id,
      `${charge} of ${id} is ${status.replace('-', ' ')} after the change, so the delta leaves it out.`,
    );
  }
}

function tellZones({ id, type, base, head }: ChangeDocument, findings: FindingLog): void {
  if (type === undefined || !ZONAL.has(type) || head?.azCount !== 1) return;
  if (!base) findings.add('TG5051', id, `${id} is added with one zone: if it fails, nothing is left.`);
  else if (base.azCount !== undefined && base.azCount > 1) {
    findings.add('TG5051', id, `${id} falls from ${base.azCount} zones to one: if it fails, nothing is left.`);
  }
}

function tellHeadroom({ id, headroom, base, head }: ChangeDocument, findings: FindingLog): void {
  const after = headroom?.head;
  if (!after || after.n1Holds || after.n1Utilisation === undefined || headroom?.base?.n1Holds === false) return;
  // Where base tells no traffic, only a zone that goes makes the difference.
  const isOld = base !== undefined && !headroom?.base && (base.azCount ?? 0) <= (head?.azCount ?? 0);
  if (isOld) return;
  const share = `${Math.round(after.n1Utilisation * 100)} %`;
  findings.add(
    'TG5053',
    id,
    `${id} ${base ? 'no longer bears' : 'does not bear'} the loss of a zone: the others would stand at ${share} of their ceiling at the peak.`,
  );
}
