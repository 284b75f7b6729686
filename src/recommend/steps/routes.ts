import { onceFor } from '../../core/remembering.ts';
import type { RouteTable } from '../../topology/topology.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import { isEndpoint, type StepFacts } from '../explain/step-facts.ts';
import { leads, needsRoute, pathsInUse } from '../plan/routes-after.ts';
import type { Path } from '../region/reach.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { attachmentName } from './attach.ts';
import { accountOf, cidrsInTerraform, cidrsOf, forEachCidr, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws, take, variable, type Word } from './shell.ts';
import { list, type TerraformChange } from './terraform.ts';

/** One side of a path: the VPC that must find the other over it. */
interface Side {
  readonly from: string;
  readonly to: string;
  readonly path: Path;
}

/** Whether every route table that leads anywhere leads to some CIDRs over a path; undefined where tables or CIDRs are not known. */
function isRouted({ regional }: StepFacts, { from, to, path }: Side): boolean | undefined {
  const tables = regional.vpcs.routeTables(from);
  const cidrs = cidrsOf(regional, to);
  if (tables.length === 0 || cidrs.length === 0) return undefined;
  const leading = tables.filter((table) => table.routes.some((route) => route.target !== 'local'));
  return leading.length > 0 && leading.every((table) => cidrs.every((cidr) => leads(table, cidr, path.via)));
}

const clientsByVpc = onceFor(({ clients }: RegionalNetwork) => Map.groupBy(clients, (client) => client.vpc));

/** Both sides of every new path of a step, each once. */
function sidesOf({ moved, regional, before }: StepFacts): readonly Side[] {
  // Two VPCs that reach each other over the path today need nothing.
  const inUse = new Set(pathsInUse(regional));
  // What an earlier step of the plan has led over the path is led already.
  for (const vpc of new Set(moved.map(({ client }) => client.vpc))) {
    for (const client of clientsByVpc(regional).get(vpc) ?? []) {
      const way = before.ways[client.index];
      if (way?.kind === 'endpoint' && way.move !== undefined && way.path.via !== undefined)
        inUse.add(`${vpc} ${way.place.vpc} ${way.path.via}`);
    }
  }
  const sides = moved.flatMap(({ client, from, to }): Side[] => {
    if (!isEndpoint(to) || to.move === undefined || to.path.via === undefined || client.vpc === undefined) return [];
    if (isEndpoint(from) && from.path.via === to.path.via && from.place.vpc === to.place.vpc) return [];
    if (inUse.has(`${client.vpc} ${to.place.vpc} ${to.path.via}`)) return [];
    const there = { from: client.vpc, to: to.place.vpc, path: to.path };
    return [there, { from: to.place.vpc, to: client.vpc, path: to.path }];
  });
  return [...new Map(sides.map((side) => [`${side.from} ${side.to} ${side.path.via}`, side])).values()];
}

/** Routes over a new path, both ways: those that are missing, and where tables are not known, those that turn out to be. */
export function routeVpcs(facts: StepFacts): readonly StepOperation[] {
  const sides = sidesOf(facts);
  const lacking = sides.filter((side) => isRouted(facts, side) !== true);
  return [...lacking.map((side) => routeOf(facts, side)), ...transitOf(facts, lacking)];
}

const target = ({ kind, via = '' }: Path): string =>
  kind === 'vpc-peering' ? `--vpc-peering-connection-id ${shell(via)}` : `--transit-gateway-id ${shell(via)}`;

