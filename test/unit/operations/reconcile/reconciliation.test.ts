import { describe, expect, test } from 'vitest';
import { Decimal, sum } from '../../../../src/core/decimal.ts';
import { documentOf } from '../../../../src/operations/inputs/load-network.ts';
import { reconciliationDocument } from '../../../../src/operations/reconcile/reconciliation-document.ts';
import {
  type ReconciliationDocument,
  reconciliationDocumentSchema,
} from '../../../../src/report/reconciliation-document.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { sample } from '../../../support/samples.ts';
import {
  cur2Csv,
  curLegacyCsv,
  focusCsv,
  type Line,
  syntheticLines,
  syntheticTopology,
} from '../../../support/synthetic-bill.ts';
import { fileOf } from '../../../support/traffic-files.ts';

const services = servicesOfTest();
const lines = syntheticLines();

async function reconcileWith(content: string, topology: unknown = syntheticTopology(), byDay = false) {
  const document = await documentOf({ name: 'network', value: topology });
  return reconciliationDocument({ network: document, bills: [fileOf('bill.csv', content)], byDay }, services);
}

/** The same bill under other column names. */
function renamed(csv: string, write: (name: string) => string): string {
  const [header = '', ...rows] = csv.split('\n');
  return [header.split(',').map(write).join(','), ...rows].join('\n');
}
const snake = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

const lineOf = (document: ReconciliationDocument, endpoint: string, charge: string) =>
  document.lines.find((line) => line.endpoint?.startsWith(`vpce-0${endpoint}`) && line.charge === charge);

describe('a month with everything that moves a bill', async () => {
  const document = await reconcileWith(curLegacyCsv(lines));

  test('is whole and fits its schema', () => {
    expect(reconciliationDocumentSchema.parse(document)).toEqual(document);
    expect(document.period).toEqual({ from: '2026-06-01', to: '2026-06-30' });
    expect(document.lines).toHaveLength(8);
  });

  test('reconciles within 0.5 %', () => {
    expect(document.residualShare).toBeLessThan(0.005);
    expect(new Decimal(document.residual).abs().div(document.billed).toNumber()).toBeLessThan(0.005);
  });

  test('bills what the bill says: usage without tax and credit', () => {
    const usage = sum(
      lines
        .filter((line) => line.service === 'AmazonVPC' && line.type === 'Usage')
        .map((line) => new Decimal(line.cost)),
    );
    expect(new Decimal(document.billed).toFixed(8)).toBe(usage.toFixed(8));
    expect(document.notUsage).toEqual([
      { kind: 'credit', amount: '-3.00' },
      { kind: 'tax', amount: '12.50' },
    ]);
  });

  test('learns 0.92 with its evidence', () => {
    expect(document.discounts.map(({ usageType, factor }) => [usageType, factor])).toEqual([
      ['USE1-VpcEndpoint-Bytes', '0.92'],
      ['USE1-VpcEndpoint-Hours', '0.92'],
      // Beside endpoints: bytes between zones, at the bill's own list price.
      ['DataTransfer-Regional-Bytes', '0.92'],
    ]);
    expect(document.discounts[2]?.evidence).toMatchObject({ lines: 30, list: '14.40', billed: '13.248' });
    expect(document.discounts[1]?.evidence).toMatchObject({
      low: '0.92',
      high: '0.92',
      listFrom: 'bill',
      lines: 30 + 30 + 21 + 20,
    });
  });

  test('names every cause', () => {
    expect(lineOf(document, 'c', 'endpoint-hours')?.causes.map(({ cause, from, to }) => [cause, from, to])).toEqual([
      ['created', '2026-06-01', '2026-06-10'],
      ['partial-hour', '2026-06-10', '2026-06-10'],
      ['discount', '2026-06-10', '2026-06-30'],
    ]);
    expect(lineOf(document, 'd', 'endpoint-hours')?.causes.map(({ cause }) => cause)).toEqual([
      'deleted',
      'partial-hour',
      'discount',
    ]);
    // 250 hours with two zones instead of three, at 0.01.
    expect(lineOf(document, 'b', 'endpoint-hours')?.causes[0]).toEqual({
      cause: 'zone-added',
      amount: '-2.50',
      from: '2026-06-01',
      to: '2026-06-11',
    });
    expect(lineOf(document, 'b', 'data-processed')?.causes.map(({ cause }) => cause)).toEqual([
      'tier-share',
      'discount',
    ]);
    expect(lineOf(document, 'a', 'endpoint-hours')?.causes.map(({ cause }) => cause)).toEqual(['discount']);
    expect(document.causes.map(({ cause }) => cause)).toEqual([
      'created',
      'deleted',
      'partial-hour',
      'zone-added',
      'tier-share',
      'discount',
    ]);
  });

  test('what the tiers give one account they take from the other', () => {
    const share = document.causes.find(({ cause }) => cause === 'tier-share');
    expect(Math.abs(Number(share?.amount))).toBeLessThan(0.01);
  });

  test('modelled, causes and residual add up to what is billed, line by line, exactly', () => {
    for (const line of document.lines) {
      const parts = [line.modelled, line.residual, ...line.causes.map(({ amount }) => amount)];
      expect(
        sum(parts.map((part) => new Decimal(part)))
          .minus(line.billed)
          .abs()
          .toNumber(),
      ).toBeLessThan(1e-9);
    }
  });

  test('bytes between zones to endpoints are free on the bill too', () => {
    expect(document.crossAz).toEqual({ holds: true, gb: '0', billed: '0.00', interfaces: [] });
  });
});

