import { Decimal } from '../core/decimal.ts';
import { shortService } from '../core/ids.ts';
import { BYTES_PER_BILLED_GB, HOURS_PER_MONTH } from '../core/quantity.ts';
import type { Endpoint, Topology } from '../topology/topology.ts';
import type { FlowReading, PublicTraffic } from '../traffic/flow-reading.ts';
import ranges from './service-ranges.json' with { type: 'json' };

/** Why traffic passes an endpoint that exists, as far as the network shows it. */
export type BypassCause = 'private-dns-off' | 'no-route-to-gateway-endpoint' | 'unknown';

/** Traffic to an AWS service's public addresses that an endpoint carries, or could. Billed GB a month of 730 h. */
export interface Bypass {
  readonly vpc: string | undefined;
  readonly az: string | undefined;
  /** The service as endpoints call it (s3); undefined where the address range stands for many. */
  readonly service: string | undefined;
  /** The range as flow logs call it: S3, AMAZON. */
  readonly range: string;
  readonly path: PublicTraffic['path'];
  readonly monthlyGb: Decimal;
  /** Endpoints of the VPC for that service; empty = one would have to be made. */
  readonly endpoints: readonly string[];
  readonly cause: BypassCause | undefined;
}

const SERVICES = new Map(Object.entries(ranges.services));

/**
 * Public traffic that left by a NAT or internet gateway, largest first. What went through a gateway endpoint is no bypass; ways
 * that nothing tells (path unknown) count, since they are not known to be one. Pure.
 */
export function bypasses(
  topology: Topology,
  reading: Pick<FlowReading, 'publicTraffic' | 'window'>,
): readonly Bypass[] {
  const { window, publicTraffic } = reading;
  if (!window) return [];
  const months = new Decimal(window.end - window.start).div(HOURS_PER_MONTH.times(3600));
  return publicTraffic
    .filter(({ path }) => path !== 'gateway-endpoint')
    .map(({ vpc, az, service: range, path, bytes }) => {
      const service = SERVICES.get(range);
      const own = service === undefined ? [] : endpointsFor(topology, vpc, service);
      return {
        vpc,
        az,
        service,
        range,
        path,
        monthlyGb: new Decimal(bytes).div(BYTES_PER_BILLED_GB).div(months),
        endpoints: own.map((endpoint) => endpoint.id),
        cause: own.length === 0 ? undefined : causeOf(topology, own, vpc, az),
      };
    });
}

const endpointsFor = (topology: Topology, vpc: string | undefined, service: string): readonly Endpoint[] =>
  vpc === undefined
    ? []
    : topology.endpoints.filter(
        (endpoint) =>
          endpoint.vpc === vpc && endpoint.service !== undefined && shortService(endpoint.service) === service,
      );

/** A gateway endpoint works only through routes, an interface endpoint under the public name only with private DNS. */
function causeOf(
  topology: Topology,
  endpoints: readonly Endpoint[],
  vpc: string | undefined,
  az: string | undefined,
): BypassCause {
  const gateway = endpoints.find((endpoint) => endpoint.type === 'Gateway');
  if (gateway && lacksRoute(topology, gateway, vpc, az)) return 'no-route-to-gateway-endpoint';
  const interfaces = endpoints.filter((endpoint) => endpoint.type === 'Interface');
  const off = interfaces.length > 0 && interfaces.every((endpoint) => endpoint.privateDns === false);
  return off ? 'private-dns-off' : 'unknown';
}

/** Whether some route table of the VPC (of its subnets in the zone, where they are known) has no route to the endpoint. */
function lacksRoute(
  { routeTables, subnets }: Topology,
  { id, awsId }: Endpoint,
  vpc: string | undefined,
  az: string | undefined,
): boolean {
  const inZone = new Set(
    (subnets ?? [])
      .filter((subnet) => subnet.vpc === vpc && (az === undefined || subnet.az === az))
      .map(({ id: each }) => each),
  );
  const tables = (routeTables ?? []).filter(
    (table) =>
      table.vpc === vpc && (inZone.size === 0 || table.main === true || table.subnets.some((each) => inZone.has(each))),
  );
  return tables.some((table) => !table.routes.some(({ target }) => target === id || target === awsId));
}
