import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { filesIn } from '../../../support/change-files.ts';
import { startFaultyGithub } from '../../../support/github-loopback.ts';
import { JSON_TYPE, testApp } from '../../../support/http-app.ts';
import { tollgateInProcess } from '../../../support/run-in-process.ts';
import { sample } from '../../../support/samples.ts';

const CANARY = 'canary-7f3a9c';

/** Fields whose values a report shows on purpose, or that make the document what it is. */
const SHOWN = new Set([
  'address',
  'type',
  'mode',
  'name',
  'index',
  'actions',
  'format_version',
  'terraform_version',
  'module_address',
  'previous_address',
  'provider_config_key',
  'references',
  'vpc_endpoint_type',
  'service_name',
  'vpc_id',
  'subnet_ids',
  'subnet_id',
  'id',
  'region',
  'constant_value',
  'availability_zone',
  'availability_zone_id',
  'resource_changes',
  'schema_version',
  'full_name',
  'source',
  'state',
]);

/** The value with a canary in every text that no report needs; objects keep their keys. */
function withCanaries(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withCanaries(each, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withCanaries(each, name)]));
  }
  return typeof value === 'string' && !SHOWN.has(key) ? `${CANARY}-${key}` : value;
}

interface Plan {
  variables?: Record<string, unknown>;
  resource_changes: {
    type: string;
    change: { before: Record<string, unknown> | null; after: Record<string, unknown> | null };
  }[];
}

/** A plan with a secret in every variable, value, policy and tag, and one endpoint that the plan makes. */
function secretPlan(): Plan {
  const plan = withCanaries(JSON.parse(sample('plans/two-existing-endpoints.json').toString('utf8'))) as Plan;
  plan.variables = { db_password: { value: `${CANARY}-variable` }, nested: { value: { deep: [`${CANARY}-deep`] } } };
  for (const { type, change } of plan.resource_changes) {
    if (type !== 'aws_vpc_endpoint' || !change.after) continue;
    change.before = null;
    Object.assign(change, { actions: ['create'] });
    Object.assign(change.after, {
      policy: JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: `${CANARY}-policy` }] }),
      user_data: `${CANARY}-user-data`,
      tags: { [`team`]: `${CANARY}-tag` },
    });
  }
  return plan;
}

const EVERY_FORMAT = ['table', 'json', 'markdown', 'html', 'csv', 'infracost'];

/** Infracost's JSON and the CSV of an estimate carry tags by contract; a diff carries none but in Infracost's breakdowns. */
const withoutTags = (text: string): string =>
  text.replaceAll(`${CANARY}-tag`, '').replaceAll(`${CANARY}-Name`, '').replaceAll(`${CANARY}-team`, '');

test.each(EVERY_FORMAT)('no secret of a plan is in the diff as %s', async (format) => {
  const directory = filesIn({ 'plan.json': JSON.stringify(secretPlan()) });
  const { out, err, code } = await tollgateInProcess([
    'diff',
    '--path',
    join(directory, 'plan.json'),
    '--no-config',
    '--format',
    format,
  ]);
  expect(code).toBe(0);
  expect(out).toContain('aws_vpc_endpoint.private');
  expect(format === 'infracost' ? withoutTags(out) : out).not.toContain('canary');
  expect(err).not.toContain('canary');
});

test('no secret of a plan reaches a comment, the log of the service, its answers or its errors', async () => {
  const plan = secretPlan();
  const directory = filesIn({ 'plan.json': JSON.stringify(plan) });
  const saved = join(directory, 'diff.json');
  await tollgateInProcess([
    'diff',
    '--path',
    join(directory, 'plan.json'),
    '--no-config',
    '--format',
    'json',
    '--out-file',
    saved,
  ]);
  const github = await startFaultyGithub();
  onTestFinished(() => github.close());
  const env = { GITHUB_TOKEN: `${CANARY}-token`, GITHUB_API_URL: github.url };
  const posted = await tollgateInProcess(
    ['comment', 'github', '--path', saved, '--repo', 'net/infra', '--pull-request', '1'],
    { env },
  );
  expect(posted.code).toBe(0);
  expect(JSON.stringify([posted, github.comments])).not.toContain('canary');
  const lines: string[] = [];
  const app = await testApp({ log: (line) => lines.push(line) });
  const ask = (payload: string) => app.inject({ method: 'POST', url: '/v1/diffs', headers: JSON_TYPE, payload });
  const answers = [
    await ask(JSON.stringify(plan)),
    await ask(JSON.stringify(plan).slice(0, -40)),
    await ask(JSON.stringify({ head: plan, base: { nothing: `${CANARY}` } })),
  ];
  expect(answers.map((each) => each.statusCode)).toEqual([200, 400, 400]);
  for (const { body } of answers) expect(body).not.toContain('canary');
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join('\n')).not.toContain('canary');
});

