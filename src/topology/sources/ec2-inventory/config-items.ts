import { type AnswerParts, type ForeignAnswers, ID_OF } from './answer-parts.ts';
import { asDescribed, isRecord, type JsonRecord, parsedJson } from './described-words.ts';

/** Types of AWS Config that have a place among the answers of describe commands. */
const TYPES: Readonly<Record<string, string>> = {
  'AWS::EC2::VPCEndpoint': 'VpcEndpoints',
  'AWS::EC2::VPC': 'Vpcs',
  'AWS::EC2::Subnet': 'Subnets',
  'AWS::EC2::RouteTable': 'RouteTables',
  'AWS::EC2::NatGateway': 'NatGateways',
  'AWS::EC2::SecurityGroup': 'SecurityGroups',
  'AWS::EC2::NetworkAcl': 'NetworkAcls',
  'AWS::EC2::NetworkInterface': 'NetworkInterfaces',
  'AWS::EC2::VPCPeeringConnection': 'VpcPeeringConnections',
  'AWS::EC2::TransitGatewayAttachment': 'TransitGatewayAttachments',
  'AWS::EC2::TransitGatewayVpcAttachment': 'TransitGatewayAttachments',
  'AWS::EC2::FlowLog': 'FlowLogs',
  'AWS::EC2::VPNConnection': 'VpnConnections',
  'AWS::EC2::VPNGateway': 'VpnGateways',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'LoadBalancers',
};

/** Lists in which AWS Config hands items out: advanced queries, snapshots in S3, the history of a resource, a batch of resources. */
const LISTS = [
  'Results',
  'configurationItems',
  'ConfigurationItems',
  'baseConfigurationItems',
  'BaseConfigurationItems',
];

const isItem = (value: unknown): value is JsonRecord => isRecord(value) && typeof value['resourceType'] === 'string';

/** Configuration items in a document; undefined = it is none of AWS Config. */
function itemsOf(value: unknown): readonly JsonRecord[] | undefined {
  if (isItem(value)) return [value];
  const list = Array.isArray(value)
    ? value
    : isRecord(value)
      ? LISTS.map((key) => value[key]).find((each) => Array.isArray(each))
      : undefined;
  if (!Array.isArray(list)) return undefined;
  const items = list.map(parsedJson);
  return items.length > 0 && items.every(isItem) ? items : undefined;
}

/** Whether a document comes from AWS Config. */
export const isConfig = (value: unknown): boolean => itemsOf(value) !== undefined;

/** When the newest version of each resource was captured, over all documents. */
export function newestVersions(values: readonly unknown[]): ReadonlyMap<string, string> {
  const newest = new Map<string, string>();
  for (const item of values.flatMap((value) => itemsOf(value) ?? [])) {
    const key = keyOf(item);
    if (captured(item) >= (newest.get(key) ?? '')) newest.set(key, captured(item));
  }
  return newest;
}

/**
 * Configuration items of AWS Config as answers of describe commands, one for each item. Of several versions of a resource the newest
 * counts, and a deleted one is none.
 */
export function configAnswers(value: unknown, newest: ReadonlyMap<string, string>): ForeignAnswers | undefined {
  const items = itemsOf(value);
  if (items === undefined) return undefined;
  const left: string[] = [];
  const answers = items.flatMap((item) => {
    const type = String(item['resourceType']);
    if (captured(item) < (newest.get(keyOf(item)) ?? '')) return [];
    if (String(item['configurationItemStatus'] ?? '').startsWith('ResourceDeleted')) return [];
    const part = TYPES[type];
    const configuration = parsedJson(item['configuration']);
    if (part === undefined || !isRecord(configuration)) {
      left.push(part === undefined ? type : `${type} without its configuration`);
      return [];
    }
    const account = accountOf(item);
    return [
      {
        region: typeof item['awsRegion'] === 'string' ? item['awsRegion'] : undefined,
        account: typeof account === 'string' ? account : undefined,
        parts: { [part]: [described(part, configuration, item)] } satisfies AnswerParts,
      },
    ];
  });
  return { answers, left };
}

const keyOf = (item: JsonRecord): string =>
  [accountOf(item), item['awsRegion'], item['resourceType'], item['resourceId']].join(' ');

const accountOf = (item: JsonRecord): unknown => item['accountId'] ?? item['awsAccountId'];

const captured = (item: JsonRecord): string => String(item['configurationItemCaptureTime'] ?? '');

function described(part: string, configuration: JsonRecord, item: JsonRecord): JsonRecord {
  const own = asDescribed(configuration) as JsonRecord;
  const tags = own['Tags'] ?? tagsOf(item['tags']);
  const id = ID_OF[part];
  const tagged = {
    ...own,
    ...(id !== undefined && { [id]: own[id] ?? item['resourceId'] }),
    ...(tags !== undefined && { Tags: tags }),
  };
  // The type of an attachment to a VPC names what CloudFormation does.
  if (part === 'TransitGatewayAttachments' && own['ResourceId'] === undefined) {
    return { ...tagged, ResourceType: 'vpc', ResourceId: own['VpcId'] };
  }
  return tagged;
}

/** Tags beside a configuration: a list of key and value, or an object. */
function tagsOf(tags: unknown): unknown {
  if (Array.isArray(tags)) return asDescribed(tags);
  if (!isRecord(tags) || Object.keys(tags).length === 0) return undefined;
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
