import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, test } from 'vitest';
import { Decimal, sum } from '../../../../src/core/decimal.ts';
import { allocationDocument } from '../../../../src/operations/allocate/allocation-document.ts';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { reconciliationDocument } from '../../../../src/operations/reconcile/reconciliation-document.ts';
import { allocationDocumentSchema } from '../../../../src/report/allocation-document.ts';
import { servicesOfTest } from '../../../support/http-app.ts';
import { sample } from '../../../support/samples.ts';
import {
  ACCOUNTS,
  curLegacyCsv,
  focusCsv,
  syntheticLines,
  syntheticTopology,
} from '../../../support/synthetic-bill.ts';
import { fileOf } from '../../../support/traffic-files.ts';

const services = servicesOfTest();
const lines = syntheticLines();
const bill = curLegacyCsv(lines);
const folder = mkdtempSync(join(tmpdir(), 'tollgate-allocation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readingOf = (value: unknown) => loadNetwork({ name: 'network', value });
const billed = async (by: string, content = bill, topology?: unknown, more = {}) =>
  allocationDocument(
    { by, bills: [fileOf('bill.csv', content)], reading: topology ? await readingOf(topology) : undefined, ...more },
    services,
  );
const amounts = (document: { readonly parts: readonly { readonly value: string | null; readonly amount: string }[] }) =>
  Object.fromEntries(document.parts.map(({ value, amount }) => [value, amount]));

describe('a bill', () => {
  test('without a network goes by account, and adds up to what reconcile calls billed', async () => {
    const document = await billed('account');
    expect(allocationDocumentSchema.parse(document)).toEqual(document);
    const reconciled = await reconciliationDocument(
      { network: { name: 'n', value: syntheticTopology() }, bills: [fileOf('bill.csv', bill)] },
      services,
    );
    expect(document.total).toBe(reconciled.billed);
    expect(document).toMatchObject({ basis: 'billed', period: { from: '2026-06-01', to: '2026-06-30' } });
    // Account two: hours (250 x 2 + 470 x 3 + 464 x 1) x 0.01 x 0.92, and its bytes as its lines have them.
    const two = sum(
      lines
        .filter(({ account, service, type }) => account === ACCOUNTS.two && service === 'AmazonVPC' && type === 'Usage')
        .map(({ cost }) => new Decimal(cost)),
    );
    expect(new Decimal(amounts(document)[ACCOUNTS.two] ?? '0').toFixed()).toBe(two.toFixed());
    expect(document.beside.map(({ what }) => what)).toEqual(['cross-az', 'credit', 'tax']);
  });

  test('shows list beside effective: 8 % off', async () => {
    const document = await billed('account');
    expect(
      new Decimal(document.total)
        .div(document.list ?? '0')
        .toDecimalPlaces(6)
        .toFixed(),
    ).toBe('0.92');
  });

  test('with a network goes by its tags, VPCs and services', async () => {
    const team = await billed('team', bill, syntheticTopology());
    expect(team.parts.map(({ value, endpoints }) => [value, endpoints])).toEqual([
      ['platform', 2],
      ['data', 2],
    ]);
    expect(Object.keys(amounts(await billed('vpc', bill, syntheticTopology())))).toEqual(['vpc-one', 'vpc-two']);
    expect(Object.keys(amounts(await billed('service', bill, syntheticTopology())))).toEqual(['ssm']);
  });

  test('splits a hub by the bytes of its consumers', async () => {
    const topology = syntheticTopology();
    const flow = (vpc: string, monthlyGb: string) => ({ from: { vpc }, endpoint: 'vpce-0dddddddddddddddd', monthlyGb });
    const document = await billed('vpc', bill, {
      ...topology,
      vpcs: [...topology.vpcs, { id: 'spoke' }],
      endpoints: topology.endpoints.map((each) => (each.id.startsWith('vpce-0d') ? { ...each, traffic: {} } : each)),
      flows: [flow('spoke', '75'), flow('vpc-two', '25')],
    });
    // The hub is billed 464 h x (0.01 + 0.25 GB x 0.01) x 0.92 = 5.336 within the first tier, or less where the tier is passed.
    const hub = document.parts.flatMap(({ value, items }) =>
      items.flatMap((item) => (item.rule === 'flows' ? [{ value, amount: new Decimal(item.amount ?? '0') }] : [])),
    );
    const [all, spoke] = [sum(hub.map(({ amount }) => amount)), hub.filter(({ value }) => value === 'spoke')];
    expect(
      sum(spoke.map(({ amount }) => amount))
        .div(all)
        .toDecimalPlaces(6)
        .toFixed(),
    ).toBe('0.75');
    expect(all.toNumber()).toBeCloseTo(5.336, 3);
  });

  test('without resource ids goes by account and Region as a whole', async () => {
    const document = await billed('account', curLegacyCsv(lines.map((line) => ({ ...line, resource: '' }))));
    expect(document.parts.map(({ items }) => new Set(items.map(({ id }) => id)))).toEqual([
      new Set(['all of us-east-1']),
      new Set(['all of us-east-1']),
    ]);
    expect(document.findings.map(({ code }) => code)).toContain('TG6051');
    expect(document.total).toBe((await billed('account')).total);
  });

  test('without PrivateLink lines is an answer', async () => {
    const document = await billed('account', sample('billing/cur-legacy-without-resources.csv').toString('utf8'));
    expect(document).toMatchObject({ total: '0.00', parts: [], period: null });
    expect(document.findings.map(({ code }) => code)).toContain('TG6050');
  });
});

describe('labels of the bill itself', async () => {
  /** Legacy columns of their own, JSON in one column as FOCUS has it. Endpoint d carries nothing. */
  const teamOf = (row: string): string =>
    row.includes('vpce-0d') ? '' : row.includes('vpce-0b') ? 'data' : 'platform';
  const withColumn = (csv: string, name: string, write: (team: string) => string) =>
    csv
      .trimEnd()
      .split('\n')
      .map((row, index) => `${row},${index === 0 ? name : write(teamOf(row))}`)
      .join('\n');
  const json = (key: string) => (team: string) => (team === '' ? '' : `"{""${key}"":""${team}""}"`);
  const want = amounts(
    await billed(
      'team',
      withColumn(bill, 'resourceTags/user:team', (team) => team),
    ),
  );

  test('are read from a column of their own', () => {
    expect(Object.keys(want).sort()).toEqual(['data', 'null', 'platform']);
  });

  test.each([
    ['CUR 2.0, JSON', bill, 'resource_tags', json('user_team')],
    ['FOCUS 1.0, JSON', focusCsv(lines, '1.0'), 'Tags', json('team')],
    ['FOCUS 1.2, JSON', focusCsv(lines, '1.2'), 'Tags', json('user:team')],
  ] as const)('%s', async (_name, csv, column, write) => {
    expect(amounts(await billed('team', withColumn(csv, column, write)))).toEqual(want);
  });

  test('from a MAP in Parquet', async () => {
    const [source, path] = [join(folder, 'map.csv'), join(folder, 'map.parquet')];
    writeFileSync(
      source,
      withColumn(bill, 'team_column', (team) => team),
    );
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    await connection.run(
      `COPY (SELECT * EXCLUDE (team_column), CASE WHEN team_column <> '' THEN MAP {'user_team': team_column} END AS resource_tags
        FROM read_csv('${source}', header = true, all_varchar = true)) TO '${path}' (FORMAT parquet)`,
    );
    connection.closeSync();
    const file = { name: 'map.parquet', path, read: () => Promise.reject(new Error('read by DuckDB')) };
    expect(amounts(await allocationDocument({ by: 'team', bills: [file] }, services))).toEqual(want);
  });

  test('win over the network, which tells what they leave open', async () => {
    const csv = withColumn(bill, 'resourceTags/user:team', (team) => (team === 'data' ? 'moved' : ''));
    expect(Object.keys(amounts(await billed('team', csv, syntheticTopology()))).sort()).toEqual([
      'data',
      'moved',
      'platform',
    ]);
  });

  test('that no line carries are said to be missing', async () => {
    const document = await billed('tag:owner');
    expect(amounts(document)).toEqual({ null: document.total });
    expect(document.findings.map(({ code }) => code)).toContain('TG6056');
  });

  test('cost categories of the bill', async () => {
    const csv = withColumn(bill, 'costCategory/Division', (team) => team);
    expect(amounts(await billed('cost-category:Division', csv))).toEqual(want);
  });
});

describe('a cost category in a file', () => {
  const category = {
    name: 'Division',
    rules: [
      { value: 'Data', accounts: [ACCOUNTS.two] },
      { value: 'Apps', tags: { team: 'platform' } },
    ],
    default: 'Other',
  };
  const costCategory = { name: 'category.yaml', value: category };

  test('groups an estimate and a bill alike', async () => {
    const reading = await readingOf(syntheticTopology());
    const modelled = await allocationDocument({ by: 'cost-category:Division', reading, costCategory }, services);
    expect(Object.keys(amounts(modelled)).sort()).toEqual(['Apps', 'Data']);
    expect(
      Object.keys(amounts(await billed('cost-category:Division', bill, undefined, { costCategory }))).sort(),
    ).toEqual(['Data', 'Other']);
  });

  test('that nobody defines is refused, as is a file that is none', async () => {
    const reading = await readingOf(syntheticTopology());
    await expect(allocationDocument({ by: 'cost-category:X', reading, costCategory }, services)).rejects.toMatchObject({
      code: 'TG6005',
    });
    const broken = { name: 'c', value: { name: 'Division', rules: [{ value: 'x' }] } };
    await expect(
      allocationDocument({ by: 'cost-category:Division', reading, costCategory: broken }, services),
    ).rejects.toMatchObject({ code: 'TG6006' });
  });
});

test.each(['', 'colour', 'tag:', 'cost-category:'])('the key "%s" is refused', async (by) => {
  await expect(billed(by)).rejects.toMatchObject({ code: 'TG1012' });
});

test('where nobody is led to a hub its owner pays, and with --shared owner too', async () => {
  const topology = {
    schema: 'tollgate/topology@1',
    region: 'us-east-1',
    vpcs: [{ id: 'hub' }, { id: 'a' }],
    dns: { hostedZones: [{ service: 'com.amazonaws.us-east-1.kms', vpcs: ['a', 'hub'] }] },
    endpoints: ['kms', 'ssm'].map((name) => ({
      id: name,
      vpc: 'hub',
      type: 'Interface',
      service: `com.amazonaws.us-east-1.${name}`,
      azs: ['use1-az1'],
      traffic: { monthlyGb: '0' },
    })),
  };
  const reading = await readingOf(topology);
  // 7.30 each: kms half and half, ssm the hub's.
  expect(amounts(await allocationDocument({ by: 'vpc', reading }, services))).toEqual({ hub: '10.95', a: '3.65' });
  expect(amounts(await allocationDocument({ by: 'vpc', reading, shared: 'owner' }, services))).toEqual({
    hub: '14.60',
  });
});
