import type { Endpoint, IngressRule, SecurityGroup } from '../../topology.ts';
import type { PlanContext } from './context.ts';
import { type Instance, isUnknown, known } from './instances.ts';
import { labelOf } from './targets.ts';
import { listOf, recordOf, textOf, textsOf, type Values } from './words.ts';

/** Rules of the groups that the endpoints name and the plan holds: inline, and as resources of their own. */
export function toSecurityGroups(context: PlanContext, endpoints: readonly Endpoint[]): SecurityGroup[] {
  const wanted = new Set(endpoints.flatMap((endpoint) => endpoint.securityGroups ?? []));
  if (wanted.size === 0) return [];
  const { instances } = context.scope;
  const rules = new Map<string, IngressRule[]>();
  for (const rule of instances.ofType('aws_security_group_rule', 'aws_vpc_security_group_ingress_rule')) {
    const group = context.groups.one(rule, 'security_group_id');
    if (group === undefined || textOf(known(rule, 'type')) === 'egress') continue;
    rules.set(labelOf(group), [...(rules.get(labelOf(group)) ?? []), toRule(rule, context)]);
  }
  return instances.ofType('aws_security_group', 'aws_default_security_group').flatMap((group) => {
    const id = labelOf(group);
    if (!wanted.has(id)) return [];
    const vpc = context.vpcs.one(group, 'vpc_id');
    const inline = listOf(known(group, 'ingress')).map((each) => inlineRule(recordOf(each), id));
    return [{ id, ...(vpc !== undefined && { vpc: labelOf(vpc) }), ingress: [...inline, ...(rules.get(id) ?? [])] }];
  });
}

function inlineRule(rule: Values, group: string): IngressRule {
  const sources = [
    ...textsOf(rule.cidr_blocks),
    ...textsOf(rule.ipv6_cidr_blocks),
    ...textsOf(rule.prefix_list_ids),
    ...textsOf(rule.security_groups),
    ...(rule.self === true ? [group] : []),
  ];
  return { protocol: textOf(rule.protocol) ?? '-1', ...portsOf(rule.from_port, rule.to_port), sources };
}

/** Arguments that name sources, of both kinds of rule. */
const SOURCES = ['cidr_blocks', 'ipv6_cidr_blocks', 'prefix_list_ids', 'cidr_ipv4', 'cidr_ipv6', 'prefix_list_id'];
const GROUPS = ['source_security_group_id', 'referenced_security_group_id'];

function toRule(rule: Instance, { groups }: PlanContext): IngressRule {
  const sources = SOURCES.flatMap((name) => {
    if (isUnknown(rule, name)) return [`${name} of ${rule.address}`];
    const value = known(rule, name);
    return [...textsOf(value), ...wordOf(value)];
  });
  const others = GROUPS.flatMap((name) => {
    const group = groups.one(rule, name);
    return group === undefined ? [] : [labelOf(group)];
  });
  const own = known(rule, 'self') === true ? groups.one(rule, 'security_group_id') : undefined;
  return {
    protocol: textOf(known(rule, 'protocol')) ?? textOf(known(rule, 'ip_protocol')) ?? '-1',
    ...portsOf(known(rule, 'from_port'), known(rule, 'to_port')),
    sources: [...sources, ...others, ...(own === undefined ? [] : [labelOf(own)])],
  };
}

/** A single-valued argument as a list of one. */
function wordOf(value: unknown): string[] {
  const text = textOf(value);
  return text === undefined ? [] : [text];
}

const portsOf = (from: unknown, to: unknown): Pick<IngressRule, 'fromPort' | 'toPort'> => ({
  ...(Number.isInteger(from) && { fromPort: from as number }),
  ...(Number.isInteger(to) && { toPort: to as number }),
});
