import { awsType, awsValues } from './cloud-control.ts';
import { changeOf, type PlannedChange, planResourceOf } from './entries.ts';
import { type Instance, Instances, instanceAt } from './instances.ts';
import type { TerraformPlan } from './schema.ts';
import { isRecord, listOf, recordOf } from './words.ts';

/** Types the network is read from. Entries of other types are passed over without a look. */
const TYPES: ReadonlySet<string> = new Set([
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
  'aws_route53profiles_profile',
  'aws_route53profiles_association',
  'aws_route53profiles_resource_association',
  'aws_route53_resolver_endpoint',
  'aws_opensearchserverless_vpc_endpoint',
  'aws_cloudformation_stack',
  'aws_cloudformation_stack_set',
  'aws_servicecatalog_provisioned_product',
]);

export interface Collected {
  readonly instances: Instances;
  /** Instances that exist on the other side only. */
  readonly removed: readonly Instance[];
  /** Instances that leave the state and stay in AWS: they are on both sides. */
  readonly forgotten: readonly Instance[];
  /** Entries without the address or type that every entry has. */
  readonly unreadable: number;
}

/** Whether the network is read from entries of that type. */
const isRead = (entry: unknown): boolean => {
  const type = isRecord(entry) ? entry.type : undefined;
  return typeof type !== 'string' || TYPES.has(awsType(type));
};

/**
 * The instances on one side of the plan: `resource_changes`, then what only `planned_values` (after) lists, then what stands in the
 * prior state and no change mentions: it stays as it is. The configuration never counts as an instance, drift is not a change.
 */
export function collect(plan: TerraformPlan, side: 'after' | 'before'): Collected {
  const found: Found = { instances: new Instances(), removed: [], forgotten: [], mentioned: new Set() };
  let unreadable = 0;
  for (const entry of plan.resource_changes ?? []) {
    if (isRead(entry) && !addChange(entry, side, found)) unreadable += 1;
  }
  const { instances, removed, forgotten, mentioned } = found;
  const prior = recordOf(recordOf(plan.prior_state).values).root_module;
  if (side === 'after') {
    unreadable += addModule(recordOf(plan.planned_values).root_module, instances, mentioned, 0);
  }
  unreadable += addModule(prior, instances, mentioned, 0);
  return { instances, removed, forgotten, unreadable };
}

interface Found {
  readonly instances: Instances;
  readonly removed: Instance[];
  readonly forgotten: Instance[];
  /** Addresses that `resource_changes` speaks of. */
  readonly mentioned: Set<string>;
}

/** False where the entry is not one. */
function addChange(entry: unknown, side: 'after' | 'before', found: Found): boolean {
  const parsed = changeOf(entry);
  if (!parsed) return false;
  const { address, previous_address, deposed, change } = parsed;
  const { before, after, actions } = change;
  if (deposed !== undefined) {
    addLeftover(parsed, `${address} (deposed ${deposed})`, side, found);
    return true;
  }
  found.mentioned.add(address);
  if (previous_address !== undefined) found.mentioned.add(previous_address);
  const values = side === 'after' ? after : before;
  const place = side === 'before' ? (previous_address ?? address) : address;
  const forgets = actions.includes('forget');
  if (isRecord(values)) found.instances.add(sideOf(parsed, place, side));
  else if (!forgets) found.removed.push(sideOf(parsed, place, side));
  if (forgets) addLeftover(parsed, isRecord(after) ? `${address} (forgotten)` : address, side, found);
  return true;
}

/** An object that a change leaves behind: there before, and after too unless the plan deletes it. */
function addLeftover(change: PlannedChange, address: string, side: 'after' | 'before', found: Found): void {
  if (!isRecord(change.change.before)) return;
  const { actions } = change.change;
  const instance = sideOf(change, address, 'before');
  if (side === 'before') {
    if (change.deposed !== undefined) found.instances.add(instance);
    return;
  }
  if (actions.includes('delete')) return;
  found.instances.add({ ...instance, changed: false });
  if (actions.includes('forget')) found.forgotten.push(instance);
}

/** The instance on one side of its change. */
function sideOf(
  { type, mode, address, index, change }: PlannedChange,
  place: string,
  side: 'after' | 'before',
): Instance {
  const { actions, before, after } = change;
  const isAfter = side === 'after';
  const values = isAfter ? (after ?? before) : (before ?? after);
  const inPlace = !actions.includes('delete') && !actions.includes('create');
  return instanceAt(place, kindOf(type, mode, address), index, {
    values: awsValues(type, recordOf(values)),
    unknown: awsValues(type, isAfter ? recordOf(change.after_unknown) : {}),
    sensitive: recordOf(isAfter ? change.after_sensitive : change.before_sensitive),
    changed: actions.includes(isAfter ? 'create' : 'delete') && actions.length === 1,
    ...(inPlace && isAfter && { prior: awsValues(type, recordOf(before)) }),
    ...(actions.includes('update') && !isAfter && { next: awsValues(type, recordOf(after)) }),
  });
}

/** Modules nest as deep as people nest them; a hostile plan stops here. */
const DEEPEST_MODULE = 100;

/** Adds a module's resources that nothing has mentioned yet; gives the number of entries that could not be read. */
function addModule(module: unknown, instances: Instances, mentioned: ReadonlySet<string>, depth: number): number {
  if (!isRecord(module) || depth > DEEPEST_MODULE) return 0;
  let unreadable = 0;
  for (const entry of listOf(module.resources)) {
    if (!isRead(entry)) continue;
    const data = planResourceOf(entry);
    if (!data) {
      unreadable += 1;
      continue;
    }
    if (mentioned.has(data.address)) continue;
    instances.add(
      instanceAt(data.address, kindOf(data.type, data.mode, data.address), data.index, {
        values: awsValues(data.type, recordOf(data.values)),
        unknown: {},
        sensitive: recordOf(data.sensitive_values),
        changed: false,
      }),
    );
  }
  for (const child of listOf(module.child_modules)) unreadable += addModule(child, instances, mentioned, depth + 1);
  return unreadable;
}

function kindOf(type: string, mode: string | undefined, address: string): string {
  return mode === 'data' || /(?:^|\.)data\.[^.]+\.[^.]+$/.test(address) ? `data.${type}` : awsType(type);
}
