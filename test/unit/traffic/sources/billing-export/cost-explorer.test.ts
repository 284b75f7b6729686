import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { sum, ZERO } from '../../../../../src/core/decimal.ts';
import { FindingLog } from '../../../../../src/core/finding.ts';
import { inOneCurrency } from '../../../../../src/operations/shared/bill-currency.ts';
import { billFindings } from '../../../../../src/operations/shared/bill-findings.ts';
import { enterBill } from '../../../../../src/operations/shared/bill-ledger.ts';
import { readBill } from '../../../../../src/operations/shared/read-bill.ts';
import { findBills } from '../../../../../src/traffic/sources/billing-export/find-bills.ts';
import { fileOf } from '../../../../support/traffic-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-cost-explorer-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HOURS = 'VpcEndpoint-Hours';
const BYTES = 'EUC1-VpcEndpoint-Bytes';
type Group = readonly [keys: readonly string[], cost: string, quantity?: string];

const period = (Start: string, End: string, groups: readonly Group[], Estimated = false) => ({
  TimePeriod: { Start, End },
  Total: {},
  Groups: groups.map(([Keys, cost, quantity]) => ({
    Keys,
    Metrics: {
      UnblendedCost: { Amount: cost, Unit: 'USD' },
      ...(quantity !== undefined && { UsageQuantity: { Amount: quantity, Unit: 'N/A' } }),
    },
  })),
  Estimated,
});
const answer = (by: readonly string[], results: readonly ReturnType<typeof period>[], more = {}): string =>
  JSON.stringify({
    GroupDefinitions: by.map((Key) => ({ Type: 'DIMENSION', Key })),
    ResultsByTime: results,
    DimensionValueAttributes: [],
    ...more,
  });
const DAY = ['2026-10-01', '2026-10-02'] as const;
const NEXT = ['2026-10-02', '2026-10-03'] as const;
const open = (...files: readonly (readonly [name: string, text: string | Uint8Array])[]) =>
  readBill(files.map(([name, text]) => ({ ...fileOf(name, ''), read: async () => Buffer.from(text) })));
const code = (value: string) => ({ code: value });

