import { describe, expect, test } from 'vitest';
import { viewEstimate } from '../../../../src/report/views/estimate.ts';
import { endpoint, estimateDocument, line, unknownBytes } from '../../../support/estimate-document.ts';

const rowsOf = (document: Parameters<typeof viewEstimate>[0], maxEndpoints?: number) =>
  viewEstimate(document, { maxEndpoints }).sections[0]?.table?.rows ?? [];

test('an endpoint heads its lines: how much, at what price, what it costs', () => {
  const view = viewEstimate(estimateDocument());
  expect(view.headline).toBe('$14.60 a month for 1 endpoint ($14.60 baseline + $0.00 usage)');
  expect(view.sections[0]?.table).toMatchObject({
    rows: [
      ['app-ssm', 'Interface ssm, us-east-1', '', '14.60'],
      ['└─ Endpoint hours', '2 AZ x 730 h', '0.01 / AZ-hour', '14.60'],
    ],
    heads: new Set([0]),
    footer: ['Total', '', '', '14.60'],
  });
});

describe('unknown is not zero', () => {
  const document = estimateDocument({
    totals: { monthly: '29.20', baseline: '29.20', usage: '0.00', unknownLines: 2 },
    endpoints: [
      endpoint({ id: 'a', unknownLines: 1, lines: [line(), unknownBytes] }),
      endpoint({ id: 'b', unknownLines: 1, lines: [line(), unknownBytes] }),
    ],
  });

  test('the total and each whole say that they are a lower bound, and of what', () => {
    expect(viewEstimate(document).headline).toBe(
      'At least $29.20 a month for 2 endpoints ($29.20 baseline + unknown usage); 2 lines are left out (2 usage unknown)',
    );
    expect(viewEstimate(document).sections[0]?.table?.footer).toEqual([
      'Total',
      '2 lines are left out (2 usage unknown)',
      '',
      '≥ 29.20',
    ]);
  });

  test('the line shows its unit price instead of an amount', () => {
    expect(rowsOf(document)[2]).toEqual(['└─ Data processed', '', '0.01 / GB', 'usage unknown']);
    expect(rowsOf(document)[0]?.[3]).toBe('≥ 14.60');
  });

  test('where nothing is priced there is no amount at all', () => {
    const nothing = estimateDocument({
      totals: { monthly: '0.00', baseline: '0.00', usage: '0.00', unknownLines: 1 },
      endpoints: [endpoint({ monthly: '0.00', unknownLines: 1, lines: [unknownBytes] })],
    });
    expect(viewEstimate(nothing).headline).toBe(
      'Nothing can be priced of 1 endpoint: 1 line is left out (1 usage unknown)',
    );
    expect(rowsOf(nothing)[0]?.[3]).toBe('unknown');
  });

  test('free, price unknown and unsupported are said apart', () => {
    const lines = (['free', 'price-unknown', 'unsupported'] as const).map((status) =>
      line({ status, monthly: undefined }),
    );
    const shown = rowsOf(estimateDocument({ endpoints: [endpoint({ lines })] })).map((row) => row[3]);
    expect(shown.slice(1)).toEqual(['free', 'price unknown', 'not supported']);
  });
});

test('a range shows both ends', () => {
  const ranged = line({ charge: 'vpc-peering', monthly: '6.00', low: '2.00', high: '6.00' });
  const document = estimateDocument({
    totals: { monthly: '6.00', baseline: '0.00', usage: '6.00', low: '2.00', high: '6.00', unknownLines: 0 },
    endpoints: [endpoint({ monthly: '6.00', lines: [ranged] })],
  });
  expect(viewEstimate(document).headline).toContain('$2.00 to $');
  expect(rowsOf(document)[1]?.[3]).toBe('2.00 to 6.00');
});

test('currencies other than the dollar are named', () => {
  const document = estimateDocument({ currency: 'CNY' });
  expect(viewEstimate(document).headline).toMatch(/^CNY 14\.60 a month/);
  expect(viewEstimate(document).sections[0]?.table?.columns[3]?.title).toBe('Monthly CNY');
});

test('thousands are set apart and long quantities shortened, never the amounts', () => {
  const bytes = line({
    charge: 'data-processed',
    category: 'usage',
    quantity: '6000000.12345',
    unit: 'GB',
    display: undefined,
    unitPrice: '0.0064466773',
    monthly: '38680.064',
  });
  const document = estimateDocument({
    totals: { monthly: '38680.064', baseline: '0.00', usage: '38680.064', unknownLines: 0 },
    endpoints: [endpoint({ monthly: '38680.064', lines: [bytes] })],
  });
  expect(rowsOf(document)[1]).toEqual(['└─ Data processed', '6,000,000.123 GB', '0.006447 / GB', '38,680.06']);
});

