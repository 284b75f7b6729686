import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** What an operation is run with so that each of its options has an effect, and a value of each option that changes the answer. */
export interface OperationSample {
  /** Files by input. */
  readonly inputs: Readonly<Record<string, readonly string[]>>;
  /** Options of every run. */
  readonly base?: Readonly<Record<string, unknown>>;
  /** By option: a value that changes the answer, or one that is refused in words that name the option. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Format in which options that say how an answer is written show. */
  readonly formats?: Readonly<Record<string, string>>;
}

const folder = mkdtempSync(join(tmpdir(), 'tollgate-options-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

const gb = (monthlyGb: string): string => `{ monthlyGb: "${monthlyGb}" }`;
const network = (azs: string): string => `schema: tollgate/topology@1
vpcs: [{ id: app, account: "111122223333" }, { id: spare, account: "111122223333" }]
endpoints:
  - { id: app-ssm, region: us-east-1, vpc: app, type: Interface, service: com.amazonaws.us-east-1.ssm, azs: [${azs}], tags: { team: a }, traffic: ${gb('2400')} }
  - { id: app-kms, region: us-east-1, vpc: app, type: Interface, service: com.amazonaws.us-east-1.kms, azs: [use1-az1, use1-az2], tags: { team: b } }
`;

/** A template whose Region, parameter and kind matter. */
const template = `Parameters:
  Zones: { Type: String, Default: one }
Conditions:
  Two: !Equals [!Ref Zones, two]
Resources:
  Vpc: { Type: AWS::EC2::VPC, Properties: { CidrBlock: 10.0.0.0/16 } }
  One: { Type: AWS::EC2::Subnet, Properties: { VpcId: !Ref Vpc, CidrBlock: 10.0.1.0/24, AvailabilityZoneId: use1-az1 } }
  Ssm:
    Type: AWS::EC2::VPCEndpoint
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.ssm, SubnetIds: [!Ref One] }
  Kms:
    Type: AWS::EC2::VPCEndpoint
    Condition: Two
    Properties: { VpcId: !Ref Vpc, VpcEndpointType: Interface, ServiceName: com.amazonaws.us-east-1.kms, SubnetIds: [!Ref One] }
`;

const base = file('base.yaml', network('use1-az1, use1-az2'));
const head = file('head.yaml', network('use1-az1, use1-az2, use1-az4'));
const stack = file('stack.yaml', template);
const HUB = 'examples/hub.yaml';
const THROUGHPUT = 'examples/hub-throughput.csv';

/** A saved estimate refuses what would change its price: the option is named, not ignored. */
const READ = { region: 'eu-central-1', kind: 'topology-file', parameters: 'Zones=two' };
const PRICED = { hours: '100', billingDate: '2020-01-01', poolGb: 'us-east-1=5242880', discount: '*=0.5' };

export const stackPath = stack;
/** A network whose Regions only the option names. */
export const placelessPath = file('placeless.yaml', network('use1-az1').replaceAll('region: us-east-1, ', ''));
export const text = (path: string): string => readFileSync(path, 'utf8');

/** A sample of each operation that the service offers. */
export const SAMPLES: Readonly<Record<string, OperationSample>> = {
  estimate: {
    inputs: { network: [base] },
    options: {
      ...READ,
      region: 'us-east-1',
      ...PRICED,
      groupBy: 'vpc',
      top: '1',
      projectName: 'shop',
      currency: 'EUR',
      exchangeRate: 'EUR=0.9',
    },
    formats: { projectName: 'infracost' },
  },
  headroom: {
    inputs: { network: [HUB], traffic: [THROUGHPUT] },
    options: {
      from: '2026-11-15',
      to: '2026-11-15',
      statistic: 'p50',
      base: 'baseline',
      watch: '0.1',
      warning: '0.61',
      critical: '0.76',
    },
  },
  forecast: {
    inputs: { network: [HUB], traffic: [THROUGHPUT] },
    options: {
      months: '2',
      from: '2026-11-05',
      to: '2026-10-20',
      watch: '0.3',
      warning: '0.7',
      critical: '0.95',
      poolGb: 'us-east-1=5242880',
      billingDate: '2020-01-01',
      discount: '*=0.5',
    },
  },
  diff: {
    inputs: { head: [head], base: [base] },
    options: {
      ...PRICED,
      maxIncrease: '1',
      maxMonthly: '1',
      minAzs: '3',
      maxUtilisation: '0.1',
      requiredTags: 'owner',
      failOnExisting: true,
      title: 'staging',
      projectName: 'shop',
      currency: 'EUR',
      exchangeRate: 'EUR=0.9',
    },
    base: { minAzs: '3' },
    formats: { title: 'markdown', projectName: 'infracost' },
  },
};
