import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { filesIn } from '../../../../support/change-files.ts';
import { tollgateInProcess } from '../../../../support/run-in-process.ts';

const NETWORK = readFileSync('test/fixtures/landing-zone/network-config.yaml', 'utf8')
  .replace('homeRegion: &HOME eu-central-1', 'x: &HOME "{{ AcceleratorHomeRegion }}"')
  .replace(
    'subnets: [] }',
    `subnets: [{ name: a, availabilityZone: a }], deploymentTargets: { organizationalUnits: [Apps], excludedAccounts: [Old] },
      interfaceEndpoints: { subnets: [a], endpoints: [{ service: sqs }] } }`,
  );
const ACCOUNTS = `
mandatoryAccounts: [{ name: Management, organizationalUnit: Root }]
workloadAccounts:
  - { name: Shop, organizationalUnit: Apps }
  - { name: Stock, organizationalUnit: Apps }
  - { name: Old, organizationalUnit: Apps }
  - { name: Lab, organizationalUnit: Apps/Lab }
`;
const FILES = {
  'network-config.yaml': NETWORK,
  'global-config.yaml': 'homeRegion: eu-central-1\n',
  'accounts-config.yaml': ACCOUNTS,
  'customizations-config.yaml': 'customizations: { cloudFormationStacks: [{ name: Extra, template: extra.yaml }] }\n',
};

async function priced(files: Readonly<Record<string, string>>) {
  const { code, out, err } = await tollgateInProcess(['breakdown', '--path', filesIn(files), '--format', 'json']);
  expect(code, err).toBe(0);
  const { endpoints, findings } = JSON.parse(out) as {
    endpoints: { id: string; region?: string; azCount?: number }[];
    findings: { code: string; subject: string }[];
  };
  return {
    endpoints: endpoints.map(({ id, region, azCount }) => [id, region, azCount]),
    named: findings.filter(({ code: each }) => each === 'TG1182').map(({ subject }) => subject),
  };
}

test('a folder tells the Region, and the accounts that a template is made in', async () => {
  expect(await priced(FILES)).toEqual({
    endpoints: [
      ['shared/s3-gateway', 'eu-central-1', undefined],
      ['shared/kms', 'eu-central-1', 2],
      ['shared/logs', 'eu-central-1', 2],
      ['workload/Shop/sqs', 'eu-central-1', 1],
      ['workload/Stock/sqs', 'eu-central-1', 1],
    ],
    named: ['Extra'],
  });
});

test('without the accounts a template is named', async () => {
  const { 'accounts-config.yaml': _, ...rest } = FILES;
  expect((await priced(rest)).named).toEqual(['workload', 'Extra']);
});