test.each([
  ['CUR 2.0', cur2Csv],
  ['FOCUS 1.0', (all: readonly Line[]) => focusCsv(all, '1.0')],
  ['FOCUS 1.2', (all: readonly Line[]) => focusCsv(all, '1.2')],
  ['FOCUS 1.3', (all: readonly Line[]) => focusCsv(all, '1.3')],
  ['FOCUS 1.2 in snake case', (all: readonly Line[]) => renamed(focusCsv(all, '1.2'), snake)],
  ['FOCUS 1.0 in capitals', (all: readonly Line[]) => renamed(focusCsv(all, '1.0'), (name) => name.toUpperCase())],
  ['CUR legacy in capitals', (all: readonly Line[]) => renamed(curLegacyCsv(all), (name) => name.toUpperCase())],
])('the same month as %s gives one answer', async (_name, write) => {
  const [want, got] = [await reconcileWith(curLegacyCsv(lines)), await reconcileWith(write(lines))];
  expect({ ...got, bill: undefined }).toEqual({ ...want, bill: undefined });
});

test('without the dates of the inventory the bill itself tells when endpoints came and went', async () => {
  const topology = syntheticTopology();
  const endpoints = topology.endpoints.map(({ createdAt, deletedAt, ...rest }) => rest);
  const document = await reconcileWith(curLegacyCsv(lines), { ...topology, endpoints });
  expect(lineOf(document, 'c', 'endpoint-hours')?.causes.map(({ cause }) => cause)).toEqual(['created', 'discount']);
  expect(lineOf(document, 'd', 'endpoint-hours')?.causes.map(({ cause }) => cause)).toEqual(['deleted', 'discount']);
  expect(document.residualShare).toBeLessThan(0.005);
});

test('what one side alone knows is no match and explains nothing', async () => {
  const topology = syntheticTopology();
  const [first, ...others] = topology.endpoints;
  const document = await reconcileWith(curLegacyCsv(lines), {
    ...topology,
    endpoints: [...others, { ...first, id: 'vpce-0f' }],
  });
  expect(lineOf(document, 'f', 'endpoint-hours')).toMatchObject({
    status: 'modelled-not-billed',
    billed: '0.00',
    residual: '-14.40',
  });
  expect(lineOf(document, 'a', 'endpoint-hours')).toMatchObject({ status: 'billed-not-modelled', modelled: '0.00' });
  expect(document.findings.map(({ code }) => code)).toEqual(expect.arrayContaining(['TG6052', 'TG6053']));
  expect(document.residualShare).toBeGreaterThan(0.5);
});

