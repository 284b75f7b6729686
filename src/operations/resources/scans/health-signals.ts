import type { Endpoint } from '../../../topology/topology.ts';
import type { ZoneStatistics } from '../../../traffic/throughput.ts';
import type { EndpointRecord } from './endpoint-record.ts';
import thresholds from './health-thresholds.json' with { type: 'json' };

type Signal = EndpointRecord['health'][number];

/**
 * What counters say of an endpoint's health: a zone that serves next to nothing while its siblings do, drops and resets far below
 * the capacity (rules and MTU), and near it (saturation). Capacity itself is judged by `capacity/headroom`.
 */
export function* healthSignals(endpoint: Endpoint, zones: readonly ZoneStatistics[]): Generator<Signal> {
  const total = zones.reduce((sum, zone) => sum + zone.bytes, 0);
  for (const az of silentZones(endpoint, zones, total)) {
    yield signal(
      'TG2055',
      `Zone ${az} serves next to nothing while the others do: check its subnet's routes, ACL and clients' DNS.`,
    );
  }
  for (const { az, losses, bytes } of zones) {
    if (losses === undefined) continue;
    if (losses.droppedNear + losses.resetsNear > 0) {
      yield signal(
        'TG2056',
        `Zone ${az} dropped ${losses.droppedNear} packets and reset ${losses.resetsNear} connections near its capacity: it is saturated.`,
      );
    }
    const drops = losses.dropped - losses.droppedNear;
    if (drops > (bytes / 1_000_000) * thresholds.dropsPerMillionBytes) {
      yield signal(
        'TG2057',
        `Zone ${az} dropped ${drops} packets far below its capacity: check security groups, network ACLs and packets over ${thresholds.mtuBytes} bytes.`,
      );
    }
  }
}

/** Zones with an interface whose share is tiny. An endpoint with hardly any traffic says nothing about its zones. */
function silentZones({ azs = [] }: Endpoint, zones: readonly ZoneStatistics[], total: number): readonly string[] {
  if (azs.length < 2 || total < thresholds.busyZoneBytes) return [];
  const bytes = new Map(zones.map((zone) => [zone.az, zone.bytes]));
  return azs.filter((az) => (bytes.get(az) ?? 0) < (total / azs.length) * thresholds.idleZoneShare);
}

const signal = (code: Signal['code'], message: string): Signal => ({ code, severity: 'warning', message });
