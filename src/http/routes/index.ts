import { allocations } from './allocations.ts';
import { audit } from './audit.ts';
import { budgets } from './budgets.ts';
import { diffs } from './diffs.ts';
import { endpoints } from './endpoints.ts';
import { estimates } from './estimates.ts';
import { forecasts } from './forecasts.ts';
import { headroom } from './headroom.ts';
import { health } from './health.ts';
import { keys } from './keys.ts';
import { metrics } from './metrics.ts';
import { openapi } from './openapi.ts';
import { rates } from './rates.ts';
import { recommendations } from './recommendations.ts';
import { reconciliations } from './reconciliations.ts';
import type { RouteGroup } from './route-group.ts';
import { scans } from './scans.ts';
import { scenarios } from './scenarios.ts';
import { schemas } from './schemas.ts';
import { deliveries } from './webhook-deliveries.ts';
import { webhooks } from './webhooks.ts';

/** Every route group, by file name. */
export const ROUTE_GROUPS: Readonly<Record<string, RouteGroup>> = {
  allocations,
  audit,
  budgets,
  diffs,
  endpoints,
  estimates,
  forecasts,
  headroom,
  health,
  keys,
  metrics,
  openapi,
  rates,
  recommendations,
  reconciliations,
  scans,
  scenarios,
  schemas,
  'webhook-deliveries': deliveries,
  webhooks,
};
