import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { allocationDocument } from '../../../../src/operations/allocate/allocation-document.ts';
import { parseExchangeRates } from '../../../../src/operations/inputs/exchange-rates.ts';
import { documentOf, loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { loadTraffic } from '../../../../src/operations/inputs/load-traffic.ts';
import { reconcile as reconcileOperation } from '../../../../src/operations/reconcile/operation.ts';
import { reconciliationDocument } from '../../../../src/operations/reconcile/reconciliation-document.ts';
import { viewReconciliation } from '../../../../src/report/views/reconciliation.ts';
import { findBills } from '../../../../src/traffic/sources/billing-export/find-bills.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { type RandomLine, randomBillCsv } from '../../../support/random-bill.ts';
import { fileOf } from '../../../support/traffic-files.ts';

const services = servicesOfTest();
/** Two zones and 1 GB an hour: 0.02 and 0.01 an hour at list price. */
const network = {
  schema: 'tollgate/topology@1',
  region: 'us-east-1',
  endpoints: [{ id: 'vpce-0e', type: 'Interface', azs: ['use1-az1', 'use1-az2'], traffic: { monthlyGb: '730' } }],
};
const hours = (count: number): number[] => Array.from({ length: count }, (_, hour) => hour);
const lineOf = (more: Partial<RandomLine>): RandomLine => ({
  payer: '100000000001',
  account: '111122223333',
  type: 'Usage',
  hour: 0,
  service: 'AmazonVPC',
  usageType: 'USE1-VpcEndpoint-Hours',
  operation: 'VpcEndpoint',
  resource: 'vpce-0e',
  quantity: '2',
  cost: '0.02',
  list: '0.02',
  region: 'us-east-1',
  ...more,
});
const BYTES = { usageType: 'USE1-VpcEndpoint-Bytes', quantity: '1', cost: '0.01', list: '0.01' };
/** Hours and bytes of the endpoint: 1.44 in two days. */
const usage = (count = 48, more: Partial<RandomLine> = {}): RandomLine[] =>
  hours(count).flatMap((hour) => [lineOf({ hour, ...more }), lineOf({ ...BYTES, hour, ...more })]);

const reconcileCsv = async (csv: string | readonly string[], more = {}) =>
  reconciliationDocument(
    {
      network: await documentOf({ name: 'network', value: network }),
      bills: [csv].flat().map((text, index) => fileOf(`bill-${index}.csv`, text)),
      ...more,
    },
    services,
  );
const reconcile = (lines: readonly RandomLine[], more = {}) => reconcileCsv(randomBillCsv(lines), more);
const codes = ({ findings }: { findings: readonly { code: string }[] }) => findings.map(({ code }) => code);

describe('lines without an id', () => {
  const discounts = (more: Partial<RandomLine> = {}) =>
    usage().map((line) => ({
      ...line,
      type: 'EdpDiscount',
      resource: '',
      cost: `-${Number(line.cost) / 10}`,
      list: '',
      ...more,
    }));

  test('a tenth off is a discount of the usage it is of: 1.44 less 0.144', async () => {
    const document = await reconcile([...usage(), ...discounts()]);
    expect(document).toMatchObject({
      billed: '1.296',
      residual: '0.00',
      causes: [{ cause: 'discount', amount: '-0.144' }],
    });
    expect(document.discounts.map(({ factor }) => factor)).toEqual(['0.9', '0.9']);
  });

  test.each(['RiVolumeDiscount', 'SomeNewDiscount', 'PrivateRateDiscount'])('%s is a discount too', async (type) => {
    expect(await reconcile([...usage(), ...discounts({ type })])).toMatchObject({ billed: '1.296', residual: '0.00' });
  });

  test('one line of a discount that no other day has is named by the bill, not learned: 1.44 less 0.10', async () => {
    const document = await reconcile([...usage(), lineOf({ type: 'BundledDiscount', cost: '-0.10', list: '' })]);
    expect(document).toMatchObject({
      billed: '1.34',
      residual: '0.00',
      causes: [{ cause: 'discount', amount: '-0.10' }],
      discounts: [],
    });
  });

  test('a discount of everything leaves nothing billed, and nothing unexplained', async () => {
    const all = discounts().map((line) => ({ ...line, cost: String(Number(line.cost) * 10) }));
    expect(await reconcile([...usage(), ...all])).toMatchObject({ billed: '0.00', residual: '0.00', residualShare: 0 });
  });

  test('one on the service is shared by cost with every endpoint: 2.88 less 0.288', async () => {
    const other = usage().map((line) => ({ ...line, resource: 'vpce-0other' }));
    const bill = [
      ...usage(),
      ...other,
      lineOf({ type: 'EdpDiscount', usageType: '', operation: '', resource: '', cost: '-0.288', list: '' }),
    ];
    const { parts } = await allocationDocument(
      { by: 'account', bills: [fileOf('b.csv', randomBillCsv(bill))] },
      services,
    );
    expect(parts[0]?.items.map(({ id, amount }) => [id, amount]).sort()).toEqual(
      ['vpce-0e', 'vpce-0other'].flatMap((id) => [
        [id, '0.432'],
        [id, '0.864'],
      ]),
    );
  });

  test('one on the whole bill: of 14.40, a tenth is of endpoints, so a tenth of 1.44 is theirs', async () => {
    const rest = lineOf({
      service: 'AmazonEC2',
      usageType: 'BoxUsage',
      operation: 'RunInstances',
      resource: 'i-1',
      cost: '12.96',
    });
    const whole = lineOf({
      type: 'EdpDiscount',
      service: '',
      usageType: '',
      operation: '',
      resource: '',
      cost: '-1.44',
      list: '',
    });
    expect(await reconcile([...usage(), rest, whole])).toMatchObject({ billed: '1.296', ledger: { read: '1.296' } });
  });

  test('hours without and bytes with an id are compared all the same', async () => {
    const bill = usage().map((line) => (line.usageType.endsWith('Hours') ? { ...line, resource: '' } : line));
    expect(await reconcile(bill)).toMatchObject({ billed: '1.44', modelled: '1.44', residual: '0.00', findings: [] });
  });

  test('ids that were switched on after a day: the first is of the Region, the second of the endpoint', async () => {
    const bill = usage().map((line) => ((line.hour ?? 0) < 24 ? { ...line, resource: '' } : line));
    expect(await reconcile(bill)).toMatchObject({ billed: '1.44', residual: '0.00', residualShare: 0 });
  });
});

describe('what is not modelled', () => {
  test('an endpoint of no network, and of a Region of no table: 0.03 an hour for 48 hours', async () => {
    const strange = usage(48).filter(({ usageType }) => usageType.endsWith('Hours'));
    const bill = strange.map((line) => ({
      ...line,
      usageType: 'QQX7-VpcEndpoint-Hours',
      resource: 'vpce-0new',
      region: 'qq-new-7',
      cost: '0.03',
    }));
    const document = await reconcile([...usage(), ...bill]);
    expect(document).toMatchObject({ billed: '2.88', residual: '1.44', causes: [], ledger: { notModelled: '1.44' } });
    expect(codes(document)).toEqual(['TG6052']);
  });

  test('a usage type of no table and a line type of no list count as unexplained, with their amounts', async () => {
    const document = await reconcile([
      ...usage(),
      lineOf({ usageType: 'USE1-VpcEndpoint-Novelty-Hours', cost: '5' }),
      lineOf({ type: 'Mystery', cost: '-2' }),
    ]);
    expect(document).toMatchObject({
      residual: '3.00',
      ledger: { read: '4.44', notModelled: '5.00', remainder: '-2.00' },
    });
    expect(codes(document).sort()).toEqual(['TG6059', 'TG6062']);
  });

  test('lines of a day are counted one by one', async () => {
    const document = await reconcile([...usage(), ...usage(24, { usageType: 'USE1-VpcEndpoint-Requests' })]);
    expect(document.unplaced).toMatchObject([{ what: 'USE1-VpcEndpoint-Requests', lines: 48 }]);
  });

  test('a line with a cost that cannot be read keeps the gate shut, with no amount in its finding', async () => {
    const document = await reconcile([...usage(), lineOf({ cost: 'free' })]);
    expect(document.residualShare).toBe(0);
    expect(document.findings.find(({ code }) => code === 'TG6059')?.message).toMatch(/^1 line of an unknown amount/);
    expect(reconcileOperation.judge?.(document, { maxResidual: 0.5 }).exceeded).toHaveLength(1);
    expect(reconcileOperation.judge?.(document, {}).exceeded).toEqual([]);
  });

  test('list prices on half of the lines give no cause', async () => {
    const document = await reconcile(usage().map((line) => ((line.hour ?? 0) % 2 ? { ...line, list: '' } : line)));
    expect(document).toMatchObject({ billed: '1.44', residual: '0.00', causes: [] });
  });

  test('nothing billed is a sentence, not a share', async () => {
    const document = await reconcile(usage().map((line) => ({ ...line, quantity: '0', cost: '0', list: '0' })));
    expect(viewReconciliation(document).headline).toBe('Nothing billed, $1.44 modelled; $-1.44 unexplained');
  });
});

test('a month to date ends within a day: 31 hours at 0.03', async () => {
  expect(await reconcile(usage(31))).toMatchObject({ modelled: '0.93', residual: '0.00' });
});

test('two spans of one bill are compared over their own hours alone: 10 hours and 7 at 0.03', async () => {
  const first = usage(10);
  // From the tenth hour of the third day on.
  const second = usage(7).map((line) => ({ ...line, hour: (line.hour ?? 0) + 58 }));
  const document = await reconcileCsv([randomBillCsv(first), randomBillCsv(second)]);
  expect(document).toMatchObject({ modelled: '0.51', billed: '0.51', residual: '0.00' });
  expect(codes(document)).toEqual(['TG6073']);
  // Within one day too: the hours 0 to 4 and 8 to 9.
  const holed = usage(10).filter(({ hour = 0 }) => hour < 5 || hour > 7);
  expect(await reconcile(holed)).toMatchObject({ modelled: '0.21', billed: '0.21', residual: '0.00' });
});

test('two AZ-hours an hour too many are named', async () => {
  const document = await reconcile(usage().map((line) => ({ ...line, quantity: String(Number(line.quantity) * 2) })));
  expect(codes(document)).toEqual(['TG6061']);
});

test('payers have tiers of their own: 1 PB each stays in the first, 0.01 a GB', async () => {
  const bytes = (payer: string, resource: string) =>
    lineOf({ ...BYTES, payer, account: payer, resource, quantity: '1000000', cost: '10000', list: '' });
  const bill = [bytes('100000000001', 'vpce-0e'), bytes('100000000002', 'vpce-0x')];
  const endpoints = ['vpce-0e', 'vpce-0x'].map((id) => ({ id, type: 'Interface', azs: ['use1-az1'] }));
  const document = await reconciliationDocument(
    {
      network: await documentOf({ name: 'n', value: { ...network, endpoints } }),
      bills: [fileOf('b.csv', randomBillCsv(bill))],
    },
    services,
  );
  expect(document.lines.filter(({ charge }) => charge === 'data-processed').map(({ residual }) => residual)).toEqual([
    '0.00',
    '0.00',
  ]);
  expect(document.ledger.payers.map(({ payer, read }) => [payer, read])).toEqual([
    ['100000000001', '10000.00'],
    ['100000000002', '10000.00'],
  ]);
});

describe('another currency', () => {
  const euros = randomBillCsv(
    usage().map((line) => ({ ...line, cost: String(Number(line.cost) * 0.9), list: '' })),
  ).replaceAll(',USD,', ',EUR,');
  test('is refused without a rate, and converted by the one that is given', async () => {
    await expect(reconcileCsv(euros)).rejects.toMatchObject({
      code: 'TG6004',
      hint: expect.stringContaining('--exchange-rate EUR='),
    });
    const document = await reconcileCsv(euros, { exchangeRates: parseExchangeRates(['EUR=0.9']) });
    expect(document).toMatchObject({ currency: 'EUR', modelled: '1.296', billed: '1.296', residual: '0.00' });
    expect(codes(document)).toEqual(['TG6064']);
  });
  test.each(['EUR', 'EUR=0', 'eur=1', 'EUR=-1', 'EUR=1e3'])('%s is no rate', (word) => {
    expect(() => parseExchangeRates([word])).toThrowError(expect.objectContaining({ code: 'TG6008' }));
  });
});

describe('how a file is written', () => {
  const csv = randomBillCsv(usage(20 * 24));
  const want = { billed: '14.40', residual: '0.00' };
  const times = (write: (time: Date) => string) =>
    csv.replace(/2026-\d\d-\d\dT\d\d:00:00\.000Z/g, (time) => write(new Date(time)));
  const slashed = (time: Date, isDayFirst: boolean) => {
    const [month, date] = [time.getUTCMonth() + 1, time.getUTCDate()];
    return `${isDayFirst ? `${date}.${month}` : `${month}/${date}`}${isDayFirst ? '.' : '/'}2026 ${time.getUTCHours()}:00`;
  };
  test.each([
    ['seconds since 1970', times((time) => String(time.getTime() / 1000))],
    ['milliseconds since 1970', times((time) => String(time.getTime()))],
    ['a spreadsheet, month first', times((time) => slashed(time, false))],
    ['a spreadsheet, day first', times((time) => slashed(time, true))],
    ['days since 1900', times((time) => String(time.getTime() / 86_400_000 + 25_569))],
    ['semicolons and decimal commas', csv.replaceAll(',', ';').replaceAll(/;(-?\d*)\.(\d+)/g, ';$1,$2')],
    ['UTF-16', `\ufeff${csv}`],
    ['UTF-16 without its mark', csv],
    ['UTF-16, packed', csv],
  ])('%s', async (name, text) => {
    const plain = Buffer.from(text, name.startsWith('UTF-16') ? 'utf16le' : 'utf8');
    const bytes = name.endsWith('packed') ? gzipSync(plain) : plain;
    const bills = [{ name: 'bill.csv', read: async () => bytes }];
    expect(await reconcileCsv([], { bills })).toMatchObject(want);
  });

  test.each(['NULL', 'null', '\\N', 'NaN'])('%s is no value, as an empty cell is none', async (word) => {
    const csv = randomBillCsv([
      ...usage(),
      lineOf({ type: 'EdpDiscount', resource: '', quantity: '0', cost: '-0.144', list: '' }),
    ]);
    const filled = csv.replaceAll(/(?<=,|^)(?=,|$)/gm, word);
    expect(filled).not.toBe(csv);
    const { billed, residual } = await reconcileCsv(filled);
    expect({ billed, residual }).toEqual({ billed: '1.296', residual: '0.00' });
  });
  test('a gzip file that is cut off is refused, wherever it is cut', async () => {
    const whole = gzipSync(csv);
    for (const length of [whole.length - 4, whole.length >> 1, 20]) {
      const bills = [{ name: 'cut.csv.gz', read: async () => whole.subarray(0, length) }];
      await expect(reconcileCsv([], { bills })).rejects.toMatchObject({ code: 'TG6002' });
    }
  });

  test('days and months that cannot be told apart are an error that says so', async () => {
    const text = randomBillCsv(usage(2)).replace(/2026-\d\d-\d\dT\d\d:00:00\.000Z/g, '6/6/2026 0:00');
    await expect(reconcileCsv(text)).rejects.toMatchObject({
      code: 'TG6012',
      message: expect.stringContaining('which the month is ambiguous'),
    });
  });
});

describe('what is on the bill twice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-doubles-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  const named = (text: string): string =>
    text
      .split('\n')
      .map((row, index) => `${index === 0 ? 'identity/LineItemId' : `line-${index}`},${row}`)
      .join('\n');
  const csv = randomBillCsv(usage());
  const of = async (...patterns: string[]) => {
    const bills = (await findBills(patterns)).map(({ path, name }) => ({
      path,
      name,
      read: async () => Buffer.alloc(0),
    }));
    return reconcileCsv([], { bills });
  };
  const once = { billed: '1.44', residual: '0.00' };

  test('one file under two names', async () => {
    expect(await of(write('a.csv', csv), write('b.csv', csv))).toMatchObject({
      ...once,
      bill: { older: [join(folder, 'b.csv')] },
    });
  });

  test('ids and intervals again in another file, and in the same', async () => {
    const [first, ...rest] = named(csv).split('\n');
    const more = `${named(csv)}\n${rest[0]}\n`;
    expect(await of(write('c.csv', named(csv)), write('d.csv', more))).toMatchObject({
      ...once,
      bill: { doubles: [{ kind: 'line-id', lines: 97 }] },
    });
    expect(first).toContain('LineItemId');
  });

  test('days beside hours', async () => {
    const daily = [0, 24].flatMap((hour) => [
      lineOf({ hour, quantity: '48', cost: '0.48', list: '0.48' }),
      lineOf({ ...BYTES, hour, quantity: '24', cost: '0.24', list: '0.24' }),
    ]);
    const text = randomBillCsv(daily)
      .replaceAll('01:00:00.000Z', '24:00:00.000Z')
      .replaceAll(/2026-06-0(\d)T24:00:00/g, (_, day) => `2026-06-0${Number(day) + 1}T00:00:00`);
    expect(await reconcileCsv([csv, text])).toMatchObject({
      ...once,
      bill: { doubles: [{ kind: 'export', lines: 4, amount: '1.44' }] },
    });
  });

  test('versions of a report: the one the manifest names, whatever its name; a part that is missing is an error', async () => {
    const old = randomBillCsv(usage(24));
    write('r/20260601-20260701/bbb/r-1.csv', old);
    write('r/20260601-20260701/aaa/r-1.csv', csv);
    const manifest = { reportKeys: ['x/r/20260601-20260701/aaa/r-1.csv'] };
    const path = write('r/20260601-20260701/r-Manifest.json', JSON.stringify(manifest));
    expect(await of(join(folder, 'r'))).toMatchObject(once);
    expect(await of(join(folder, 'r/**/*.csv'))).toMatchObject(once);
    expect(await of(path)).toMatchObject(once);
    manifest.reportKeys.push('x/r/20260601-20260701/aaa/r-2.csv');
    write('r/20260601-20260701/r-Manifest.json', JSON.stringify(manifest));
    await expect(of(join(folder, 'r'))).rejects.toMatchObject({ code: 'TG6009' });
    await expect(of(path)).rejects.toMatchObject({ code: 'TG6009' });
  });
});

describe('traffic from a bill', () => {
  const read = async (lines: readonly RandomLine[]) =>
    loadTraffic(
      { files: [{ name: 'bill.csv.gz', read: async () => gzipSync(randomBillCsv(lines)) }] },
      (await loadNetwork({ name: 'network', value: network })).topology,
    );

  test('bytes without an id are left out, and counted in GB', async () => {
    const { profile, findings } = await read([...usage(), ...usage(10, { resource: '' })]);
    // 48 GB in 48 hours.
    expect(profile.get('vpce-0e')?.monthlyGb.toFixed()).toBe('730');
    expect(findings.map(({ code, message }) => [code, message])).toEqual([
      ['TG6059', 'bill.csv.gz bills 10 GB without naming the endpoint: no traffic is taken from it.'],
    ]);
  });

  test('a bill that names no endpoint says so once', async () => {
    expect(codes(await read(usage(10, { resource: '' })))).toEqual(['TG6051']);
  });
});
