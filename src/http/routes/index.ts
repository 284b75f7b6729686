import { audit } from './audit.ts';
import { billImports } from './bill-imports.ts';
import { budgets } from './budgets.ts';
import { compute } from './compute.ts';
import { costs } from './costs.ts';
import { endpoints } from './endpoints.ts';
import { health } from './health.ts';
import { keptAnswers } from './kept-answers.ts';
import { keptNetwork } from './kept-network.ts';
import { keys } from './keys.ts';
import { metrics } from './metrics.ts';
import { network } from './network.ts';
import { openapi } from './openapi.ts';
import { rates } from './rates.ts';
import { recommendations } from './recommendations.ts';
import type { RouteGroup } from './route-group.ts';
import { scans } from './scans.ts';
import { schedules } from './schedules.ts';
import { schemas } from './schemas.ts';
import { showback } from './showback.ts';
import { signIn } from './sign-in.ts';
import { deliveries } from './webhook-deliveries.ts';
import { webhooks } from './webhooks.ts';

/** Every route group, by file name. */
export const ROUTE_GROUPS: Readonly<Record<string, RouteGroup>> = {
  audit,
  'bill-imports': billImports,
  budgets,
  compute,
  costs,
  endpoints,
  health,
  'kept-answers': keptAnswers,
  'kept-network': keptNetwork,
  keys,
  metrics,
  network,
  openapi,
  rates,
  recommendations,
  scans,
  schedules,
  schemas,
  showback,
  'sign-in': signIn,
  'webhook-deliveries': deliveries,
  webhooks,
};