function routeOf(facts: StepFacts, side: Side): StepOperation {
  const { regional } = facts;
  const account = accountOf(regional, side.from);
  const where = placeOf(regional, account);
  const tables = regional.vpcs.routeTables(side.from);
  const cli: string[] = [];
  const undo: string[] = [];
  cli.push(
    ...forEachCidr(regional, side.to, (cidr, number) => {
      const route = `--destination-cidr-block ${cidr.cli} ${target(side.path)}`;
      if (tables.length > 0) {
        return tables
          .filter((table) => needsRoute(table, cidr.cli, side.path.via))
          .flatMap((table) => {
            const old = table.routes.find((each) => shell(each.destination) === cidr.cli);
            const at = `--route-table-id ${shell(table.id)}`;
            undo.push(
              old
                ? aws(`ec2 replace-route ${at} --destination-cidr-block ${cidr.cli} ${backTo(old.target)}`, where)
                : aws(`ec2 delete-route ${at} --destination-cidr-block ${cidr.cli}`, where),
            );
            return [aws(`ec2 ${old ? 'replace' : 'create'}-route ${at} ${route}`, where)];
          });
      }
      const name = variable('tables', side.from, side.to, String(number));
      undo.push(
        `for table in $${name}; do ${aws(`ec2 delete-route --route-table-id "$table" --destination-cidr-block ${cidr.cli}`, where)}; done`,
      );
      return [
        missingTables(name, side.from, cidr, where),
        `for table in $${name}; do ${aws(`ec2 create-route --route-table-id "$table" ${route}`, where)}; done`,
      ];
    }),
  );
  return {
    title: `Route ${side.to} from ${side.from} over ${side.path.via}`,
    phase: 'prepare',
    changes: Math.max(tables.length, 1),
    cli,
    undo: undo.toReversed(),
    terraform: routesInTerraform(facts, side),
  };
}

/** The routes of one side in Terraform; what it does not do is said. */
function routesInTerraform(facts: StepFacts, side: Side): readonly TerraformChange[] {
  const { regional, moved } = facts;
  const tables = regional.vpcs.routeTables(side.from);
  const { cidrs, terraform } = cidrsInTerraform(regional, side.to);
  const known = cidrsOf(regional, side.to);
  const { kind, via = '' } = side.path;
  const isAttached = moved.some(
    ({ to }) => isEndpoint(to) && to.path.attachments.some((each) => each.vpc === side.from),
  );
  const attachment = `aws_ec2_transit_gateway_vpc_attachment.${attachmentName(via, side.from)}`;
  const routeIn = (table: RouteTable, index: number): TerraformChange => {
    if (table.routes.some(({ destination }) => destination === known[index]))
      return { kind: 'note', text: `${table.id} leads ${side.to} elsewhere: the commands replace that route` };
    return {
      kind: 'make',
      type: 'aws_route',
      name: label(`${table.id}_${side.to}${index === 0 ? '' : `_${index + 1}`}`),
      account: accountOf(regional, side.from),
      body: [
        ['route_table_id', hcl(table.id)],
        ['destination_cidr_block', cidrs[index] ?? ''],
        [kind === 'vpc-peering' ? 'vpc_peering_connection_id' : 'transit_gateway_id', hcl(via)],
        ...(isAttached ? ([['depends_on', list([(at) => at(attachment)])]] as const) : []),
      ],
    };
  };
  if (tables.length === 0) {
    const text = `the route tables of ${side.from} are not known: the commands above find those that lack the route`;
    return [...terraform, { kind: 'note', text }];
  }
  const lacking = (table: RouteTable, index: number): boolean =>
    known[index] === undefined || needsRoute(table, known[index], via);
  return [
    ...terraform,
    ...tables.flatMap((table) => cidrs.flatMap((_, index) => (lacking(table, index) ? [routeIn(table, index)] : []))),
  ];
}

const backTo = (old: string): string => {
  if (old.startsWith('pcx')) return `--vpc-peering-connection-id ${shell(old)}`;
  if (old.startsWith('nat')) return `--nat-gateway-id ${shell(old)}`;
  if (old.startsWith('igw')) return `--gateway-id ${shell(old)}`;
  return old.startsWith('eni') ? `--network-interface-id ${shell(old)}` : `--transit-gateway-id ${shell(old)}`;
};

