import type { NatGateway } from '../../topology/topology.ts';
import { label, shell } from '../explain/quote.ts';
import { listed, type StepFacts } from '../explain/step-facts.ts';
import type { Place } from '../region/place.ts';
import { accountOf, awsIdOf, endpointAddress, hostAccount, placeOf } from './lookups.ts';
import { takeEndpoint } from './make-endpoints.ts';
import type { StepOperation } from './operation.ts';
import { pointBack } from './park.ts';
import { aws, take, until, variable } from './shell.ts';
import { bytesOf } from './switch-names.ts';

/** What create-vpc-endpoint takes, out of what describe-vpc-endpoints gives. */
const AS_INPUT =
  'VpcEndpoints[0].{VpcId:VpcId,VpcEndpointType:VpcEndpointType,ServiceName:ServiceName,SubnetIds:SubnetIds,SecurityGroupIds:Groups[].GroupId,PolicyDocument:PolicyDocument,PrivateDnsEnabled:PrivateDnsEnabled';

/** An endpoint that answers inbound resolvers only must come again so. */
const INBOUND_ONLY =
  ',DnsOptions:{PrivateDnsOnlyForInboundResolverEndpoint:DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint}';

/** Endpoints that nobody uses any more, last of all; each is written down first, so that it can be made again as it was. */
export function removeEndpoints(facts: StepFacts): readonly StepOperation[] {
  const { closed, regional } = facts;
  if (closed.length === 0) return [];
  const ids = closed.map(awsIdOf);
  const where = (place: Place) => placeOf(regional, hostAccount(regional, place));
  const more = ({ joined }: Place): string => {
    const { tags = {}, privateDnsInboundResolverOnly } = joined?.endpoint ?? {};
    return [
      ...(Object.keys(tags).length > 0 ? [',TagSpecifications:[{ResourceType:`"vpc-endpoint"`,Tags:Tags}]'] : []),
      ...(privateDnsInboundResolverOnly === true ? [INBOUND_ONLY] : []),
    ].join('');
  };
  const byAccount = Map.groupBy(closed, (place) => hostAccount(regional, place));
  return [
    {
      title: `When BytesProcessed of ${listed(ids)} stays at zero, remove ${ids.length === 1 ? 'it' : 'them'}`,
      phase: 'clean-up',
      changes: ids.length,
      cli: [
        ...closed.map(
          (place) =>
            `${aws(`ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(awsIdOf(place))} --query ${shell(`${AS_INPUT}${more(place)}}`)}`, where(place))} > ${label(awsIdOf(place))}.json`,
        ),
        ...[...byAccount].map(([account, places]) =>
          aws(
            `ec2 delete-vpc-endpoints --vpc-endpoint-ids ${places.map((place) => shell(awsIdOf(place))).join(' ')}`,
            placeOf(regional, account),
          ),
        ),
      ],
      undo: closed.flatMap((place) => [
        take(
          variable('again', awsIdOf(place)),
          `ec2 create-vpc-endpoint --cli-input-json file://${label(awsIdOf(place))}.json`,
          'VpcEndpoint.VpcEndpointId',
          where(place),
        ),
        until(
          `ec2 describe-vpc-endpoints --vpc-endpoint-ids "$${variable('again', awsIdOf(place))}"`,
          'VpcEndpoints[0].State',
          'available',
          where(place),
        ),
        ...pointBack(facts, place),
      ]),
      terraform: closed.flatMap((place) => [
        takeEndpoint(facts, place),
        { kind: 'remove', address: endpointAddress(facts, place) } as const,
        ...(isWhole(place)
          ? []
          : [
              {
                kind: 'note',
                text: `the input does not name subnets and security groups of ${awsIdOf(place)}: the undo script makes it again as it was, Terraform does not`,
              } as const,
            ]),
      ]),
      check: closed.map((place) => bytesOf(facts, place)),
    },
  ];
}

/** Whether the input knows enough of an endpoint to make it again from a block. */
const isWhole = ({ joined }: Place): boolean =>
  (joined?.endpoint.subnets ?? []).length > 0 && (joined?.endpoint.securityGroups ?? []).length > 0;

/** NAT gateways whose every byte went to services that endpoints take now. */
export function removeNatGateways(facts: StepFacts): readonly StepOperation[] {
  const left = facts.moved.flatMap(({ from }) => (from.kind === 'nat' ? [from.gateway] : []));
  const idle = [...new Set(left)].filter(
    (gateway) =>
      facts.regional.removable.has(gateway) &&
      !facts.after.ways.some((way) => way.kind === 'nat' && way.gateway === gateway),
  );
  return idle.map((gateway) => removeNat(facts, gateway));
}

function removeNat({ regional }: StepFacts, gateway: NatGateway): StepOperation {
  const where = placeOf(regional, accountOf(regional, gateway.vpc));
  const file = `${label(gateway.id)}.json`;
  const as =
    'NatGateways[0].{SubnetId:SubnetId,AllocationId:NatGatewayAddresses[0].AllocationId,ConnectivityType:ConnectivityType}';
  const ask = `ec2 describe-nat-gateways --nat-gateway-ids ${shell(gateway.id)}`;
  const routes = variable('routes', gateway.id);
  const tables = `ec2 describe-route-tables --filters ${shell(`Name=route.nat-gateway-id,Values=${gateway.id}`)}`;
  return {
    title: `When its BytesOutToDestination stays at zero and no route table leads to it, remove NAT gateway ${gateway.id}: all it carried goes to endpoints now`,
    phase: 'clean-up',
    changes: 1,
    cli: [
      take(routes, tables, 'RouteTables[].RouteTableId', where),
      `[ -z "$${routes}" ] || echo "routes of $${routes} lead to ${label(gateway.id)}: take them out first"`,
      `${aws(`${ask} --query ${shell(as)}`, where)} > ${file}`,
      aws(`ec2 delete-nat-gateway --nat-gateway-id ${shell(gateway.id)}`, where),
    ],
    undo: [
      take(
        variable('again', gateway.id),
        `ec2 create-nat-gateway --cli-input-json file://${file}`,
        'NatGateway.NatGatewayId',
        where,
      ),
      `for table in $${routes}; do ${aws(`ec2 replace-route --route-table-id "$table" --destination-cidr-block 0.0.0.0/0 --nat-gateway-id "$${variable('again', gateway.id)}"`, where)}; done`,
    ],
    terraform: [{ kind: 'note', text: `NAT gateway ${label(gateway.id)}: take its block out of where it is declared` }],
  };
}