test('an endpoint the provider pays for is expected to be absent', async () => {
  const topology = syntheticTopology();
  const extra = {
    id: 'vpce-0e',
    type: 'Interface',
    vpc: 'vpc-one',
    azs: ['use1-az1'],
    payer: 'provider',
    traffic: { monthlyGb: '0' },
  };
  const document = await reconcileWith(curLegacyCsv(lines), { ...topology, endpoints: [...topology.endpoints, extra] });
  expect(lineOf(document, 'e', 'endpoint-hours')).toMatchObject({ cause: 'provider-pays', residual: '0.00' });
  expect(document.findings.map(({ code }) => code)).not.toContain('TG6053');
});

test('where nobody tells the bytes, those of the bill are taken and said to be', async () => {
  const topology = syntheticTopology();
  const endpoints = topology.endpoints.map(({ traffic, ...rest }) => rest);
  const document = await reconcileWith(curLegacyCsv(lines), { ...topology, endpoints });
  expect(lineOf(document, 'a', 'data-processed')?.quantityModelled).toBeUndefined();
  expect(document.findings.filter(({ code }) => code === 'TG6054')).toHaveLength(4);
  expect(document.residualShare).toBeLessThan(0.005);
});

test('a bill without resource ids is compared Region by Region', async () => {
  const document = await reconcileWith(curLegacyCsv(lines.map((line) => ({ ...line, resource: '' }))));
  expect(document.lines.map(({ endpoint, region }) => [endpoint, region])).toEqual([
    [null, 'us-east-1'],
    [null, 'us-east-1'],
  ]);
  expect(document.findings.map(({ code }) => code)).toContain('TG6051');
  expect(document.residualShare).toBeLessThan(0.02);
});

test('bytes between zones on an interface of an endpoint break the rule, and are said to', async () => {
  const topology = {
    ...syntheticTopology(),
    networkInterfaces: [{ id: 'eni-0123', endpoint: 'vpce-0aaaaaaaaaaaaaaaa' }],
  };
  const moved = lines.map((line) => (line.operation === 'InterZone-Out' ? { ...line, resource: 'eni-0123' } : line));
  const document = await reconcileWith(curLegacyCsv(moved), topology);
  expect(document.crossAz).toMatchObject({ holds: false, gb: '1440', interfaces: ['eni-0123'] });
  expect(document.findings.map(({ code }) => code)).toContain('TG6055');
});

test('an export without resource ids answers that it has no PrivateLink lines', async () => {
  const document = await reconcileWith(sample('billing/cur-legacy-without-resources.csv').toString('utf8'));
  expect(document).toMatchObject({ period: null, billed: '0.00', lines: [], bill: { hasResourceIds: false } });
  expect(document.findings.find(({ code }) => code === 'TG6050')?.message).toBe(
    'No PrivateLink lines found; resource ids are not enabled.',
  );
});

test('days add up to their lines', async () => {
  const document = await reconcileWith(curLegacyCsv(lines), undefined, true);
  for (const line of document.lines) {
    expect(line.days).toHaveLength(30);
    expect(
      sum((line.days ?? []).map((day) => new Decimal(day.billed)))
        .minus(line.billed)
        .abs()
        .toNumber(),
    ).toBeLessThan(1e-8);
  }
});