test('no secret of a template or of its parameters is in a diff or an error', async () => {
  const template = (size: number) => `
Description: ${CANARY}-description
Metadata: { AWS::CloudFormation::Interface: ${CANARY}-interface }
Mappings: { Keys: { prod: { api: ${CANARY}-mapping } } }
Conditions: { Keyed: !Not [!Equals [!Ref Password, ${CANARY}-compared]] }
Rules: { Safe: { Assertions: [{ Assert: !Equals [a, a], AssertDescription: ${CANARY}-rule }] } }
Outputs:
  Key: { Description: ${CANARY}-output, Value: !FindInMap [Keys, prod, api], Export: { Name: ${CANARY}-export } }
Parameters:
  Password: { Type: String, NoEcho: true, Default: ${CANARY}-default }
  Subnets: { Type: CommaDelimitedList }
Resources:
  Host:
    Type: AWS::EC2::Instance
    Properties: { UserData: !Base64 { Fn::Sub: "export KEY=${CANARY}-user-data" } }
  Guard:
    Type: AWS::EC2::SecurityGroup
    Properties: { GroupDescription: ${CANARY}-group, VpcId: vpc-1, SecurityGroupIngress: [{ IpProtocol: tcp, FromPort: 443, ToPort: 443, CidrIp: 10.0.0.0/8, Description: ${CANARY}-rule }] }
  Maybe:
    Type: AWS::EC2::VPCEndpoint
    Condition: Keyed
    Properties: { VpcEndpointType: Interface, VpcId: vpc-1, ServiceName: !Sub "com.amazonaws.us-east-1.\${Password}", SubnetIds: [subnet-1], Tags: [{ Key: Name, Value: !Ref Password }] }
  Db: { Type: AWS::RDS::DBInstance, Properties: { MasterUserPassword: !Ref Password } }
  Ssm:
    Type: AWS::EC2::VPCEndpoint
    Metadata: { note: ${CANARY}-metadata }
    Properties:
      VpcEndpointType: Interface
      VpcId: vpc-1
      ServiceName: com.amazonaws.us-east-1.ssm
      SecurityGroupIds: [!Ref Guard]
      SubnetIds: [${Array.from({ length: size }, (_, index) => `subnet-${index}`).join(', ')}]
      PolicyDocument: { Statement: [{ Effect: Allow, Action: "*", Resource: !Sub "${CANARY}-\${Password}" }] }
`;
  const directory = filesIn({
    'base.yaml': template(1),
    'head.yaml': template(2),
    'bad.yaml': `${template(1)}\n  oops: [`,
  });
  const args = (head: string) => [
    'diff',
    '--path',
    join(directory, head),
    '--compare-to',
    join(directory, 'base.yaml'),
    '--no-config',
    '--parameter',
    `Password=${CANARY}-given`,
  ];
  for (const format of EVERY_FORMAT) {
    const { out, err } = await tollgateInProcess([...args('head.yaml'), '--format', format]);
    expect(out).toContain('Ssm');
    expect(out + err).not.toContain('canary');
  }
  const broken = await tollgateInProcess(args('bad.yaml'));
  expect(broken.code).toBe(1);
  expect(broken.err).not.toContain('canary');
  const mistaken = await tollgateInProcess([...args('head.yaml'), '--parameter', `${CANARY}`]);
  expect(mistaken).toMatchObject({ code: 1 });
  expect(mistaken.err).not.toContain('canary');
});
