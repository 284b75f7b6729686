import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { sum } from '../../../../../src/core/decimal.ts';
import { billLines, billSpan } from '../../../../../src/traffic/sources/billing-export/bill-lines.ts';
import type { BillPath } from '../../../../../src/traffic/sources/billing-export/bill-path.ts';
import { findBills } from '../../../../../src/traffic/sources/billing-export/find-bills.ts';
import { openBill } from '../../../../../src/traffic/sources/billing-export/open-bill.ts';
import { SAMPLES } from '../../../../support/samples.ts';
import {
  cur2Csv,
  curHeader,
  curLegacyCsv,
  focusCsv,
  syntheticLines,
  toParquet,
} from '../../../../support/synthetic-bill.ts';

const folder = mkdtempSync(join(tmpdir(), 'tollgate-bills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lines = syntheticLines();
const file = (name: string, content: string | Uint8Array): BillPath => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return { name, path };
};

async function read(...files: readonly BillPath[]) {
  const bill = await openBill(files);
  try {
    const { formats, hasResourceIds, rejected } = bill;
    return {
      formats,
      hasResourceIds,
      rejected,
      lines: await billLines(bill.connection),
      span: await billSpan(bill.connection),
    };
  } finally {
    bill.close();
  }
}

const plain = ({ lines: read }: Awaited<ReturnType<typeof openAll>>) =>
  read
    .filter((line) => line.product !== undefined)
    .map((line) => [
      line.day,
      line.resource,
      line.account,
      line.region,
      line.product,
      line.quantity.toFixed(),
      line.cost.toFixed(),
      line.listCost?.toFixed(),
      line.hours?.count,
    ]);
const openAll = read;

describe('a month in every format', async () => {
  const legacy = file('cur.csv', curLegacyCsv(lines));
  const want = await read(legacy);

  test('legacy CUR: hours, bytes, zones and taxes', () => {
    expect(want).toMatchObject({
      formats: ['cur-legacy'],
      hasResourceIds: true,
      rejected: 0,
      span: { firstDay: '2026-06-01', lastDay: '2026-06-30' },
    });
    const of = (id: string, product: string) =>
      want.lines.filter((line) => line.resource === id && line.product === product);
    const quantity = (id: string, product: string) => sum(of(id, product).map((line) => line.quantity)).toFixed();
    expect(quantity('vpce-0bbbbbbbbbbbbbbbb', 'interface-endpoint-hours')).toBe(String(250 * 2 + 470 * 3));
    expect(quantity('vpce-0aaaaaaaaaaaaaaaa', 'interface-endpoint-bytes')).toBe('720000');
    expect(of('vpce-0cccccccccccccccc', 'interface-endpoint-hours')[0]).toMatchObject({
      day: '2026-06-10',
      hours: { count: 11, first: 13, last: 23 },
    });
    expect(
      of('vpce-0bbbbbbbbbbbbbbbb', 'interface-endpoint-hours')
        .find((line) => line.day === '2026-06-11')
        ?.peakHourly?.toFixed(),
    ).toBe('3');
    expect(
      want.lines.filter((line) => line.lineType !== 'usage').map((line) => [line.lineType, line.cost.toFixed()]),
    ).toEqual(
      expect.arrayContaining([
        ['tax', '12.5'],
        ['credit', '-3'],
      ]),
    );
    expect(want.lines.some((line) => line.service === 'AmazonS3')).toBe(false);
    expect(new Set(want.lines.filter((line) => line.product === 'cross-az').map((line) => line.resource))).toEqual(
      new Set([undefined]),
    );
  });

  test.each([
    ['CUR legacy, gzip', 'cur-legacy', async () => file('cur.csv.gz', gzipSync(curLegacyCsv(lines)))],
    ['CUR 2.0, CSV', 'cur-2.0', async () => file('cur2.csv', cur2Csv(lines))],
    ['CUR 2.0, Parquet', 'cur-2.0', async () => parquet('cur2', cur2Csv(lines))],
    ['CUR legacy, Parquet', 'cur-legacy', async () => parquet('cur1', curLegacyCsv(lines))],
    ['FOCUS 1.0, gzip', 'focus-1.0', async () => file('focus10.csv.gz', gzipSync(focusCsv(lines, '1.0')))],
    ['FOCUS 1.2, Parquet', 'focus-1.2', async () => parquet('focus12', focusCsv(lines, '1.2'))],
    ['FOCUS 1.3, CSV', 'focus-1.3', async () => file('focus13.csv', focusCsv(lines, '1.3'))],
    [
      'FOCUS 1.2, lower case',
      'focus-1.2',
      async () =>
        file(
          'lower.csv',
          focusCsv(lines, '1.2').replace(/^.*/, (header) => header.toLowerCase()),
        ),
    ],
  ])('%s says the same', async (_name, format, make) => {
    const got = await read(await make());
    expect(got.formats).toEqual([format]);
    expect(plain(got)).toEqual(plain(want));
  });

  test('files of several shapes are one bill', async () => {
    const half = lines.length / 2;
    const got = await read(
      file('first.csv', curLegacyCsv(lines.slice(0, half))),
      file('second.csv.gz', gzipSync(focusCsv(lines.slice(half), '1.0'))),
    );
    expect(sum(got.lines.map((line) => line.cost)).toFixed()).toBe(sum(want.lines.map((line) => line.cost)).toFixed());
  });
});

async function parquet(name: string, csv: string): Promise<BillPath> {
  const source = file(`${name}.source.csv`, csv);
  const path = join(folder, `${name}.snappy.parquet`);
  await toParquet(source.path, path);
  return { name, path };
}

test('an export without resource ids: no PrivateLink lines and no resource ids, which is an answer', async () => {
  const path = join(SAMPLES, 'billing', 'cur-legacy-without-resources.csv');
  const got = await read({ path, name: 'sample' });
  expect(got).toMatchObject({ formats: ['cur-legacy'], hasResourceIds: false, rejected: 0 });
  expect(got.lines.filter((line) => line.product?.includes('endpoint'))).toEqual([]);
});

test('a line that cannot be read is counted, the rest is kept', async () => {
  const text = curLegacyCsv(lines.slice(0, 6)).replace(
    '2026-06-01T00:00:00.000Z,2026-06-01T01:00:00.000Z',
    'soon,2026-06-01T01:00:00.000Z',
  );
  const got = await read(file('bad-row.csv', text));
  expect(got.rejected).toBe(1);
  expect(got.lines.length).toBeGreaterThan(2);
});

test.each([
  ['nothing', '', 'TG1001'],
  ['another table', 'a,b\n1,2\n', 'TG6002'],
  ['a broken Parquet file', 'PAR1xxxxxxxxxxxx', 'TG6002'],
  [
    'a bill without a usage type',
    'ChargeCategory,BilledCost,ChargePeriodStart,ConsumedQuantity\nUsage,1,2026-06-01,1\n',
    'TG6003',
  ],
])('%s is a clear error', async (name, content, code) => {
  await expect(read(file(`${code}-${name.length}.csv`, content))).rejects.toMatchObject({ code });
});

test('lines of two currencies are read apart', async () => {
  const text = curLegacyCsv(lines.slice(0, 6)).replace(/USD(?!.*USD)/s, 'CNY');
  const bill = await read(file('currencies.csv', text));
  expect(new Set(bill.lines.map(({ currency }) => currency))).toEqual(new Set(['CNY', 'USD']));
});

test('globs name files in order, and a glob that names none is an error', async () => {
  file('glob-2.csv', 'x');
  file('glob-1.csv', 'x');
  const found = await findBills([join(folder, 'glob-*.csv'), join(folder, 'glob-1.csv')]);
  expect(found.map(({ path }) => path)).toEqual([join(folder, 'glob-1.csv'), join(folder, 'glob-2.csv')]);
  await expect(findBills([join(folder, 'none-*.csv')])).rejects.toMatchObject({ code: 'TG6001' });
});

test('amounts of text are exact below and above a million, and what is no number is counted', async () => {
  const [first] = lines;
  if (!first) throw new Error('the synthetic bill has lines');
  const csv = curLegacyCsv([first, { ...first, account: '1' }, { ...first, account: '2' }])
    .split('\n')
    .map((row, index) => {
      const cells = row.split(',');
      const cost = curHeader().indexOf('lineItem/UnblendedCost');
      const costs = ['', '1234567890123.123456789', '0.000000000001', 'free'];
      return index === 0 || index > 3 ? row : cells.with(cost, costs[index] ?? '').join(',');
    })
    .join('\n');
  const got = await read(file('amounts.csv', csv));
  expect(got.lines.map((line) => [line.account, line.cost.toFixed()]).sort()).toEqual([
    ['1', '0.000000000001'],
    [first.account, '1234567890123.123456789'],
  ]);
  expect(got.rejected).toBe(1);
});
