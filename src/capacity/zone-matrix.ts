import { Decimal, sum, ZERO } from '../core/decimal.ts';
import { BYTES_PER_BILLED_GB, HOURS_PER_MONTH } from '../core/quantity.ts';
import type { Endpoint, Flow } from '../topology/topology.ts';
import type { ClientPlace, FlowCell, FlowReading } from '../traffic/flow-reading.ts';
import type { TrafficProfile } from '../traffic/traffic.ts';

const SECONDS_PER_HOUR = 3600;

/** A part of an endpoint's traffic: from one client place into one of its zones. Billed GB a month of 730 h. */
export interface MatrixCell {
  readonly from: ClientPlace;
  readonly via: string | undefined;
  /** Zone of the endpoint's interface; undefined = not known. */
  readonly az: string | undefined;
  /** Share of the endpoint's bytes in the flow logs. */
  readonly share: number;
  /** Of these bytes, the share that went from the clients to the endpoint. */
  readonly requestShare: number;
  readonly monthlyGb: Decimal;
}

export interface EndpointMatrix {
  readonly endpoint: Endpoint;
  /** What flow logs count, normalised to a month of 730 h. */
  readonly loggedGb: Decimal;
  /** What the cells add up to, and where that total comes from: flow logs give shares, CloudWatch or the bill the total. */
  readonly totalGb: Decimal;
  readonly totalFrom: 'measured' | 'stated' | 'flow-logs';
  /** Total minus what flow logs count. */
  readonly residualGb: Decimal;
  /** Share of bytes that stayed inside one zone, among those whose both zones are known; undefined = none is. */
  readonly sameZoneShare: number | undefined;
  readonly cells: readonly MatrixCell[];
}

export interface MatrixInput {
  readonly endpoints: readonly Endpoint[];
  readonly reading: Pick<FlowReading, 'cells' | 'window'>;
  /** Measured totals by endpoint. */
  readonly profile: TrafficProfile;
}

/** Scales the shares that flow logs give to the totals that are known. Endpoints without a record are left out. Pure. */
export function zoneMatrix({ endpoints, reading, profile }: MatrixInput): readonly EndpointMatrix[] {
  const { window } = reading;
  const cells = Map.groupBy(reading.cells, (cell) => cell.endpoint);
  if (!window) return [];
  const months = new Decimal(window.end - window.start).div(HOURS_PER_MONTH.times(SECONDS_PER_HOUR));
  return endpoints.flatMap((endpoint) => {
    const own = cells.get(endpoint.id);
    return own ? [matrixOf(endpoint, own, months, profile)] : [];
  });
}

function matrixOf(
  endpoint: Endpoint,
  cells: readonly FlowCell[],
  months: Decimal,
  profile: TrafficProfile,
): EndpointMatrix {
  const bytes = cells.reduce((total, cell) => total + bytesOf(cell), 0);
  const loggedGb = new Decimal(bytes).div(BYTES_PER_BILLED_GB).div(months);
  const measured = profile.get(endpoint.id)?.monthlyGb;
  const stated = endpoint.traffic?.monthlyGb;
  const totalGb = measured ?? (stated === undefined ? loggedGb : new Decimal(stated));
  return {
    endpoint,
    loggedGb,
    totalGb,
    totalFrom: measured ? 'measured' : stated === undefined ? 'flow-logs' : 'stated',
    residualGb: totalGb.minus(loggedGb),
    sameZoneShare: sameZoneShare(cells),
    cells: cells.map((cell) => ({
      from: cell.from,
      via: cell.via,
      az: cell.az,
      share: bytes === 0 ? 0 : bytesOf(cell) / bytes,
      requestShare: bytesOf(cell) === 0 ? 0 : cell.requestBytes / bytesOf(cell),
      monthlyGb: bytes === 0 ? ZERO : totalGb.times(bytesOf(cell)).div(bytes),
    })),
  };
}

const bytesOf = ({ requestBytes, responseBytes }: FlowCell): number => requestBytes + responseBytes;

function sameZoneShare(cells: readonly FlowCell[]): number | undefined {
  const known = cells.filter((cell) => cell.az !== undefined && cell.from.az !== undefined);
  const all = known.reduce((total, cell) => total + bytesOf(cell), 0);
  const same = known.filter((cell) => cell.az === cell.from.az).reduce((total, cell) => total + bytesOf(cell), 0);
  return all === 0 ? undefined : same / all;
}

/** The matrix as flows of a topology: who sends how much to which endpoint, over which path. Zones of the endpoint are added up. */
export function flowsOf(matrices: readonly EndpointMatrix[], text: (gb: Decimal) => string): readonly Flow[] {
  return matrices.flatMap(({ endpoint, cells }) =>
    [...Map.groupBy(cells, ({ from, via }) => [from.vpc, from.az, from.account, via].join('\u0000')).values()].map(
      (group): Flow => {
        const [{ from, via } = { from: {}, via: undefined }] = group;
        return {
          from: {
            ...(from.vpc !== undefined && { vpc: from.vpc }),
            ...(from.az !== undefined && { az: from.az }),
            ...(from.account !== undefined && { account: from.account }),
          },
          endpoint: endpoint.id,
          ...(via !== undefined && { via }),
          monthlyGb: text(sum(group.map((cell) => cell.monthlyGb))),
        };
      },
    ),
  );
}
