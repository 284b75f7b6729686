import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DEFAULT_OPTIONS } from '../../../../src/recommend/options.ts';
import { buildPlan } from '../../../../src/report/build-plan.ts';
import { drawView } from '../../../../src/report/formats/index.ts';
import { type PlanDocument, planDocumentSchema } from '../../../../src/report/plan-document.ts';
import { viewPlan } from '../../../../src/report/views/plan.ts';
import type { Topology } from '../../../../src/topology/topology.ts';
import { endpoint, network, planOf, service, vpc } from '../../../support/recommend/network.ts';

const documentOf = async (topology: Topology): Promise<PlanDocument> => {
  const options = { ...DEFAULT_OPTIONS, hubs: ['hub'] };
  const plan = await planOf(topology, { options });
  return planDocumentSchema.parse(buildPlan(plan, { options, cards: new Map(), ratesSource: 'test' }));
};

const named = (id: string) =>
  network([endpoint({ id: 'hub-ssm', vpc: 'hub' }), endpoint({ id, vpc: 'spoke' })], {
    vpcs: [vpc('hub', 0), vpc('spoke', 1)],
  });

describe('a recommendation', () => {
  test('says everything a reviewer needs', async () => {
    const [each] = (await documentOf(named('spoke-ssm'))).recommendations;
    expect(each).toMatchObject({
      move: 'share-across-vpcs',
      subjects: ['spoke-ssm', 'hub-ssm'],
      saving: { monthly: '12.10', low: '12.10', high: '12.10' },
      evidence: { monthlyGb: '100', sources: ['assumption'], breakEven: { gb: '100', breakEvenGb: '705' } },
      effort: { level: 'medium', changes: 10 },
      // Six guards had no facts to go by.
      risk: { level: 'high', reason: expect.stringContaining('touches 2 VPCs, DNS answers change') },
      // 14.60 of hours against 0.02 a GB and a hosted zone: 705 GB instead of 100.
      sensitivity: { from: null, to: 6.05 },
      blastRadius: { vpcs: ['spoke', 'hub'], endpoints: 2, monthlyGb: '200' },
      confidence: 'medium',
      blockedBy: [],
      order: 1,
      dependsOn: [],
      network: { removes: [{ id: 'spoke-ssm', azs: ['use1-az1', 'use1-az2'] }], makes: [], rezones: [], relieves: [] },
    });
    expect(each?.rollback).toContain('hosted zone');
    expect(each?.steps.map((step) => `${step.phase} ${step.title.split(' ')[0]}`)).toEqual([
      'prepare Route',
      'prepare Route',
      'prepare Associate',
      'prepare Admit',
      'prepare Compare',
      'prepare Resource',
      'prepare Make',
      'switch Switch',
      'clean-up Take',
      'clean-up When',
    ]);
    // Nothing is taken away before what takes over stands, and every change has its command.
    expect(each?.steps.at(-1)?.cli).toContain(
      '\naws ec2 delete-vpc-endpoints --vpc-endpoint-ids spoke-ssm --region us-east-1',
    );
    expect(each?.steps.find((step) => step.title.includes('private hosted zone'))?.terraform).toContain(
      'resource "aws_route53_zone"',
    );
  });

  test('keeps its id while traffic and prices vary, and not when it touches something else', async () => {
    const idOf = async (topology: Topology) => (await documentOf(topology)).recommendations[0]?.id;
    const id = await idOf(named('spoke-ssm'));
    const busier = network([
      endpoint({ id: 'hub-ssm', vpc: 'hub' }),
      endpoint({ id: 'spoke-ssm', vpc: 'spoke', traffic: { monthlyGb: '300' } }),
    ]);
    expect(await idOf(busier)).toBe(id);
    expect(await idOf(named('other-ssm'))).not.toBe(id);
  });

  test('waits for the step that frees the room it fills', async () => {
    // The hub is full at 60 Gbps until its idle twin's clients and its S3 users have gone: it may only then take the spoke.
    const flows = [{ from: { vpc: 'far' }, endpoint: 'hub-ssm', via: 'tgw', monthlyGb: '2000' }];
    const topology = network(
      [
        endpoint({ id: 'hub-ssm', vpc: 'hub', traffic: { monthlyGb: '2100', peakGbps: '59' } }),
        endpoint({ id: 'spoke-ssm', vpc: 'spoke', traffic: { monthlyGb: '100', peakGbps: '40' } }),
      ],
      {
        vpcs: [vpc('hub', 0, { azs: ['use1-az1', 'use1-az2'] }), vpc('spoke', 1), vpc('far', 2)],
        connectivity: { transitGateways: [{ id: 'tgw', vpcs: ['hub', 'spoke', 'far'] }] },
        dns: { hostedZones: [{ service: service('ssm'), vpcs: ['hub'] }] },
        flows,
      },
    );
    const { recommendations } = await documentOf(topology);
    expect(recommendations.map((each) => each.move)).toEqual(['localise', 'share-across-vpcs']);
    expect(recommendations[1]?.dependsOn).toEqual([recommendations[0]?.id]);
  });
});

describe('what people see', () => {
  const HOSTILE = "x'; rm -rf ~ #\u202e<b>${file(1)}";

  /** Runs the commands in a shell whose `aws` answers what loops wait for. */
  function run(commands: string): string {
    const script = `aws() { echo available; }; sleep() { exit 9; }; rm() { echo REMOVED; }; file() { echo READ; }\n${commands}`;
    const { stdout, stderr, status } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      cwd: mkdtempSync(join(tmpdir(), 'tollgate-')),
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  }

  test.each([HOSTILE, 'x\nrm -rf ~', '$(rm -rf ~)', '`rm -rf ~`', "'; rm -rf ~; '"])(
    'a hostile name is never run by the commands: %j',
    async (name) => {
      const view = viewPlan(await documentOf(named(name)));
      const code = view.sections.flatMap((section) => section.code ?? []);
      const commands = code.filter((each) => each.title === 'AWS CLI').map((each) => each.text);
      expect(run(commands.join('\n'))).toMatch(/^(available\n)+$/);
      expect(await drawView('table', view)).not.toContain('\u202e');
      expect(await drawView('html', view)).not.toContain('<b>');
    },
  );

  test('the picture draws who reaches what through what, before and after', async () => {
    const view = viewPlan(await documentOf(named('spoke-ssm')));
    const [before = '', after = ''] = view.sections.flatMap((section) => section.picture ?? []);
    expect(before).not.toContain('spoke to endpoints of hub');
    expect(after).toContain('spoke to endpoints of hub: ssm');
  });

  test('steps printed to the cent add up to the printed total', async () => {
    const { sections } = viewPlan(await documentOf(named('spoke-ssm')));
    const table = sections.find((section) => section.title.startsWith('Steps'))?.table;
    expect(table?.rows.map((row) => row[2])).toEqual(['$12.10']);
    expect(table?.footer?.[2]).toBe('$12.10');
  });
});

test('a total that leaves lines out is written as a lower bound', async () => {
  const document = await documentOf(named('spoke-ssm'));
  const whole = viewPlan(document, {}).headline;
  expect(whole).not.toContain('at least');
  const partial = viewPlan({ ...document, unknownLines: 2 }, {}).headline;
  expect(partial).toMatch(/of at least \$[\d.]+ a month .* leaving at least \$[\d.]+.*2 cost lines unknown/);
});
