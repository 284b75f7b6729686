import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Fields, logText, request, response } from '../support/flow-logs.ts';
import { curLegacyCsv, MONTH, syntheticLines, syntheticTopology } from '../support/synthetic-bill.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Where answers that are files go. */
export const place = (name: string): string => join(folder, name);

const file = (name: string, content: string | object): string => {
  writeFileSync(place(name), typeof content === 'string' ? content : JSON.stringify(content));
  return place(name);
};

export const bytes = (path: string): Buffer => readFileSync(path);

const gb = (monthlyGb: string): string => `{ monthlyGb: "${monthlyGb}" }`;
const network = (azs: string, more = ''): string => `schema: tollgate/topology@1
vpcs: [{ id: app, account: "111122223333" }, { id: spare, account: "111122223333" }]
endpoints:
  - { id: app-ssm, region: us-east-1, vpc: app, type: Interface, service: com.amazonaws.us-east-1.ssm, azs: [${azs}], tags: { team: a }, traffic: ${gb('2400')} }
  - { id: app-kms, region: us-east-1, vpc: app, type: Interface, service: com.amazonaws.us-east-1.kms, azs: [use1-az1, use1-az2], tags: { team: b } }
${more}`;

/** Endpoints enough that long lists are cut, with a peak each. */
const many = (count: number) => ({
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: Array.from({ length: count }, (_, index) => ({
    id: `e-${index}`,
    vpc: 'app',
    type: 'Interface',
    service: 'com.amazonaws.us-east-1.ssm',
    azs: ['use1-az1'],
    // Each goes over the limit: each has a finding of the same code.
    traffic: { peakGbps: '120' },
  })),
  vpcs: [{ id: 'app' }],
});

const endpointOf = (service: string, condition?: string): object => ({
  Type: 'AWS::EC2::VPCEndpoint',
  ...(condition !== undefined && { Condition: condition }),
  Properties: {
    VpcId: { Ref: 'Vpc' },
    VpcEndpointType: 'Interface',
    ServiceName: `com.amazonaws.us-east-1.${service}`,
    SubnetIds: [{ Ref: 'One' }],
  },
});

/** A template whose parameter and account matter. */
const TEMPLATE = {
  Parameters: { Zones: { Type: 'String', Default: 'one' } },
  Mappings: { Accounts: { '111122223333': { Logs: 'yes' }, '222233334444': { Logs: 'no' } } },
  Conditions: {
    Two: { 'Fn::Equals': [{ Ref: 'Zones' }, 'two'] },
    Logs: { 'Fn::Equals': [{ 'Fn::FindInMap': ['Accounts', { Ref: 'AWS::AccountId' }, 'Logs'] }, 'yes'] },
  },
  Resources: {
    Vpc: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } },
    One: {
      Type: 'AWS::EC2::Subnet',
      Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: '10.0.1.0/24', AvailabilityZoneId: 'use1-az1' },
    },
    Ssm: endpointOf('ssm'),
    Kms: endpointOf('kms', 'Two'),
    Logs: endpointOf('logs', 'Logs'),
  },
};

const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
const flow = (eni: string): Fields => ({ 'interface-id': eni, 'vpc-id': 'app' });
/** A flow log of a folder that clients of two zones write, and one of a client of another VPC. */
const logs = [request('10.0.1.9', 60, flow('eni-a')), response('10.0.2.9', 30, flow('eni-a'))];

/** Everything that is billed on the first day of the month. */
const firstDay = syntheticLines().filter(({ start }) => start < MONTH.start + 86_400_000);
const bill = (lines = firstDay): string => curLegacyCsv(lines);

/** A hub and two spokes around a transit gateway, each with an endpoint of the same service. */
const PAIR = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: ['hub', 'shop', 'pay'].map((id, index) => ({
    id,
    cidrs: [`10.${index}.0.0/16`],
    account: '111122223333',
    tags: { team: id },
  })),
  endpoints: ['hub', 'shop', 'pay'].flatMap((vpc) =>
    ['ssm', 'kms'].map((service) => ({
      id: `${vpc}-${service}`,
      vpc,
      type: 'Interface',
      service: `com.amazonaws.us-east-1.${service}`,
      azs: ['use1-az1', 'use1-az2', 'use1-az4'],
      tags: { team: vpc },
      ...(service === 'ssm' && { traffic: { monthlyGb: '40', peakGbps: '0.01' } }),
    })),
  ),
  connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'shop', 'pay'] }] },
};

