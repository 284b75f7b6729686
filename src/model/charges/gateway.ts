import { ZERO } from '../../core/decimal.ts';
import type { Charge } from '../charge.ts';
import type { CostLine } from '../cost-line.ts';

const FREE: CostLine = {
  charge: 'gateway',
  status: 'free',
  category: 'baseline',
  unit: 'hours',
  display: 'gateway endpoints are free',
  monthly: ZERO,
  provenance: { rule: 'gateway' },
};

/** Gateway endpoints (S3, DynamoDB) cost nothing, and the report says so. Rule: gateway. */
export const gateway: Charge = {
  kind: 'gateway',
  service: 'Amazon Virtual Private Cloud',
  price: (network) => ({
    lines: network.endpoints
      .filter((joined) => joined.endpoint.type === 'Gateway')
      .map((endpoint) => ({ endpoint, line: FREE })),
  }),
};
