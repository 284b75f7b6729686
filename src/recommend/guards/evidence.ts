import type { TrafficProvenance } from '../../core/provenance.ts';
import { endpointOf } from '../situation/client.ts';
import { block, type Guard, warn } from './guard.ts';

const DAY_MS = 86_400_000;
/** Idle means no byte in most of a quarter. */
const IDLE_DAYS = 90;
const IDLE_SHARE = 0.85;
const LEAST_DAYS = 14;
const MOST_GAPS = 0.05;

/** Days a figure was watched; undefined = it is stated, not measured. */
export function watchedDays({ window }: TrafficProvenance): number | undefined {
  return window && (Date.parse(window.end) - Date.parse(window.start)) / DAY_MS;
}

/** Length and gaps of what the advice rests on. An endpoint is idle after 85 % of 90 days without a byte, or of its life. */
export const evidence: Guard = (client, way) => {
  const days = watchedDays(client.provenance);
  if (way.kind === 'retire') return idleFor(days, endpointOf(client)?.endpoint.createdAt, client.provenance);
  if (days === undefined || (way.kind === 'endpoint' && way.move === undefined)) return undefined;
  if (days < LEAST_DAYS) return warn(`its traffic was watched for ${round(days)} days, less than ${LEAST_DAYS}`);
  const { samples = 0, gaps = 0 } = client.provenance;
  const share = samples + gaps === 0 ? 0 : gaps / (samples + gaps);
  return share > MOST_GAPS ? warn(`${round(share * 100)} % of its traffic history is missing`) : undefined;
};

function idleFor(days: number | undefined, createdAt: string | undefined, { window }: TrafficProvenance) {
  if (days === undefined) return warn('that it carries nothing is stated, not measured');
  const born =
    createdAt === undefined || !window ? undefined : (Date.parse(window.end) - Date.parse(createdAt)) / DAY_MS;
  const life = born === undefined || Number.isNaN(born) ? IDLE_DAYS : Math.min(Math.max(born, 0), IDLE_DAYS);
  if (days >= life * IDLE_SHARE) return undefined;
  return block(
    `it was watched for ${round(days)} days only, of the ${round(life * IDLE_SHARE)} that show an endpoint idle`,
  );
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
