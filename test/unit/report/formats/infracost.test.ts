import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { infracost } from '../../../../src/report/formats/infracost.ts';
import { componentHead } from '../../../../src/report/formats/infracost-component.ts';
import { endpoint, estimateDocument, line, unknownBytes } from '../../../support/estimate-document.ts';
import { HOSTILE_NAMES } from '../../../support/hostile-names.ts';

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
addFormats.default(ajv);
const valid = ajv.compile(
  JSON.parse(readFileSync(new URL('../../../fixtures/infracost/output-0.2.schema.json', import.meta.url), 'utf8')),
);

const options = { path: 'plan.json', generatedAt: new Date('2026-11-23T00:00:00Z') };
const bytes = line({
  charge: 'data-processed',
  category: 'usage',
  quantity: '2400',
  unit: 'GB',
  monthly: '24.00',
});
const free = line({ charge: 'gateway', status: 'free', quantity: undefined, unitPrice: undefined, monthly: '0.00' });

const document = estimateDocument({
  totals: { monthly: '53.20', baseline: '29.20', usage: '24.00', unknownLines: 2 },
  endpoints: [
    endpoint({
      id: 'a',
      address: 'aws_vpc_endpoint.a',
      tags: { team: 'net' },
      monthly: '38.60',
      lines: [line(), bytes],
    }),
    endpoint({ id: 'b', unknownLines: 1, lines: [line(), unknownBytes] }),
    endpoint({ id: 's3', type: 'Gateway', monthly: '0.00', lines: [free] }),
  ],
  resources: [
    {
      kind: 'transit-gateway',
      id: 'tgw',
      tags: {},
      monthly: '0.00',
      unknownLines: 1,
      lines: [line({ charge: 'transit-gateway', status: 'price-unknown', unitPrice: undefined, monthly: undefined })],
    },
  ],
});

test('it is valid against the rules of Infracost JSON 0.2', () => {
  expect(valid(infracost(document, options)), JSON.stringify(valid.errors)).toBe(true);
});

test('the schema that judges it refuses numbers for amounts and missing keys', () => {
  const written = infracost(document, options);
  expect(valid({ ...written, totalMonthlyCost: 53.2 })).toBe(false);
  expect(valid({ ...written, currency: undefined })).toBe(false);
});

describe('what scripts read', () => {
  const written = infracost(document, options);

  test('totals are decimal strings; no past is known, so neither is a difference', () => {
    expect(written.totalMonthlyCost).toBe('53.20');
    expect([written.pastTotalMonthlyCost, written.diffTotalMonthlyCost]).toEqual([null, null]);
    expect([written.projects[0]?.pastBreakdown, written.projects[0]?.diff]).toEqual([null, null]);
    expect(written.totalMonthlyUsageCost).toBe('24.00');
    expect(written.totalHourlyCost).toBe('0.0728767123');
  });

  test('components carry hours, bytes and their prices', () => {
    const [a] = written.projects[0]?.breakdown.resources ?? [];
    expect(a).toMatchObject({
      name: 'aws_vpc_endpoint.a',
      resourceType: 'aws_vpc_endpoint',
      monthlyCost: '38.60',
      monthlyUsageCost: '24.00',
      tags: { team: 'net' },
    });
    expect(a?.costComponents).toEqual([
      {
        name: 'Endpoint (Interface)',
        unit: 'hours',
        hourlyQuantity: '2',
        monthlyQuantity: '1460',
        price: '0.01',
        hourlyCost: '0.02',
        monthlyCost: '14.60',
        usageBased: false,
        priceNotFound: false,
      },
      {
        name: 'Data processed (first 1PB)',
        unit: 'GB',
        hourlyQuantity: '3.2876712329',
        monthlyQuantity: '2400',
        price: '0.01',
        hourlyCost: '0.0328767123',
        monthlyCost: '24.00',
        usageBased: true,
        priceNotFound: false,
      },
    ]);
  });

  test('what nobody told is null, not zero, with the price beside it', () => {
    const [, b, tgw] = written.projects[0]?.breakdown.resources ?? [];
    expect(b?.costComponents[1]).toMatchObject({
      monthlyQuantity: null,
      monthlyCost: null,
      hourlyCost: null,
      price: '0.01',
      usageBased: true,
    });
    expect(b?.monthlyUsageCost).toBeNull();
    expect(tgw).toMatchObject({ resourceType: 'aws_ec2_transit_gateway_vpc_attachment', monthlyCost: null });
    expect(tgw?.costComponents[0]).toMatchObject({ price: null, monthlyCost: null, priceNotFound: true });
  });

  test('free resources are listed apart and counted', () => {
    expect(written.projects[0]?.breakdown.freeResources).toEqual([
      { name: 's3', resourceType: 'aws_vpc_endpoint', tags: {}, metadata: {} },
    ]);
    expect(written.summary).toMatchObject({
      totalResources: 4,
      totalSupportedResources: 3,
      totalNoPriceResources: 1,
      totalUsageBasedResources: 2,
      noPriceResourceCounts: { aws_vpc_endpoint: 1 },
    });
  });
});

