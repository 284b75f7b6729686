import type { ForeignAnswers } from './answer-parts.ts';
import { asDescribed, isRecord, type JsonRecord, parsedJson } from './described-words.ts';

/** What a row of a Steampipe table is among the answers of describe commands, told by columns that only this table has, in this order. */
const TABLES: readonly {
  readonly table: string;
  readonly part: string;
  readonly columns: readonly string[];
  /** Columns that stand for objects, or under another name. */
  readonly also?: (row: JsonRecord) => JsonRecord;
}[] = [
  { table: 'aws_vpc_endpoint', part: 'VpcEndpoints', columns: ['vpc_endpoint_id', 'service_name'], also: withPolicy },
  { table: 'aws_vpc_nat_gateway', part: 'NatGateways', columns: ['nat_gateway_id'] },
  { table: 'aws_vpc_route_table', part: 'RouteTables', columns: ['route_table_id', 'routes'] },
  { table: 'aws_vpc_network_acl', part: 'NetworkAcls', columns: ['network_acl_id'] },
  { table: 'aws_vpc_security_group', part: 'SecurityGroups', columns: ['group_id', 'ip_permissions'] },
  { table: 'aws_ec2_network_interface', part: 'NetworkInterfaces', columns: ['network_interface_id', 'subnet_id'] },
  {
    table: 'aws_ec2_transit_gateway_vpc_attachment',
    part: 'TransitGatewayAttachments',
    columns: ['transit_gateway_attachment_id', 'transit_gateway_id'],
    also: (row) => ({
      Association: {
        State: row['association_state'] ?? undefined,
        TransitGatewayRouteTableId: row['association_transit_gateway_route_table_id'] ?? undefined,
      },
    }),
  },
  {
    table: 'aws_ec2_transit_gateway_route',
    part: 'TransitGatewayRoutes',
    columns: ['transit_gateway_route_table_id', 'destination_cidr_block'],
  },
  {
    table: 'aws_vpc_peering_connection',
    part: 'VpcPeeringConnections',
    columns: ['accepter_vpc_id', 'requester_vpc_id'],
    also: (row) => ({
      VpcPeeringConnectionId: row['id'],
      Status: { Code: row['status_code'] ?? undefined },
      AccepterVpcInfo: sideOf(row, 'accepter'),
      RequesterVpcInfo: sideOf(row, 'requester'),
    }),
  },
  { table: 'aws_vpc_flow_log', part: 'FlowLogs', columns: ['flow_log_id'] },
  { table: 'aws_vpc_vpn_connection', part: 'VpnConnections', columns: ['vpn_connection_id', 'customer_gateway_id'] },
  { table: 'aws_vpc_vpn_gateway', part: 'VpnGateways', columns: ['vpn_gateway_id', 'vpc_attachments'] },
  {
    table: 'aws_route53_resolver_endpoint',
    part: 'ResolverEndpoints',
    columns: ['host_vpc_id', 'direction'],
    also: (row) => ({ HostVPCId: row['host_vpc_id'] }),
  },
  {
    table: 'aws_availability_zone',
    part: 'AvailabilityZones',
    columns: ['zone_id', 'zone_type'],
    also: (row) => ({ ZoneName: row['name'] }),
  },
  { table: 'aws_vpc_endpoint_service', part: 'ServiceDetails', columns: ['service_name', 'service_type'] },
  { table: 'aws_vpc_subnet', part: 'Subnets', columns: ['subnet_id', 'cidr_block'] },
  { table: 'aws_vpc', part: 'Vpcs', columns: ['vpc_id', 'cidr_block'] },
];

function sideOf(row: JsonRecord, side: string): JsonRecord {
  const of = (name: string): unknown => row[`${side}_${name}`] ?? undefined;
  return { VpcId: of('vpc_id'), OwnerId: of('owner_id'), Region: of('region') };
}

/** EC2 answers with the text of a policy, Steampipe with its object. */
function withPolicy(row: JsonRecord): JsonRecord {
  const { policy } = row;
  if (policy === undefined || policy === null) return {};
  return { PolicyDocument: typeof policy === 'string' ? policy : JSON.stringify(policy) };
}

/** Rows of a query; undefined = the document is none of Steampipe. Rows without an account, a Region or a known table are not. */
function rowsOf(value: unknown): readonly JsonRecord[] | undefined {
  const list = Array.isArray(value) ? value : isRecord(value) ? value['rows'] : undefined;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isRecord)) return undefined;
  const isTable = isRecord(value) && Array.isArray(value['columns']);
  return isTable || list.some((row) => tableOf(row) !== undefined) ? list : undefined;
}

const tableOf = (row: JsonRecord) =>
  TABLES.find(({ columns }) => columns.every((column) => Object.hasOwn(row, column)));

/** Whether a document is what a query of Steampipe printed. */
export const isSteampipe = (value: unknown): boolean => rowsOf(value) !== undefined;

/** Rows of Steampipe's tables of AWS as answers of describe commands: one for each account and Region. */
export function steampipeAnswers(value: unknown): ForeignAnswers | undefined {
  const rows = rowsOf(value);
  if (rows === undefined) return undefined;
  const left: string[] = [];
  const answers = rows.flatMap((row) => {
    const table = tableOf(row);
    if (table === undefined) {
      left.push(`row with ${Object.keys(row).slice(0, 3).join(', ')}`);
      return [];
    }
    const { tags, tags_src, ...cells } = Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, parsedJson(cell)]),
    );
    const described = {
      ...(asDescribed(cells) as JsonRecord),
      ...(asDescribed(table.also?.(row) ?? {}) as JsonRecord),
    };
    const text = (name: string): string | undefined => (typeof row[name] === 'string' ? row[name] : undefined);
    return [
      {
        region: text('region'),
        account: text('account_id'),
        parts: { [table.part]: [{ ...described, ...tagsOf(tags_src, tags) }] },
      },
    ];
  });
  return { answers, left };
}

/** `tags_src` is EC2's list, `tags` an object; either may have been selected. */
function tagsOf(source: unknown, tags: unknown): JsonRecord {
  if (Array.isArray(source)) return { Tags: source };
  return isRecord(tags) ? { Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) })) } : {};
}