const LOGGED = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  vpcs: [{ id: 'app', cidrs: ['10.0.0.0/16'], account: '111122223333' }],
  subnets: [
    { id: 'sn-1', vpc: 'app', az: 'use1-az1', cidr: '10.0.1.0/24' },
    { id: 'sn-2', vpc: 'app', az: 'use1-az2', cidr: '10.0.2.0/24' },
  ],
  networkInterfaces: [{ id: 'eni-a', endpoint: 'app-kms', subnet: 'sn-1', addresses: ['10.0.1.5'] }],
  endpoints: [
    {
      id: 'app-kms',
      vpc: 'app',
      type: 'Interface',
      service: 'com.amazonaws.us-east-1.kms',
      azs: ['use1-az1'],
      networkInterfaces: ['eni-a'],
    },
  ],
};

export const FILES = {
  base: file('base.yaml', network('use1-az1, use1-az2')),
  head: file('head.yaml', network('use1-az1, use1-az2, use1-az4')),
  /** A network whose Regions only the option names. */
  placeless: file('placeless.yaml', network('use1-az1').replaceAll('region: us-east-1, ', '')),
  stack: file('stack.json', TEMPLATE),
  many: file('many.json', many(110)),
  few: file('few.json', many(12)),
  hub: 'examples/hub.yaml',
  throughput: 'examples/hub-throughput.csv',
  pair: file('pair.json', PAIR),
  shared: 'test/golden/allocation-hub/network.yaml',
  /** Bytes of the endpoint that the network tells none of. */
  measured: file(
    'throughput.csv',
    `endpoint_id,az,start,period_seconds,bytes\napp-kms,use1-az1,2026-11-01T00:00:00Z,300,2062500000000\n`,
  ),
  /** Every hour of the day that the bill covers. */
  measuredInJune: file(
    'june.csv',
    `endpoint_id,az,start,period_seconds,bytes\n${range(24)
      .map((hour) => new Date(MONTH.start + hour * 3_600_000).toISOString())
      .map((start) => `vpce-0aaaaaaaaaaaaaaaa,use1-az1,${start},3600,2062500000000\n`)
      .join('')}`,
  ),
  stackMeasured: file(
    'stack.csv',
    `endpoint_id,az,start,period_seconds,bytes\n${['Ssm', 'Kms', 'Logs']
      .map((id) => `${id},use1-az1,2026-11-01T00:00:00Z,300,2062500000000\n`)
      .join('')}`,
  ),
  /** A value of the user, and none of another endpoint. */
  measuredUsage: file('own.yml', 'version: 0.1\nresource_usage:\n  app-kms: { monthly_data_processed_gb: 7 }\n'),
  usage: file(
    'usage.yml',
    'version: 0.1\nresource_type_default_usage:\n  aws_vpc_endpoint: { monthly_data_processed_gb: 50 }\n',
  ),
  parameters: file('parameters.json', [{ ParameterKey: 'Zones', ParameterValue: 'two' }]),
  discounts: file('discounts.json', { schema: 'tollgate/discounts@1', discounts: [{ factor: '0.5' }] }),
  budget: file('budget.yaml', 'schema: tollgate/budget@1\nname: all\namount: "20"\ncurrency: USD\n'),
  generous: file('generous.yaml', 'schema: tollgate/budget@1\nname: all\namount: "1000000"\ncurrency: USD\n'),
  spent: file(
    'spent.yaml',
    'schema: tollgate/budget@1\nname: all\namount: "20"\ncurrency: USD\nthresholds: [{ on: actual, share: "1" }]\n',
  ),
  billed: file('billed.json', syntheticTopology()),
  bill: file('bill.csv', bill()),
  halfBill: file('half-bill.csv', bill(firstDay.filter(({ account }) => account === '111122223333'))),
  category: file(
    'category.yaml',
    'name: Division\nrules: [{ value: Apps, accounts: ["222233334444"] }]\ndefault: Other\n',
  ),
  policy: file('policy.yml', 'gates: { maxMonthly: 1 }\n'),
  /** An endpoint that is measured and one that is not. */
  half: file('half.yaml', network('use1-az1')),
  logged: file('logged.json', LOGGED),
  loggedPlaceless: file('logged-placeless.json', { ...LOGGED, region: undefined }),
  loggedMany: file('logged-many.json', {
    ...LOGGED,
    endpoints: many(110).endpoints.map((each, index) => ({ ...each, networkInterfaces: [`eni-${index}`] })),
  }),
  manyFlows: file('many-flows.log', logText(range(110).map((index) => request('10.0.1.9', 60, flow(`eni-${index}`))))),
  fewMeasured: file(
    'few.csv',
    `endpoint_id,az,start,period_seconds,bytes\n${range(12)
      .map((index) => `e-${index},use1-az1,2026-11-01T00:00:00Z,300,4125000000000\n`)
      .join('')}`,
  ),
  flowLogs: file('flows.log', logText(logs)),
  fewerFlowLogs: file('fewer.log', logText(logs.slice(0, 1))),
} as const;