describe('answers of Cost Explorer as a bill', () => {
  test('every line is entered, by its usage type, account and day', async () => {
    // A day of two zones: 48 AZ-hours x 0.01 = 0.48; 100 GB x 0.012 = 1.2 in Frankfurt; 0.3 belongs to no usage type.
    const bill = await open([
      'ce.json',
      answer(
        ['USAGE_TYPE', 'LINKED_ACCOUNT'],
        [
          period(...DAY, [
            [[HOURS, '111122223333'], '0.48', '48'],
            [[BYTES, '111122223333'], '1.2', '100'],
            [['NoUsageType', '111122223333'], '0.3', '0'],
            [['BoxUsage:t3.micro', '111122223333'], '7', '24'],
          ]),
          period(...NEXT, [[[HOURS, '444455556666'], '4.8E-1', '48']], true),
        ],
      ),
    ]);
    expect(bill.formats).toEqual(['cost-explorer']);
    expect(bill.hasResourceIds).toBe(false);
    expect(
      bill.lines.map(({ day, account, region, product, quantity, cost }) => [
        day,
        account,
        region,
        product,
        quantity.toFixed(),
        cost.toFixed(),
      ]),
    ).toEqual([
      ['2026-10-01', '111122223333', 'eu-central-1', 'interface-endpoint-bytes', '100', '1.2'],
      ['2026-10-01', '111122223333', 'us-east-1', 'interface-endpoint-hours', '48', '0.48'],
      ['2026-10-01', '111122223333', undefined, undefined, '0', '0.3'],
      ['2026-10-02', '444455556666', 'us-east-1', 'interface-endpoint-hours', '48', '0.48'],
    ]);
    const { compared, named } = enterBill(bill, new Map());
    expect(sum(compared.map(({ cost }) => cost)).toFixed()).toBe('2.16');
    expect(named).toMatchObject([{ part: 'remainder', what: 'lines without a usage type', lines: 1 }]);
    const log = new FindingLog();
    billFindings(log, inOneCurrency(bill, new Map()), named, 'ce.json');
    expect(log.findings.map((each) => each.code).sort()).toEqual(['TG2090', 'TG6059']);
  });

  test('a month, its service and Region; what another service has without a usage type is none of ours', async () => {
    const month = period('2026-09-01', '2026-10-01', [
      [[HOURS, 'Amazon Virtual Private Cloud'], '14.4', '1440'],
      [['NoUsageType', 'Tax'], '9', '0'],
      [['NoUsageType', 'Amazon Virtual Private Cloud'], '2', '0'],
    ]);
    const { lines, span } = await open(['ce.json', answer(['USAGE_TYPE', 'SERVICE'], [month])]);
    expect(lines.map(({ seconds, cost }) => [seconds, cost.toFixed()]).sort()).toEqual([
      [2_592_000, '14.4'],
      [2_592_000, '2'],
    ]);
    expect(span).toMatchObject({ firstDay: '2026-09-01', lastDay: '2026-09-30' });
  });

  test('charge types of a group are told apart, and a tag is the label of its lines', async () => {
    const typed = await open([
      'ce.json',
      answer(
        ['RECORD_TYPE', 'USAGE_TYPE'],
        [
          period(...DAY, [
            [['Usage', HOURS], '0.48', '48'],
            [['Credit', HOURS], '-0.48', '0'],
          ]),
        ],
      ),
    ]);
    expect(typed.lines.map(({ lineType, cost }) => [lineType, cost.toFixed()]).sort()).toEqual([
      ['credit', '-0.48'],
      ['usage', '0.48'],
    ]);
    const tagged = JSON.parse(answer(['USAGE_TYPE', 'x'], [period(...DAY, [[[HOURS, 'team$pay'], '0.24', '24']])]));
    tagged.GroupDefinitions[1] = { Type: 'TAG', Key: 'team' };
    const file = { ...fileOf('ce.json', ''), read: async () => Buffer.from(JSON.stringify(tagged)) };
    expect((await readBill([file], { kind: 'tag', name: 'team' })).lines[0]?.label).toBe('pay');
  });

  test('pages are one answer, packed, in one list or in files; an identical file counts once', async () => {
    const first = answer(['USAGE_TYPE'], [period(...DAY, [[[HOURS], '0.48', '48']])], { NextPageToken: 'more' });
    const second = answer(['USAGE_TYPE'], [period(...DAY, [[[BYTES], '1.2', '100']])]);
    for (const bill of [
      await open(['1.json', gzipSync(first)], ['2.json', second]),
      await open(['all.json', `[${first},${second}]`]),
      await open(['1.json', first], ['2.json', second], ['copy.json', second]),
    ]) {
      expect(sum(bill.lines.map(({ cost }) => cost)).toFixed()).toBe('1.68');
    }
    await expect(open(['1.json', first])).rejects.toMatchObject(code('TG4072'));
  });

  test.each([
    ['no usage types', 'TG4071', answer(['SERVICE'], [period(...DAY, [[['Amazon Virtual Private Cloud'], '1', '1']])])],
    [
      'one total',
      'TG4071',
      answer(['USAGE_TYPE'], [{ ...period(...DAY, []), Total: { UnblendedCost: { Amount: '1', Unit: 'USD' } } }]),
    ],
    ['no amount', 'TG4071', answer(['USAGE_TYPE'], [period(...DAY, [[[HOURS], 'much', '1']])])],
    ['another shape', 'TG4071', '{"ResultsByTime":{}}'],
  ])('%s is refused', async (_what, expected, text) => {
    await expect(open(['ce.json', text])).rejects.toMatchObject(code(expected));
  });

  test('blended costs alone are what nobody pays', async () => {
    const text = answer(['USAGE_TYPE'], [period(...DAY, [[[HOURS], '1', '1']])]).replace(
      'UnblendedCost',
      'BlendedCost',
    );
    await expect(open(['ce.json', text])).rejects.toMatchObject(code('TG4071'));
  });

  test('two queries of one period, and a billing export beside, would count twice', async () => {
    const days = answer(['USAGE_TYPE'], [period(...DAY, [[[HOURS], '0.48', '48']])]);
    const newer = answer(['USAGE_TYPE'], [period(...DAY, [[[HOURS], '0.5', '50']])]);
    const month = answer(['USAGE_TYPE'], [period('2026-10-01', '2026-11-01', [[[HOURS], '14.88', '1488']])]);
    const part = answer(['USAGE_TYPE'], [period('2026-10-15', '2026-11-01', [[[HOURS], '7', '700']])]);
    const byRegion = answer(['USAGE_TYPE', 'REGION'], [period(...DAY, [[[HOURS, 'us-east-1'], '0.48', '48']])]);
    for (const [one, two] of [
      [days, newer],
      [days, month],
      [month, part],
      [days, byRegion],
    ] as const) {
      await expect(open(['1.json', one], ['2.json', two])).rejects.toMatchObject(code('TG4073'));
    }
    const report = 'lineItem/UsageType,lineItem/LineItemType\n';
    await expect(open(['1.json', days], ['cur.csv', report])).rejects.toMatchObject(code('TG4074'));
  });

  test('costs without usage stand in the remainder, with the way to get it', async () => {
    const bill = await open(['ce.json', answer(['USAGE_TYPE'], [period(...DAY, [[[HOURS], '0.48']])])]);
    const { named } = enterBill(bill, new Map());
    expect(named.map(({ part, amount }) => [part, amount.toFixed()])).toEqual([['remainder', '0.48']]);
    expect(bill.notes).toMatchObject([{ code: 'TG2091', text: expect.stringContaining('UsageQuantity') }]);
  });

  test('a folder is read with its answers, and without other JSON', async () => {
    writeFileSync(join(folder, 'page.json'), answer(['USAGE_TYPE'], []));
    writeFileSync(join(folder, 'statistics.json'), '{"rows":3}');
    expect((await findBills([folder])).map(({ name }) => name)).toEqual([join(folder, 'page.json')]);
  });
});

