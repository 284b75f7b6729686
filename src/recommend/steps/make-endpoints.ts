import { shortService } from '../../core/ids.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import { isEndpoint, type Moved, type StepFacts, zonesOf } from '../explain/step-facts.ts';
import { endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import { admitInto } from './admit.ts';
import { awsIdOf, endpointWord, hostAccount, placeOf, subnetIn } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws, made, take, until, variable } from './shell.ts';
import { type Attribute, list, of, type TerraformChange } from './terraform.ts';

/** New interface endpoints, each behind a security group of its own, without private DNS until the names switch. */
export const makeEndpoints = (facts: StepFacts): readonly StepOperation[] =>
  facts.made.map((place): StepOperation => {
    const { regional } = facts;
    const name = facts.names.place(place);
    const account = hostAccount(regional, place);
    const where = placeOf(regional, account);
    const zones = zonesOf(facts, place).after;
    const subnets = zones.map((zone) => subnetIn(regional, place.vpc, zone));
    const group = variable('group', name);
    const clients = facts.moved.filter(({ to }) => isEndpoint(to) && to.place === place);
    const vpcs = [...new Set(clients.flatMap(({ client }) => client.vpc ?? []))];
    const policy = policyFor(facts, clients);
    const word = endpointWord(facts, place);
    const admitted = admitInto(facts, made(group), of(`aws_security_group.${label(name)}`, 'id'), vpcs, name);
    return {
      title:
        `Make an interface endpoint for ${shortService(place.service)} in ${place.vpc}, zones ${zones.join(', ')}, without private DNS` +
        (policy.known ? ', with the policy its clients have today' : ''),
      phase: 'prepare',
      changes: 2 + admitted.changes,
      cli: [
        ...subnets.flatMap((subnet) => subnet.lines),
        ...policy.lines,
        take(
          group,
          `ec2 create-security-group --group-name ${shell(`tollgate-${name}`)} --description ${shell(`Clients of ${name}`)} --vpc-id ${shell(place.vpc)}`,
          'GroupId',
          where,
        ),
        ...admitted.cli,
        take(
          variable('endpoint', name),
          `ec2 create-vpc-endpoint --vpc-endpoint-type Interface --vpc-id ${shell(place.vpc)} --service-name ${shell(place.service)} ` +
            `--subnet-ids ${subnets.map((subnet) => subnet.cli).join(' ')} --security-group-ids "$${group}" --no-private-dns-enabled${policy.option}`,
          'VpcEndpoint.VpcEndpointId',
          where,
        ),
        until(`ec2 describe-vpc-endpoints --vpc-endpoint-ids ${word.cli}`, 'VpcEndpoints[0].State', 'available', where),
      ],
      undo: [
        aws(`ec2 delete-vpc-endpoints --vpc-endpoint-ids ${word.cli}`, where),
        `until ${aws(`ec2 delete-security-group --group-id "$${group}"`, where)}; do sleep 10; done`,
      ],
      terraform: [
        ...subnets.flatMap((subnet) => subnet.terraform),
        ...policy.terraform,
        {
          kind: 'make',
          type: 'aws_security_group',
          name: label(name),
          account,
          body: [
            ['name', hcl(`tollgate-${name}`)],
            ['description', hcl(`Clients of ${name}`)],
            ['vpc_id', hcl(place.vpc)],
          ],
        },
        ...admitted.terraform,
        {
          kind: 'make',
          type: 'aws_vpc_endpoint',
          name: label(name),
          account,
          body: [
            ['vpc_id', hcl(place.vpc)],
            ['service_name', hcl(place.service)],
            ['vpc_endpoint_type', '"Interface"'],
            ['subnet_ids', list(subnets.map((subnet) => subnet.hcl))],
            ['security_group_ids', list([of(`aws_security_group.${label(name)}`, 'id')])],
            ['private_dns_enabled', 'false'],
            ...policy.attribute,
          ],
        },
      ],
    };
  });

interface PolicyOf {
  readonly known: boolean;
  readonly option: string;
  readonly lines: readonly string[];
  readonly attribute: readonly Attribute[];
  readonly terraform: readonly TerraformChange[];
}

/** The policy that the clients of a new endpoint have today: as the input states it, else copied from the endpoint they leave. */
function policyFor({ regional }: StepFacts, clients: readonly Moved[]): PolicyOf {
  const endpoints = clients.flatMap(({ client }) => endpointOf(client) ?? []);
  const stated = endpoints.map((joined) => joined.endpoint.policy).find((policy) => policy !== undefined);
  if (stated !== undefined) {
    const text = typeof stated === 'string' ? stated : JSON.stringify(stated);
    const option = ` --policy-document ${shell(text)}`;
    return { known: true, option, lines: [], attribute: [['policy', hcl(text)]], terraform: [] };
  }
  const [first] = endpoints;
  if (!first) return { known: false, option: '', lines: [], attribute: [], terraform: [] };
  const id = first.endpoint.awsId ?? first.endpoint.id;
  const file = `${label(id)}.policy.json`;
  const ask = `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(id)} --query 'VpcEndpoints[0].PolicyDocument' --output text`;
  return {
    known: true,
    option: ` --policy-document ${shell(`file://${file}`)}`,
    lines: [`${aws(ask, placeOf(regional, first.account))} > ${file}`],
    attribute: [['policy', `data.aws_vpc_endpoint.${label(id)}.policy`]],
    terraform: [
      { kind: 'data', type: 'aws_vpc_endpoint', name: label(id), account: first.account, body: [['id', hcl(id)]] },
    ],
  };
}

/**
 * The block of an endpoint that stands, taken over by its id, with all that the input knows of it: so it can be made again as it was. Private DNS that the
 * input does not state counts as on, as AWS's console makes it.
 */
export const takeEndpoint = (facts: StepFacts, place: Place): TerraformChange => {
  const endpoint = place.joined?.endpoint;
  const tags = Object.entries(endpoint?.tags ?? {});
  const { subnets = [], securityGroups = [], policy } = endpoint ?? {};
  const texts = (values: readonly string[]): string => `[${values.map(hcl).join(', ')}]`;
  return {
    kind: 'take',
    type: 'aws_vpc_endpoint',
    name: label(facts.names.place(place)),
    account: hostAccount(facts.regional, place),
    id: awsIdOf(place),
    body: [
      ['vpc_id', hcl(place.vpc)],
      ['service_name', hcl(place.service)],
      ['vpc_endpoint_type', '"Interface"'],
      ['private_dns_enabled', endpoint?.privateDns === false ? 'false' : 'true'],
      ...(endpoint?.privateDnsInboundResolverOnly === true
        ? ([['dns_options.private_dns_only_for_inbound_resolver_endpoint', 'true']] as const)
        : []),
      ...(subnets.length > 0 ? ([['subnet_ids', texts(subnets)]] as const) : []),
      ...(securityGroups.length > 0 ? ([['security_group_ids', texts(securityGroups)]] as const) : []),
      ...(policy === undefined
        ? []
        : ([['policy', hcl(typeof policy === 'string' ? policy : JSON.stringify(policy))]] as const)),
      ...(tags.length > 0
        ? ([['tags', `{ ${tags.map(([key, value]) => `${hcl(key)} = ${hcl(value)}`).join(', ')} }`]] as const)
        : ([['lifecycle.ignore_changes', '[tags, tags_all]']] as const)),
    ],
  };
};
