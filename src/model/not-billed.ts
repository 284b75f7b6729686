import { ZERO } from '../core/decimal.ts';
import type { ChargeContext } from './charge.ts';
import type { CostLine } from './cost-line.ts';
import type { JoinedEndpoint } from './join.ts';

/** Why an endpoint's own charges do not reach its owner; undefined = they do. Deletion ends billing; other states do not. */
export function reasonNotBilled({ endpoint }: JoinedEndpoint): string | undefined {
  if (endpoint.payer === 'provider') return 'the service provider pays for it';
  if (endpoint.state !== undefined && endpoint.state.toLowerCase() === 'deleted') return 'it is deleted';
  return undefined;
}

/** A free line that says why, or undefined where the endpoint is billed. */
export function notBilledLine(
  charge: 'endpoint-hours' | 'data-processed',
  joined: JoinedEndpoint,
  context: ChargeContext,
): CostLine | undefined {
  const reason = reasonNotBilled(joined);
  if (reason === undefined) return undefined;
  context.findings.add('TG1451', joined.endpoint.id, `${joined.endpoint.id} is not billed to its owner: ${reason}.`);
  const bytes = charge === 'data-processed';
  return {
    charge,
    status: 'free',
    category: bytes ? 'usage' : 'baseline',
    unit: bytes ? 'GB' : 'AZ-hours',
    display: reason,
    monthly: ZERO,
    provenance: { rule: 'not-billed' },
  };
}
