import type { Action } from '../recommendation.ts';
import { arrivalsBy } from './arrivals.ts';
import { ownNamesOff } from './name-actions.ts';
import { hcl, label, oneLine, shell } from './quote.ts';
import { isEndpoint, listed, type StepFacts } from './step-facts.ts';

/** Transit Gateway attachments that are missing, each once. */
export function attachVpcs(facts: StepFacts): readonly Action[] {
  const region = shell(facts.situation.region);
  const missing = facts.moved.flatMap(({ to }) => (isEndpoint(to) ? to.path.attachments : []));
  const each = new Map(missing.map((attachment) => [`${attachment.gateway} ${attachment.vpc}`, attachment]));
  return [...each.values()].map(({ gateway, vpc }) => ({
    title: `Attach ${vpc} to ${gateway} and route the hub's addresses over it, both ways`,
    changes: 2,
    terraform: [
      `resource "aws_ec2_transit_gateway_vpc_attachment" "${label(vpc)}" {`,
      `  transit_gateway_id = ${hcl(gateway)}`,
      `  vpc_id             = ${hcl(vpc)}`,
      '  subnet_ids         = ["<one subnet in each zone>"]',
      '}',
      ...routeBlock(`${vpc}_to_peer`, gateway),
    ].join('\n'),
    cli: [
      `aws ec2 create-transit-gateway-vpc-attachment --transit-gateway-id ${shell(gateway)} --vpc-id ${shell(vpc)} ` +
        `--subnet-ids ${shell('<one subnet in each zone>')} --region ${region}`,
      `aws ec2 create-route --route-table-id ${shell('<route table>')} --destination-cidr-block ${shell('<CIDR of the other VPC>')} ` +
        `--transit-gateway-id ${shell(gateway)} --region ${region}`,
    ].join('\n'),
  }));
}

const routeBlock = (name: string, gateway: string): readonly string[] => [
  `resource "aws_route" "${label(name)}" {`,
  '  route_table_id         = "<route table, one of each side>"',
  '  destination_cidr_block = "<CIDR of the other VPC>"',
  `  transit_gateway_id     = ${hcl(gateway)}`,
  '}',
];

/** Rules and policies that must admit who comes. */
export function admitClients(facts: StepFacts): readonly Action[] {
  return arrivalsBy(facts).flatMap(([place, clients]): Action[] => {
    const cidrs = clients.flatMap((client) =>
      client.vpc === undefined ? [] : (facts.situation.vpcs.entry(client.vpc)?.cidrs ?? []),
    );
    const id = facts.names.place(place);
    const group = place.joined?.endpoint.securityGroups?.[0] ?? '<security group of the endpoint>';
    return [
      {
        title: `Admit ${listed([...new Set(clients.map((client) => client.vpc ?? ''))])} to ${id} on port 443: ${cidrs.length === 0 ? 'their CIDRs' : listed(cidrs)}, and nobody else`,
        terraform: ingressBlock(id, group, cidrs.length === 0 ? ['<CIDR>'] : [...new Set(cidrs)]),
        cli:
          `aws ec2 authorize-security-group-ingress --group-id ${shell(group)} --region ${shell(facts.situation.region)} ` +
          `--ip-permissions ${shell(`IpProtocol=tcp,FromPort=443,ToPort=443,IpRanges=[${(cidrs.length === 0 ? ['<CIDR>'] : cidrs).map((cidr) => `{CidrIp=${cidr}}`).join(',')}]`)}`,
      },
      {
        title: `Check that the policy of ${id} grants no more than the clients had: IAM Access Analyzer compares the two`,
        cli: `aws accessanalyzer check-no-new-access --policy-type RESOURCE_POLICY --existing-policy-document ${shell('<policy of the client>')} --new-policy-document ${shell('<policy of the shared endpoint>')} --region ${shell(facts.situation.region)}`,
      },
    ];
  });
}

const ingressBlock = (name: string, group: string, cidrs: readonly string[]): string =>
  [
    `resource "aws_vpc_security_group_ingress_rule" "${label(name)}" {`,
    `  for_each          = toset([${cidrs.map(hcl).join(', ')}])`,
    `  security_group_id = ${hcl(group)}`,
    '  cidr_ipv4         = each.value',
    '  ip_protocol       = "tcp"',
    '  from_port         = 443',
    '  to_port           = 443',
    '}',
  ].join('\n');

/** Traffic that goes over NAT, and NAT gateways that nobody needs any more. */
export function changeNat(facts: StepFacts): readonly Action[] {
  const leaving = facts.moved.filter((each) => each.to.kind === 'nat').map((each) => each.client);
  const off = ownNamesOff(facts, leaving);
  const to =
    leaving.length > 0
      ? [
          {
            title: `Check that the subnets of ${listed(facts.vpcs)} route 0.0.0.0/0 to the NAT gateway, then turn the endpoint's private DNS off`,
            terraform: off.terraform.join('\n'),
            cli: [
              ...[...new Set(leaving.flatMap((client) => client.vpc ?? []))].map(
                (vpc) =>
                  `aws ec2 describe-route-tables --filters ${shell(`Name=vpc-id,Values=${vpc}`)} --region ${shell(facts.situation.region)}`,
              ),
              ...off.cli,
            ].join('\n'),
          },
        ]
      : [];
  const left = facts.moved.flatMap(({ from }) => (from.kind === 'nat' ? [from.gateway] : []));
  const gone = [...new Set(left)].filter(
    (gateway) =>
      facts.situation.removable.has(gateway) &&
      !facts.after.ways.some((way) => way.kind === 'nat' && way.gateway === gateway),
  );
  const removed = gone.map((gateway) => ({
    title: `When its BytesOutToDestination stays at zero, remove NAT gateway ${gateway.id}: all it carried goes to endpoints now`,
    terraform: `# remove the block of aws_nat_gateway ${oneLine(gateway.id)}`,
    cli: `aws ec2 delete-nat-gateway --nat-gateway-id ${shell(gateway.id)} --region ${shell(facts.situation.region)}`,
  }));
  return [...to, ...removed];
}
