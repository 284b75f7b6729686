import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { errorFrom } from '../../../../support/expect-error.ts';

const read = (endpoints: string) =>
  loadNetwork({
    name: 'net.yaml',
    content: `schema: tollgate/topology@1\nregion: eu-west-2\nvpcs: [{ id: app }, { id: data, region: eu-west-1 }]\nendpoints:\n${endpoints}`,
  });

describe('an entry with services and vpcs', () => {
  test('is an endpoint for each pair, with zone letters and short names of the Region of its VPC', async () => {
    const { topology } = await read('  - { services: [ssm, kms], vpcs: [app, data], azs: [a, b], tags: { team: x } }');
    expect(topology.endpoints.map(({ id, service, azs, vpc, type }) => [id, service, azs, vpc, type])).toEqual([
      ['app-ssm', 'com.amazonaws.eu-west-2.ssm', ['eu-west-2a', 'eu-west-2b'], 'app', 'Interface'],
      ['app-kms', 'com.amazonaws.eu-west-2.kms', ['eu-west-2a', 'eu-west-2b'], 'app', 'Interface'],
      ['data-ssm', 'com.amazonaws.eu-west-1.ssm', ['eu-west-1a', 'eu-west-1b'], 'data', 'Interface'],
      ['data-kms', 'com.amazonaws.eu-west-1.kms', ['eu-west-1a', 'eu-west-1b'], 'data', 'Interface'],
    ]);
  });

  test('stands beside plain entries, whose errors keep their lines', async () => {
    const error = await errorFrom(() => read('  - { services: [ssm, kms], vpcs: [app] }\n  - { id: x, type: Tunnel }'));
    expect([error.code, error.location?.line]).toEqual(['TG1005', 6]);
  });

  test.each([
    ['{ services: ssm, vpcs: [app] }'],
    ['{ services: [ssm], vpcs: [] }'],
    ['{ services: [ssm], vpcs: [app], id: x }'],
  ])('is refused where it has no single meaning: %s', async (entry) => {
    expect((await errorFrom(() => read(`  - ${entry}`))).code).toBe('TG1005');
  });
});

test('merge keys are read, and a key given twice is refused', async () => {
  const { topology } = await read('  - &a { id: a, type: Interface, azs: [a] }\n  - { <<: *a, id: b }');
  expect(topology.endpoints.map(({ id, azs }) => [id, azs])).toEqual([
    ['a', ['eu-west-2a']],
    ['b', ['eu-west-2a']],
  ]);
  expect((await errorFrom(() => read('  - { id: a, id: b, type: Gateway }'))).code).toBe('TG1003');
});

test('a slip in a service name is not the same finding as a short name', async () => {
  const codes = async (service: string) =>
    (await read(`  - { id: a, type: Interface, azs: [a], service: ${service} }`)).findings.map((each) => each.code);
  expect(await codes('secretsmanager')).toEqual([]);
  expect(await codes('com.amazonaws.eu-west-2.secretmanager')).toEqual(['TG1183']);
  expect(await codes('secretmanager')).toEqual(['TG1183']);
});