/** Route tables of a VPC without a route of exactly this destination. */
const missingTables = (name: string, vpc: string, cidr: Word, where: ReturnType<typeof placeOf>): string =>
  `${name}=$(${aws(
    `ec2 describe-route-tables --filters ${shell(`Name=vpc-id,Values=${vpc}`)} ` +
      `--query 'RouteTables[?!(Routes[?DestinationCidrBlock==\`"'"${cidr.cli.replaceAll('"', '')}"'"\`])].RouteTableId' --output text`,
    where,
  )})`;

/** Association and propagation at the Transit Gateway, where a path over it lacks routes: its own tables are not in the input. */
function transitOf(facts: StepFacts, sides: readonly Side[]): readonly StepOperation[] {
  const over = sides.filter((side) => side.path.kind === 'transit-gateway');
  const pairs = new Map(over.map((side) => [`${side.path.via} ${[side.from, side.to].toSorted().join(' ')}`, side]));
  return [...pairs.values()].map((side) => transitPair(facts, side));
}

function transitPair({ regional, moved }: StepFacts, { from, to, path }: Side): StepOperation {
  const gateway = path.via ?? '';
  const attached = moved.flatMap(({ to: way }) => (isEndpoint(way) ? way.path.attachments : []));
  const where = placeOf(regional, accountOf(regional, from));
  const attachment = (vpc: string): string => variable('attachment', gateway, vpc);
  const table = (vpc: string): string => variable('transit_table', gateway, vpc);
  const finds = [from, to]
    .filter((vpc) => !attached.some((each) => each.gateway === gateway && each.vpc === vpc))
    .map((vpc) =>
      take(
        attachment(vpc),
        `ec2 describe-transit-gateway-vpc-attachments --filters ${shell(`Name=transit-gateway-id,Values=${gateway}`)} ${shell(`Name=vpc-id,Values=${vpc}`)} Name=state,Values=available`,
        'TransitGatewayVpcAttachments[0].TransitGatewayAttachmentId',
        where,
      ),
    );
  const standard = variable('transit_default', gateway);
  const used = (vpc: string): string => variable('transit_used', gateway, vpc);
  const associated = [from, to].flatMap((vpc) => [
    take(
      table(vpc),
      `ec2 describe-transit-gateway-attachments --transit-gateway-attachment-ids "$${attachment(vpc)}"`,
      'TransitGatewayAttachments[0].Association.TransitGatewayRouteTableId',
      where,
    ),
    `[ "$${table(vpc)}" != None ] || ${aws(`ec2 associate-transit-gateway-route-table --transit-gateway-route-table-id "$${standard}" --transit-gateway-attachment-id "$${attachment(vpc)}"`, where)}`,
    `${used(vpc)}=$([ "$${table(vpc)}" = None ] && echo "$${standard}" || echo "$${table(vpc)}")`,
  ]);
  const tableOr = (vpc: string): string => `"$${used(vpc)}"`;
  const flags = [
    [from, to],
    [to, from],
  ].map(([at = '', of = '']) => ({ at, of, name: variable('propagated', gateway, at, of) }));
  const propagated = flags.flatMap(({ at, of: other, name }) => [
    take(
      name,
      `ec2 get-transit-gateway-route-table-propagations --transit-gateway-route-table-id ${tableOr(at)} --filters "Name=transit-gateway-attachment-id,Values=$${attachment(other)}"`,
      'length(TransitGatewayRouteTablePropagations)',
      where,
    ),
    `[ "$${name}" != 0 ] || ${aws(`ec2 enable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${tableOr(at)} --transit-gateway-attachment-id "$${attachment(other)}"`, where)}`,
  ]);
  return {
    title: `Associate ${from} and ${to} with route tables of ${gateway} and let each find the other there (propagation)`,
    phase: 'prepare',
    changes: 2,
    cli: [
      ...finds,
      take(
        standard,
        `ec2 describe-transit-gateways --transit-gateway-ids ${shell(gateway)}`,
        'TransitGateways[0].Options.AssociationDefaultRouteTableId',
        where,
      ),
      ...associated,
      ...propagated,
    ],
    undo: [
      ...flags
        .toReversed()
        .map(
          ({ at, of: other, name }) =>
            `[ "$${name}" != 0 ] || ${aws(`ec2 disable-transit-gateway-route-table-propagation --transit-gateway-route-table-id ${tableOr(at)} --transit-gateway-attachment-id "$${attachment(other)}"`, where)}`,
        ),
      ...[to, from].map(
        (vpc) =>
          `[ "$${table(vpc)}" != None ] || ${aws(`ec2 disassociate-transit-gateway-route-table --transit-gateway-route-table-id "$${standard}" --transit-gateway-attachment-id "$${attachment(vpc)}"`, where)}`,
      ),
    ],
    terraform: [
      {
        kind: 'note',
        text: `association and propagation at ${gateway}: its route tables are not in the input, so the commands look before they change`,
      },
    ],
  };
}