describe('an endpoint whose service is in another Region', async () => {
  const day = Date.UTC(2026, 5, 1);
  const line = (usageType: string, hour: number, quantity: number, listRate: number): Line => ({
    account: '111122223333',
    start: day + hour * 3_600_000,
    seconds: 3600,
    type: 'Usage',
    service: usageType.includes('AWS-') ? 'AWSDataTransfer' : 'AmazonVPC',
    usageType,
    operation: 'VpcEndpoint',
    resource: 'arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-0e0e0e0e0e0e0e0e0',
    unit: 'GB',
    quantity,
    listRate,
    cost: Number((quantity * listRate).toFixed(10)),
  });
  const hours = Array.from({ length: 24 }, (_, hour) => hour);
  const bill = hours.flatMap((hour) => [
    line('USE1-VpcEndpoint-Hours', hour, 1, 0.01),
    line('USE1-VpcEndpoint-Bytes', hour, 10, 0.01),
    line('USE1-SAE1-AWS-Out-Bytes', hour, 6, 0.02),
    line('SAE1-USE1-AWS-Out-Bytes', hour, 4, 0.138),
    line('SAE1-USE1-AWS-In-Bytes', hour, 4, 0),
    { ...line('USE1-SAE1-AWS-Out-Bytes', hour, 100, 0.02), resource: 'i-0123456789abcdef0' },
  ]);
  const topology = {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    endpoints: [
      {
        id: 'vpce-0e0e0e0e0e0e0e0e0',
        type: 'Interface',
        service: 'com.amazonaws.sa-east-1.kms',
        serviceRegion: 'sa-east-1',
        azs: ['use1-az1'],
        traffic: { monthlyGb: '7300' },
      },
    ],
  };
  const document = await reconcileWith(curLegacyCsv(bill), topology);

  test('its transfer is compared, and the dearer direction that the model assumes is named', () => {
    // Modelled: 10 GB x 24 h x 0.138 = 33.12. Billed: 24 x (6 x 0.02 + 4 x 0.138) = 16.128. The directions make up the difference.
    expect(lineOf(document, 'e', 'cross-region')).toMatchObject({
      product: 'inter-region-transfer-out',
      quantityModelled: '240',
      quantityBilled: '240',
      modelled: '33.12',
      billed: '16.128',
      causes: [{ cause: 'direction', amount: '-16.992' }],
      residual: '0.00',
    });
    expect(document.residualShare).toBe(0);
  });

  test('transfer of anything else stands beside, and is not compared', () => {
    expect(document.beside).toEqual([
      { product: 'inter-region-transfer-in', quantity: '96', billed: '0.00' },
      { product: 'inter-region-transfer-out', quantity: '2400', billed: '48.00' },
    ]);
  });
});

test('transfer to two Regions: each direction teaches its own discount', async () => {
  const line = (to: string, usageType: string, listRate: number, paid: number): Line => ({
    account: '111122223333',
    start: Date.UTC(2026, 5, 1),
    seconds: 3600,
    type: 'Usage',
    service: usageType.includes('AWS-') ? 'AWSDataTransfer' : 'AmazonVPC',
    usageType,
    operation: 'VpcEndpoint',
    resource: `arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-0${to}`,
    unit: usageType.endsWith('Hours') ? 'Hrs' : 'GB',
    quantity: 10,
    listRate,
    cost: Number((10 * listRate * paid).toFixed(10)),
  });
  const bill = [
    line('a', 'USE1-VpcEndpoint-Hours', 0.01, 1),
    line('b', 'USE1-VpcEndpoint-Hours', 0.01, 1),
    line('a', 'USE1-USW2-AWS-Out-Bytes', 0.02, 0.5),
    line('a', 'USW2-USE1-AWS-Out-Bytes', 0.02, 0.6),
    line('b', 'USE1-EUC1-AWS-Out-Bytes', 0.02, 1),
  ];
  const endpoints = [
    ['a', 'us-west-2'],
    ['b', 'eu-central-1'],
  ].map(([id, serviceRegion]) => ({
    id: `vpce-0${id}`,
    type: 'Interface',
    service: `com.amazonaws.${serviceRegion}.kms`,
    serviceRegion,
    azs: ['use1-az1'],
    traffic: { monthlyGb: '7300' },
  }));
  const topology = { schema: 'tollgate/topology@1', region: 'us-east-1', endpoints };
  const document = await reconcileWith(curLegacyCsv(bill), topology);
  expect(document.discounts.map(({ usageType, factor, evidence }) => [usageType, factor, evidence.billed])).toEqual([
    // 10 GB x 0.02 at half; the way back at 0.6; what goes to Frankfurt is at list price.
    ['USE1-USW2-AWS-Out-Bytes', '0.5', '0.10'],
    ['USW2-USE1-AWS-Out-Bytes', '0.6', '0.12'],
  ]);
});

