import { Decimal } from '../../../core/decimal.ts';
import { amountText } from '../../../core/money.ts';
import type { CostRequest } from '../../metric-source.ts';
import { FACTS } from './facts.ts';
import { NAT_METRICS } from './nat-gateways.ts';
import { seriesQueries } from './queries.ts';

/** List price of a collection: CloudWatch bills each metric that a GetMetricData call requests. Retries come on top. */
export function queryCost(request: CostRequest): {
  readonly usd: string;
  readonly metrics: number;
} {
  const nat = NAT_METRICS.length * (request.natGateways ?? 0);
  const metrics = nat + seriesQueries(request.targets, Math.floor(request.now.getTime() / 1000)).length;
  return { usd: amountText(new Decimal(metrics).div(1000).times(FACTS.usdPerThousandMetrics)), metrics };
}
