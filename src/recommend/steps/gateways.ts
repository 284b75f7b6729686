import { shortService } from '../../core/ids.ts';
import { standingGateway } from '../candidates/gateway-instead.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import type { StepFacts } from '../explain/step-facts.ts';
import { type Client, endpointOf } from '../region/client.ts';
import { accountOf, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws, take, variable } from './shell.ts';
import type { Attribute } from './terraform.ts';

/** Gateway endpoints on every route table of the VPC: a new one, or the tables that one which stands lacks. */
export function useGateways(facts: StepFacts): readonly StepOperation[] {
  const users = facts.moved.filter(({ to }) => to.kind === 'gateway').map((each) => each.client);
  const groups = Map.groupBy(users, (client) => `${client.vpc}\u0000${client.service}`);
  return [...groups.values()].flatMap((clients): StepOperation[] => {
    const [client] = clients;
    if (client?.vpc === undefined) return [];
    // Traffic of a NAT gateway follows the new routes at once; that of an endpoint waits until its names let go.
    const atOnce = clients.some((each) => each.origin.kind === 'nat');
    const standing = standingGateway(client, facts.regional);
    const phase = atOnce ? 'switch' : 'prepare';
    return [
      {
        ...(standing === undefined ? makeGateway(facts, clients) : widenGateway(facts, client, standing)),
        phase,
        vpc: client.vpc,
      },
    ];
  });
}

/** The route tables of a VPC: those of the input, else those that AWS lists. */
function tablesOf({ regional }: StepFacts, vpc: string) {
  const known = regional.vpcs.routeTables(vpc).map((table) => table.id);
  if (known.length > 0)
    return { words: known.map(shell).join(' '), lines: [], hcl: `[${known.map(hcl).join(', ')}]`, data: false };
  const name = variable('tables', vpc);
  const where = placeOf(regional, accountOf(regional, vpc));
  return {
    words: `$${name}`,
    lines: [
      take(
        name,
        `ec2 describe-route-tables --filters ${shell(`Name=vpc-id,Values=${vpc}`)}`,
        'RouteTables[].RouteTableId',
        where,
      ),
    ],
    hcl: `data.aws_route_tables.${label(vpc)}.ids`,
    data: true,
  };
}

function makeGateway(facts: StepFacts, clients: readonly Client[]): Omit<StepOperation, 'phase'> {
  const { regional } = facts;
  const [client] = clients;
  const vpc = client?.vpc ?? '';
  const service = client?.service ?? '';
  const name = facts.names.gateway(vpc, service);
  const account = accountOf(regional, vpc);
  const where = placeOf(regional, account);
  const tables = tablesOf(facts, vpc);
  const stated = clients.map((each) => endpointOf(each)?.endpoint.policy).find((policy) => policy !== undefined);
  const policy = stated === undefined ? undefined : typeof stated === 'string' ? stated : JSON.stringify(stated);
  const attribute: readonly Attribute[] = policy === undefined ? [] : [['policy', hcl(policy)]];
  return {
    title:
      `Make a gateway endpoint for ${shortService(service)} in ${vpc} on its route tables` +
      (policy === undefined ? '' : ', with the policy its clients have today'),
    changes: 1,
    cli: [
      ...tables.lines,
      take(
        variable('gateway', name),
        `ec2 create-vpc-endpoint --vpc-endpoint-type Gateway --vpc-id ${shell(vpc)} --service-name ${shell(service)} --route-table-ids ${tables.words}` +
          (policy === undefined ? '' : ` --policy-document ${shell(policy)}`),
        'VpcEndpoint.VpcEndpointId',
        where,
      ),
    ],
    undo: [aws(`ec2 delete-vpc-endpoints --vpc-endpoint-ids "$${variable('gateway', name)}"`, where)],
    terraform: [
      ...tableData(facts, vpc),
      {
        kind: 'make',
        type: 'aws_vpc_endpoint',
        name: label(name),
        account,
        body: [
          ['vpc_id', hcl(vpc)],
          ['service_name', hcl(service)],
          ['vpc_endpoint_type', '"Gateway"'],
          ['route_table_ids', tables.hcl],
          ...attribute,
        ],
      },
    ],
  };
}

const tableData = (facts: StepFacts, vpc: string) =>
  tablesOf(facts, vpc).data
    ? ([
        {
          kind: 'data',
          type: 'aws_route_tables',
          name: label(vpc),
          account: accountOf(facts.regional, vpc),
          body: [['vpc_id', hcl(vpc)]],
        },
      ] as const)
    : [];

function widenGateway(facts: StepFacts, { vpc = '', service }: Client, standing: string): Omit<StepOperation, 'phase'> {
  const { regional } = facts;
  const endpoint = regional.network.endpoints.find((joined) => joined.endpoint.id === standing)?.endpoint;
  const id = endpoint?.awsId ?? standing;
  const account = accountOf(regional, vpc);
  const where = placeOf(regional, account);
  const name = variable('lacking', id);
  const had = variable('had', id);
  return {
    title: `Put every route table of ${vpc} on its gateway endpoint for ${shortService(service)}`,
    changes: 1,
    cli: [
      take(had, `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(id)}`, 'VpcEndpoints[0].RouteTableIds', where),
      `${name}=$(for table in $(${aws(`ec2 describe-route-tables --filters ${shell(`Name=vpc-id,Values=${vpc}`)} --query 'RouteTables[].RouteTableId' --output text`, where)}); do case " $(echo $${had}) " in *" $table "*) ;; *) echo "$table" ;; esac; done)`,
      `[ -z "$${name}" ] || ${aws(`ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(id)} --add-route-table-ids $${name}`, where)}`,
    ],
    undo: [
      `[ -z "$${name}" ] || ${aws(`ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(id)} --remove-route-table-ids $${name}`, where)}`,
    ],
    terraform: [
      ...tableData(facts, vpc),
      {
        kind: 'take',
        type: 'aws_vpc_endpoint',
        name: label(standing),
        account,
        id,
        body: [
          ['vpc_id', hcl(vpc)],
          ['service_name', hcl(service)],
          ['vpc_endpoint_type', '"Gateway"'],
          ['route_table_ids', tablesOf(facts, vpc).hcl],
          ['lifecycle.ignore_changes', '[tags, tags_all]'],
        ],
      },
    ],
  };
}