describe('further causes', () => {
  const at = (line: Line | undefined, more: Partial<Line>): Line => ({ ...(line ?? lines[0]), ...more }) as Line;
  const hoursOf = (end: string): readonly Line[] =>
    lines.filter((line) => line.resource.endsWith(`vpce-0${end.repeat(16)}`) && line.usageType.endsWith('-Hours'));
  const without = (document: ReconciliationDocument) => document.lines.flatMap((line) => line.causes);

  test('a zone removed: 250 hours with three zones instead of two, at 0.01', async () => {
    const changed = lines.map((line) =>
      line.resource.includes('vpce-0a') && line.usageType.endsWith('-Hours') && line.start < Date.UTC(2026, 5, 11, 10)
        ? at(line, { quantity: 3, cost: 0.0276 })
        : line,
    );
    const document = await reconcileWith(curLegacyCsv(changed));
    expect(lineOf(document, 'a', 'endpoint-hours')?.causes[0]).toMatchObject({ cause: 'zone-removed', amount: '2.50' });
    expect(document.residualShare).toBeLessThan(0.005);
  });

  test('another list price: hours at 0.011 instead of 0.01, and the discount is on that', async () => {
    const changed = lines.map((line) =>
      line.usageType.endsWith('-Hours')
        ? at(line, { listRate: 0.011, cost: Number((line.quantity * 0.011 * 0.92).toFixed(10)) })
        : line,
    );
    const document = await reconcileWith(curLegacyCsv(changed));
    // 720 h x 2 AZ x 0.001 more at list price; 8 % of 15.84 less.
    expect(lineOf(document, 'a', 'endpoint-hours')?.causes.map(({ cause, amount }) => [cause, amount])).toEqual([
      ['list-price', '1.44'],
      ['discount', '-1.2672'],
    ]);
    expect(document.residualShare).toBeLessThan(0.005);
  });

  test('a credit, a refund and a tax that name an endpoint are causes of its line', async () => {
    const [first] = hoursOf('a');
    const extra = [
      at(first, { type: 'Credit', cost: -2, listRate: 0 }),
      at(first, { type: 'Refund' as Line['type'], cost: -0.5, listRate: 0 }),
      at(first, { type: 'Tax', cost: 1.5, listRate: 0 }),
    ];
    const [plain, document] = [
      await reconcileWith(curLegacyCsv(lines)),
      await reconcileWith(curLegacyCsv([...lines, ...extra])),
    ];
    const line = lineOf(document, 'a', 'endpoint-hours');
    expect(line?.causes.map(({ cause, amount }) => [cause, amount])).toEqual([
      // 14.40 at list price, 8 % of it.
      ['discount', '-1.152'],
      ['credit', '-2.00'],
      ['refund', '-0.50'],
      ['tax', '1.50'],
    ]);
    // 14.40 x 0.92 - 2 - 0.5 + 1.5.
    expect(line?.billed).toBe('12.248');
    expect(document.discounts).toEqual(plain.discounts);
    expect(document.notUsage).toEqual(plain.notUsage);
    expect(new Decimal(document.residual).toFixed(9)).toBe(new Decimal(plain.residual).toFixed(9));
    expect(without(document).length).toBe(without(plain).length + 3);
  });

  test('a discount of its own line (EDP) is a discount all the same', async () => {
    const listed = syntheticLines(1);
    const off = listed.flatMap((line) =>
      line.service === 'AmazonVPC' && line.type === 'Usage'
        ? [
            line,
            at(line, {
              type: 'EdpDiscount' as Line['type'],
              cost: Number((-line.cost * 0.08).toFixed(10)),
              listRate: 0,
            }),
          ]
        : [line],
    );
    const document = await reconcileWith(curLegacyCsv(off));
    expect(document.discounts.map(({ factor }) => factor)).toEqual(['0.92', '0.92']);
    expect(document.residualShare).toBeLessThan(0.005);
  });

  test('FOCUS lines whose consumed quantity AWS leaves null are read by the priced one', async () => {
    const [header = '', ...rows] = focusCsv(lines, '1.2').trimEnd().split('\n');
    const index = header.split(',').indexOf('ConsumedQuantity');
    const moved = rows.map((row) => {
      const cells = row.split(',');
      return [...cells.with(index, ''), cells[index]].join(',');
    });
    const document = await reconcileWith([`${header},PricingQuantity`, ...moved].join('\n'));
    expect(document.billed).toBe((await reconcileWith(curLegacyCsv(lines))).billed);
    expect(document.bill.rejectedLines).toBe(0);
  });
});
