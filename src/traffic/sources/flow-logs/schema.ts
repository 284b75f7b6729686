/**
 * Fields of VPC flow log records that Tollgate uses, as columns: the names of the record format with underscores. Text files carry
 * them in any order under their own names, Parquet files as columns. Source: VPC user guide, "Flow log records" (versions 2 to 10).
 */
export const FIELDS = [
  'interface_id',
  'srcaddr',
  'dstaddr',
  'pkt_srcaddr',
  'pkt_dstaddr',
  'bytes',
  'start',
  'end',
  'action',
  'log_status',
  'vpc_id',
  'az_id',
  'flow_direction',
  'traffic_path',
  'pkt_src_aws_service',
  'pkt_dst_aws_service',
  /** Of logs that were added up before: how many records one stands for. */
  'records',
] as const;
export type Field = (typeof FIELDS)[number];

/** The default format (version 2), whose files may come without a header when they were cut out of a log group. */
export const DEFAULT_FORMAT = [
  'version',
  'account_id',
  'interface_id',
  'srcaddr',
  'dstaddr',
  'srcport',
  'dstport',
  'protocol',
  'packets',
  'bytes',
  'start',
  'end',
  'action',
  'log_status',
] as const;

/** Without these nothing can be told. */
export const NEEDED: readonly (readonly Field[])[] = [
  ['interface_id'],
  ['pkt_srcaddr', 'srcaddr'],
  ['pkt_dstaddr', 'dstaddr'],
  ['bytes'],
];

/** Values of traffic-path: the way egress traffic takes. */
export const TRAFFIC_PATH = {
  sameVpc: 1,
  internetOrGatewayEndpoint: 2,
  gatewayEndpoint: 7,
  internetGateway: 8,
} as const;

/** A field's column name: the record format's own with underscores. */
export const columnOf = (field: string): string => field.trim().toLowerCase().replaceAll('-', '_');