test.each(HOSTILE_NAMES)('%j survives as a JSON string', (name) => {
  const written = JSON.stringify(
    infracost(estimateDocument({ endpoints: [endpoint({ id: name, tags: { [name]: name } })] }), options),
  );
  expect(JSON.parse(written).projects[0].breakdown.resources[0].name).toBe(name);
  expect(written).not.toContain('\u001b');
});

test('commit, pull request and run stand under the names of Infracost, and the project has the name of repository and path', () => {
  const origin = {
    provider: 'github',
    repository: 'net/infra',
    folder: 'live/prod',
    branch: 'more-zones',
    commit: '2f1d9c4',
    commitTime: '2026-11-20T08:00:00Z',
    pullRequest: '12',
    pipelineRun: '77',
  };
  const written = JSON.parse(JSON.stringify(infracost(document, { ...options, origin })));
  expect(valid(written), JSON.stringify(valid.errors)).toBe(true);
  expect(written.metadata).toMatchObject({ vcsBranch: 'more-zones', vcsCommitSha: '2f1d9c4', vcsPullRequestId: '12' });
  expect(written.projects[0]).toMatchObject({
    name: 'net/infra/live/prod/plan.json',
    metadata: { path: 'plan.json', vcsSubPath: 'live/prod' },
  });
  expect(infracost(document, { ...options, origin, project: 'network' }).projects[0]?.name).toBe('network');
});

describe('names of components', () => {
  const of = (charge: Parameters<typeof componentHead>[0]['charge'], unit: string, type?: string, quantity?: string) =>
    Object.values(componentHead({ charge, unit, type, quantity })).join(', ');

  test('are those of Infracost, by the type of the endpoint', () => {
    expect(of('endpoint-hours', 'AZ-hours', 'Interface')).toBe('Endpoint (Interface), hours');
    expect(of('endpoint-hours', 'AZ-hours', 'GatewayLoadBalancer')).toBe('Endpoint (GatewayLoadBalancer), hours');
    expect(of('data-processed', 'GB', 'GatewayLoadBalancer', '5')).toBe('Data processed, GB');
    expect(of('data-processed', 'GB', 'Interface')).toBe('Data processed (first 1PB), GB');
    expect(of('nat-gateway', 'hours')).toBe('NAT gateway, hours');
    expect(of('transit-gateway', 'GB')).toBe('Data processed, GB');
  });

  test('bytes beyond the first tier are one component at the blended price', () => {
    expect(of('data-processed', 'GB', 'Interface', '1000000')).toBe('Data processed (first 1PB), GB');
    expect(of('data-processed', 'GB', 'Interface', '1000000.1')).toBe('Data processed, GB');
  });
});