describe('a large network', () => {
  const endpoints = Array.from({ length: 250 }, (_, index) =>
    endpoint({ id: `e${index}`, monthly: `${index}.00`, lines: [line({ monthly: `${index}.00` })] }),
  );
  const document = estimateDocument({
    totals: { monthly: '31125.00', baseline: '31125.00', usage: '0.00', unknownLines: 0 },
    endpoints,
  });

  test('lists the costliest and one row for the others, and says so', () => {
    const rows = rowsOf(document, 100);
    expect(rows).toHaveLength(201);
    expect(rows[0]?.[0]).toBe('e249');
    // 0 + 1 + ... + 149
    expect(rows[200]).toEqual(['150 others, not listed', '', '', '11,175.00']);
    expect(viewEstimate(document, { maxEndpoints: 100 }).sections[0]?.text).toEqual([
      'The 100 costliest of 250 are listed; --all lists every one.',
    ]);
  });

  test('is whole where nobody asks for less', () => {
    expect(rowsOf(document)).toHaveLength(500);
    expect(rowsOf(document)[0]?.[0]).toBe('e0');
  });
});

test('pools show what fell into each tier and what the next GB costs', () => {
  const document = estimateDocument({
    pools: [
      {
        region: 'us-east-1',
        product: 'interface-endpoint-bytes',
        gb: '6000000',
        baselineGb: '100',
        monthly: '38679.464',
        blendedPrice: '0.0064465773',
        marginalPrice: '0.004',
        tiers: [
          { from: '0', to: '1048576', price: '0.01', gb: '1048476', monthly: '10484.76' },
          { from: '1048576', to: '5242880', price: '0.006', gb: '4194304', monthly: '25165.824' },
          { from: '5242880', to: null, price: '0.004', gb: '757220', monthly: '3028.88' },
        ],
      },
    ],
  });
  expect(viewEstimate(document).sections[1]?.table?.rows).toEqual([
    ['us-east-1, interface endpoint bytes', '6,000,000', '0.006447', '0.004', '38,679.46'],
    ['├─ starts above 100 GB from elsewhere', '', '', '', ''],
    ['├─ tier 0 to 1,048,576 GB', '1,048,476', '0.01', '', '10,484.76'],
    ['├─ tier 1,048,576 to 5,242,880 GB', '4,194,304', '0.006', '', '25,165.82'],
    ['└─ tier over 5,242,880 GB', '757,220', '0.004', '', '3,028.88'],
  ]);
});

test('groups add up to the printed total', () => {
  const document = estimateDocument({
    groups: [
      {
        by: 'vpc',
        entries: [
          { value: 'app', monthly: '4.865', endpoints: 1, unknownLines: 0 },
          { value: '', monthly: '9.735', endpoints: 2, unknownLines: 1 },
        ],
      },
    ],
  });
  expect(viewEstimate(document).sections[1]?.table).toMatchObject({
    rows: [
      ['app', '1', '0', '4.86'],
      ['(none)', '2', '1', '≥ 9.74'],
    ],
    footer: ['Total', '', '0', '14.60'],
  });
});

test('records carry every line flat and exact; what is unknown is empty', () => {
  const document = estimateDocument({
    endpoints: [endpoint({ tags: { team: 'net' }, lines: [line({ monthly: '14.6000000001' }), unknownBytes] })],
  });
  const records = viewEstimate(document).records?.();
  const record = (index: number) =>
    Object.fromEntries(records?.columns.map(({ title }, at) => [title, records.rows[index]?.[at]]) ?? []);
  expect(record(0)).toMatchObject({
    id: 'app-ssm',
    charge: 'endpoint-hours',
    monthly: '14.6000000001',
    tags: '{"team":"net"}',
    currency: 'USD',
  });
  expect(record(1)).toMatchObject({
    id: 'app-ssm',
    status: 'usage-unknown',
    quantity: '',
    unit_price: '0.01',
    monthly: '',
  });
});

test('the footnote tells the month, the currency and the age of the prices', () => {
  expect(viewEstimate(estimateDocument()).footnote).toBe(
    'A month has 730 hours; a GB has 2^30 bytes. USD list prices published 2025-11-04, version 20251104, from pricing-cache.',
  );
});
