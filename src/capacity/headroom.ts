import { FindingLog } from '../core/finding.ts';
import type { TimeSpan } from '../traffic/throughput.ts';
import { type EndpointHeadroom, endpointHeadroom } from './endpoint-headroom.ts';
import type { EndpointLoad, EndpointLoadOptions } from './endpoint-load.ts';
import { tellEndpoint, tellQuotas, tellShortestPeriod } from './headroom-findings.ts';

export interface HeadroomInput {
  /** The window of the measurements; undefined where nothing is measured. */
  readonly window: TimeSpan | undefined;
  readonly loads: readonly EndpointLoad[];
  readonly options: EndpointLoadOptions;
}

export interface Headroom {
  readonly window: TimeSpan | undefined;
  readonly options: EndpointLoadOptions;
  readonly endpoints: readonly EndpointHeadroom[];
  readonly findings: FindingLog;
}

/**
 * How full each zone of each endpoint is, and how full it would be with any one zone gone. Pure. Endpoints for which AWS documents
 * no bandwidth (gateway, resource, service-network) are left out.
 */
export function headroom({ window, loads, options }: HeadroomInput): Headroom {
  const findings = new FindingLog();
  const endpoints: EndpointHeadroom[] = [];
  for (const load of loads) {
    const found = endpointHeadroom(load, options);
    if (!found) continue;
    endpoints.push(found);
    tellEndpoint(found, window, options, findings);
  }
  tellShortestPeriod(endpoints, findings);
  tellQuotas(
    loads.map((load) => load.endpoint),
    findings,
  );
  return { window, options, endpoints, findings };
}