describe('tables of the console', () => {
  const HEADER = `"Usage type","${BYTES}($)","${BYTES}(GB)","${HOURS}($)","${HOURS}(Hrs)","No usage type($)","Total costs($)"`;
  const table = (...rows: readonly string[]): string => `\uFEFF${[HEADER, ...rows].join('\r\n')}\r\n`;
  // 30 days of two zones are 1,440 AZ-hours x 0.01 = 14.4; 100 GB x 0.012 = 1.2.
  const whole = table(
    '"Usage type total","2.4","200","28.8","2880","0.5","31.7"',
    '"2026-08-01","1.2","100","14.4","1440","0.5","16.1"',
    '"2026-09-01","1.2","100","14.4","1440","","15.6"',
  );

  test('months down, usage types across: every cell is a line', async () => {
    const bill = await open(['costs.csv', whole]);
    expect(sum(bill.lines.map(({ cost }) => cost)).toFixed()).toBe('31.7');
    const hours = bill.lines.filter(({ product }) => product === 'interface-endpoint-hours');
    expect(hours.map(({ day, quantity }) => [day, quantity.toFixed()])).toEqual([
      ['2026-08-01', '1440'],
      ['2026-09-01', '1440'],
    ]);
    expect(enterBill(bill, new Map()).named).toMatchObject([{ part: 'remainder', lines: 1 }]);
    expect(bill.notes).toMatchObject([{ code: 'TG2091' }]);
  });

  test('without columns of usage, the money is in the remainder', async () => {
    const text = `Usage type,${HOURS}($),Total costs($)\nUsage type total,0.96,0.96\n2026-10-02,0.48,0.48\n2026-10-03,0.48,0.48\n`;
    const bill = await open(['costs.csv', text]);
    expect(bill.lines).toEqual([]);
    expect(sum(bill.unread.map(({ cost }) => cost ?? ZERO)).toFixed()).toBe('0.96');
  });

  test.each([
    ['by service', 'TG4071', 'Service,EC2-Other($),Total costs($)\nService total,1,1\n2026-10-01,1,1\n'],
    ['that is cut off', 'TG4072', whole.split('\r\n').slice(0, 3).join('\n')],
    ['with a word for an amount', 'TG4071', whole.replace('"0.5","16.1"', '"n/a","16.1"')],
    ['with a row of something else', 'TG4071', `${whole}"Tax","1","1","1","1","1","1"\r\n`],
  ])('a table %s is refused', async (_what, expected, text) => {
    await expect(open(['costs.csv', text])).rejects.toMatchObject(code(expected));
  });
});
