import { changeOf, planResourceOf } from './entries.ts';
import { type Instance, Instances, instanceAt } from './instances.ts';
import type { Plan } from './schema.ts';
import { isRecord, listOf, recordOf } from './words.ts';

/** Types the network is read from. Entries of other types are passed over without a look. */
const TYPES: ReadonlySet<unknown> = new Set([
  'aws_vpc_endpoint',
  'aws_vpc_endpoint_subnet_association',
  'aws_vpc_endpoint_service',
  'aws_subnet',
  'aws_default_subnet',
  'aws_subnets',
  'aws_subnet_ids',
  'aws_vpc',
  'aws_default_vpc',
  'aws_vpc_ipv4_cidr_block_association',
  'aws_lb',
  'aws_alb',
  'aws_ec2_transit_gateway',
  'aws_ec2_transit_gateway_vpc_attachment',
  'aws_vpc_peering_connection',
  'aws_nat_gateway',
  'aws_route53_zone',
  'aws_route53_zone_association',
  'aws_security_group',
  'aws_default_security_group',
  'aws_security_group_rule',
  'aws_vpc_security_group_ingress_rule',
  'awscc_ec2_vpc_endpoint',
]);

export interface Collected {
  readonly instances: Instances;
  /** Instances that exist on the other side only. */
  readonly removed: readonly Instance[];
  /** Entries without the address or type that every entry has. */
  readonly unreadable: number;
}

/**
 * The instances on one side of the plan: `resource_changes`, then what only `planned_values` (after) lists. The configuration never
 * counts as an instance, drift is not a change, deposed objects are on their way out. Data sources come from the prior state.
 */
export function collect(plan: Plan, side: 'after' | 'before'): Collected {
  const instances = new Instances();
  let unreadable = 0;
  const removed: Instance[] = [];
  for (const entry of plan.resource_changes ?? []) {
    const type = isRecord(entry) ? entry.type : undefined;
    if (typeof type === 'string' && !TYPES.has(type)) continue;
    if (!addChange(entry, side, instances, removed)) unreadable += 1;
  }
  const gone = new Set(removed.map((instance) => instance.address));
  const values = side === 'after' ? plan.planned_values : recordOf(plan.prior_state).values;
  const all = side === 'after' || plan.resource_changes === undefined;
  unreadable += addModule(recordOf(values).root_module, all ? undefined : 'data', instances, gone, 0);
  unreadable += addModule(recordOf(recordOf(plan.prior_state).values).root_module, 'data', instances, gone, 0);
  return { instances, removed, unreadable };
}

/** False where the entry is not one. */
function addChange(entry: unknown, side: 'after' | 'before', instances: Instances, removed: Instance[]): boolean {
  const parsed = changeOf(entry);
  if (!parsed) return false;
  const { address, previous_address, mode, type, index, deposed, change } = parsed;
  if (deposed !== undefined) return true;
  const { actions, before, after } = change;
  const values = side === 'after' ? after : before;
  const place = side === 'before' ? (previous_address ?? address) : address;
  const instance = instanceAt(place, kindOf(type, mode, address), index, {
    values: recordOf(values ?? (side === 'after' ? before : after)),
    unknown: side === 'after' ? recordOf(change.after_unknown) : {},
    sensitive: recordOf(side === 'after' ? change.after_sensitive : change.before_sensitive),
    changed: actions.includes(side === 'after' ? 'create' : 'delete') && actions.length === 1,
  });
  if (isRecord(values)) instances.add(instance);
  else removed.push(instance);
  return true;
}

/** Modules nest as deep as people nest them; a hostile plan stops here. */
const DEEPEST_MODULE = 100;

/** Adds a module's resources that are not there yet; gives the number of entries that could not be read. */
function addModule(
  module: unknown,
  mode: 'data' | undefined,
  instances: Instances,
  gone: ReadonlySet<string>,
  depth: number,
): number {
  if (!isRecord(module) || depth > DEEPEST_MODULE) return 0;
  let unreadable = 0;
  for (const entry of listOf(module.resources)) {
    const type = isRecord(entry) ? entry.type : undefined;
    if (typeof type === 'string' && !TYPES.has(type)) continue;
    const data = planResourceOf(entry);
    if (!data) {
      unreadable += 1;
      continue;
    }
    const kind = kindOf(data.type, data.mode, data.address);
    if (gone.has(data.address) || (mode === 'data' && !kind.startsWith('data.'))) continue;
    instances.add(
      instanceAt(data.address, kind, data.index, {
        values: recordOf(data.values),
        unknown: {},
        sensitive: recordOf(data.sensitive_values),
        changed: false,
      }),
    );
  }
  for (const child of listOf(module.child_modules)) unreadable += addModule(child, mode, instances, gone, depth + 1);
  return unreadable;
}

function kindOf(type: string, mode: string | undefined, address: string): string {
  return mode === 'data' || /(?:^|\.)data\.[^.]+\.[^.]+$/.test(address) ? `data.${type}` : type;
}
