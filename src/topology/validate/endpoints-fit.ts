import { ENDPOINT_TYPES } from '../topology.ts';

type Check = (value: unknown) => boolean;

const TYPES: ReadonlySet<unknown> = new Set(ENDPOINT_TYPES);
const PLAIN_DECIMAL = /^\d{1,18}(?:\.\d{1,20})?$/;

const text: Check = (value) => typeof value === 'string';
const textUpTo =
  (longest: number): Check =>
  (value) =>
    typeof value === 'string' && value.length > 0 && value.length <= longest;
const flag: Check = (value) => typeof value === 'boolean';
const decimal: Check = (value) => typeof value === 'string' && PLAIN_DECIMAL.test(value);

function listOf(check: Check, most: number): Check {
  return (value) => {
    if (!Array.isArray(value) || value.length > most) return false;
    for (let index = 0; index < value.length; index++) if (!check(value[index])) return false;
    return true;
  };
}

function record(check: (key: string, value: unknown) => boolean): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    const entries = value as Record<string, unknown>;
    for (const key in entries) if (!check(key, entries[key])) return false;
    return true;
  };
}

const tags = record(
  (key, value) => key.length <= 256 && key !== '__proto__' && typeof value === 'string' && value.length <= 1024,
);
const traffic = record((key, value) => (key === 'monthlyGb' || key === 'peakGbps') && decimal(value));

/** The fields of an endpoint as hand-written and scanned networks use them; any other field takes the slow path. */
const FIELDS: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['id', textUpTo(512)],
  ['address', text],
  ['awsId', text],
  ['name', text],
  ['region', textUpTo(32)],
  ['account', text],
  ['vpc', text],
  ['type', (value) => TYPES.has(value)],
  ['service', text],
  ['serviceRegion', textUpTo(32)],
  ['azs', listOf(textUpTo(64), 64)],
  ['azsAtLeast', (value) => Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 64],
  ['azsFrom', (value) => value === 'stated' || value === 'derived'],
  ['subnets', listOf(text, Number.MAX_SAFE_INTEGER)],
  ['networkInterfaces', listOf(text, Number.MAX_SAFE_INTEGER)],
  ['securityGroups', listOf(text, Number.MAX_SAFE_INTEGER)],
  ['state', text],
  ['requesterManaged', flag],
  ['payer', (value) => value === 'owner' || value === 'provider'],
  ['privateDns', flag],
  ['privateDnsInboundResolverOnly', flag],
  ['createdAt', text],
  ['deletedAt', text],
  ['tags', tags],
  ['clients', (value) => value === 'vpc-only' || value === 'outside'],
  ['traffic', traffic],
]);

const endpointFits = record((key, value) => FIELDS.get(key)?.(value) === true);

/**
 * True when every endpoint surely fits `topologySchema` and needs no conversion, without building a copy of it: ten times
 * faster than the schema, which decides (and explains) everything else. A property test holds the two together.
 */
export function endpointsFit(endpoints: unknown): boolean {
  if (!Array.isArray(endpoints)) return false;
  for (let index = 0; index < endpoints.length; index++) {
    const endpoint = endpoints[index];
    if (!endpointFits(endpoint) || endpoint.id === undefined || endpoint.type === undefined) return false;
  }
  return true;
}
