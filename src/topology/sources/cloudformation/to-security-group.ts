import type { Endpoint, IngressRule, SecurityGroup } from '../../topology.ts';
import type { StackScope } from './scope.ts';
import { labelsOf } from './to-words.ts';
import { isList, isMapping, NO_VALUE, ResourceRef, textOf, type Value } from './value.ts';

/** Rules of the security groups that the endpoints name and a template declares, inline and as resources of their own. */
export function toSecurityGroups(stacks: readonly StackScope[], endpoints: readonly Endpoint[]): SecurityGroup[] {
  const wanted = new Set(endpoints.flatMap((endpoint) => endpoint.securityGroups ?? []));
  const standalone = Map.groupBy(stacks.flatMap(standaloneRules), (each) => each.group);
  return stacks.flatMap((stack) =>
    [...stack.resources].flatMap(([logicalId, { Type }]) => {
      const id = new ResourceRef(stack.input.path, logicalId).label;
      if (Type !== 'AWS::EC2::SecurityGroup' || !wanted.has(id)) return [];
      const own = stack.property(logicalId, 'SecurityGroupIngress') ?? [];
      const vpc = labelsOf(stack.property(logicalId, 'VpcId') ?? null)[0];
      if (!isList(own)) return [];
      const ingress = [...own.flatMap(toRule), ...(standalone.get(id) ?? []).flatMap((each) => toRule(each.rule))];
      return [{ id, ...(vpc !== undefined && { vpc }), ingress }];
    }),
  );
}

function standaloneRules(stack: StackScope): { readonly group: string; readonly rule: Value }[] {
  return [...stack.resources].flatMap(([logicalId, { Type, Properties }]) => {
    if (Type !== 'AWS::EC2::SecurityGroupIngress') return [];
    const [group] = labelsOf(stack.property(logicalId, 'GroupId') ?? null);
    return group === undefined ? [] : [{ group, rule: stack.evaluate(Properties ?? {}) }];
  });
}

const SOURCES = ['CidrIp', 'CidrIpv6', 'SourceSecurityGroupId', 'SourceSecurityGroupName', 'SourcePrefixListId'];

function toRule(rule: Value): IngressRule[] {
  if (!isMapping(rule)) return [];
  const port = (name: string): number | undefined => {
    const text = textOf(rule[name]);
    return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : undefined;
  };
  const fromPort = port('FromPort');
  const toPort = port('ToPort');
  const sources = SOURCES.flatMap((name) => {
    const source = rule[name];
    return source === undefined || source === NO_VALUE ? [] : labelsOf(source);
  });
  return [
    {
      protocol: textOf(rule.IpProtocol) ?? '-1',
      ...(fromPort !== undefined && { fromPort }),
      ...(toPort !== undefined && { toPort }),
      sources,
    },
  ];
}
