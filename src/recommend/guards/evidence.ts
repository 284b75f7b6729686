import type { TrafficProvenance } from '../../core/provenance.ts';
import type { DecisionOptions } from '../options.ts';
import { type Client, endpointOf } from '../region/client.ts';
import { isDead } from '../region/dead.ts';
import { block, type Guard, type GuardVerdict, warn } from './guard.ts';

const DAY_MS = 86_400_000;
/** Idle means no byte in most of a quarter. */
const IDLE_DAYS = 90;
const IDLE_SHARE = 0.85;
const LEAST_DAYS = 14;
const MOST_GAPS = 0.05;
/** A month of traffic older than this says little of the month to come. */
const MOST_AGE_DAYS = 30;

/** Days a figure was watched; undefined = it is stated, not measured. */
export function watchedDays({ window }: TrafficProvenance): number | undefined {
  return window && (Date.parse(window.end) - Date.parse(window.start)) / DAY_MS;
}

/** Length, gaps and age of what the advice rests on. An endpoint is idle after 85 % of 90 days without a byte, or of its life. */
export const evidence: Guard = (client, way, { options }) => {
  if (way.kind === 'retire') {
    const { provenance } = client;
    const endpoint = endpointOf(client)?.endpoint;
    if (endpoint && isDead(endpoint)) return undefined;
    const createdAt = endpoint?.createdAt;
    return idleFor(provenance, createdAt, options.asOf) ?? stale(client, options.asOf);
  }
  return way.move === undefined ? undefined : weakness(client, options);
};

/** What is weak about a measured figure; a stated one is not measured at all, which its source tells. */
export function weakness(client: Client, { asOf }: Pick<DecisionOptions, 'asOf'>): GuardVerdict | undefined {
  const days = watchedDays(client.provenance);
  if (days === undefined) return undefined;
  if (days < LEAST_DAYS) return warn(`its traffic was watched for ${round(days)} days, less than ${LEAST_DAYS}`);
  const { samples = 0, gaps = 0 } = client.provenance;
  const share = samples + gaps === 0 ? 0 : gaps / (samples + gaps);
  if (share > MOST_GAPS) return warn(`${round(share * 100)} % of its traffic history is missing`);
  return stale(client, asOf);
}

function stale({ provenance: { window } }: Client, asOf: string | undefined): GuardVerdict | undefined {
  if (!window || asOf === undefined) return undefined;
  const age = (Date.parse(asOf) - Date.parse(window.end)) / DAY_MS;
  return age > MOST_AGE_DAYS
    ? warn(`its traffic was last watched on ${window.end.slice(0, 10)}, more than ${MOST_AGE_DAYS} days ago`)
    : undefined;
}

function idleFor(
  { window }: TrafficProvenance,
  createdAt: string | undefined,
  asOf: string | undefined,
): GuardVerdict | undefined {
  if (!window) return warn('that it carries nothing is stated, not measured');
  const end = Date.parse(window.end);
  const now = asOf === undefined ? end : Math.max(Date.parse(asOf), end);
  const born = createdAt === undefined ? Number.NaN : Date.parse(createdAt);
  const life = Number.isNaN(born) ? IDLE_DAYS : Math.min(Math.max((now - born) / DAY_MS, 0), IDLE_DAYS);
  // Only what lies in the last 90 days counts.
  const start = Math.max(Date.parse(window.start), now - IDLE_DAYS * DAY_MS);
  const days = Math.max((end - start) / DAY_MS, 0);
  if (days >= life * IDLE_SHARE) return undefined;
  return block(
    `it was watched for ${round(days)} days only, of the ${round(life * IDLE_SHARE)} that show an endpoint idle`,
  );
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
