import { readFileSync, writeFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import type { FlowInventory, FlowReading } from '../../../../src/traffic/flow-reading.ts';
import { readFlowLogs } from '../../../../src/traffic/sources/flow-logs/read-flow-logs.ts';
import {
  type Fields,
  INVENTORY,
  logText,
  request,
  response,
  scratchFolder,
  V5,
  writeLog,
} from '../../../support/flow-logs.ts';

const read = (texts: Readonly<Record<string, string>>, inventory: FlowInventory = INVENTORY): Promise<FlowReading> => {
  const folder = scratchFolder();
  const files = Object.entries(texts).map(([name, text]) => writeLog(folder, name, text));
  return readFlowLogs(files, inventory);
};
const log = (...records: readonly Fields[]) => read({ 'a.log': logText(records) });
const codes = (reading: FlowReading): string[] => reading.findings.map((finding) => finding.code);
const cellsOf = ({ cells }: FlowReading) =>
  cells.map(({ from, az, via, requestBytes, responseBytes }) => [
    from.vpc,
    from.az,
    via,
    az,
    requestBytes,
    responseBytes,
  ]);

test('bytes are summed by the client’s zone, the endpoint’s zone and the way, requests and responses apart', async () => {
  const reading = await log(
    request('10.0.1.9', 100),
    response('10.0.1.9', 900),
    request('10.0.2.9', 10, { 'interface-id': 'eni-a' }),
    request('10.0.2.8', 20),
    request('10.9.0.7', 5),
    request('10.0.1.77', 3),
  );
  expect(cellsOf(reading)).toEqual([
    ['app', 'use1-az1', undefined, 'use1-az1', 100, 900],
    ['app', 'use1-az2', undefined, 'use1-az1', 30, 0],
    ['app', 'use1-az3', undefined, 'use1-az1', 3, 0],
    ['spoke', 'use1-az2', 'tgw', 'use1-az1', 5, 0],
  ]);
  expect(reading.cells[3]?.from.account).toBe('222233334444');
  expect(reading.window).toEqual({ start: 1_760_000_000, end: 1_760_000_060 });
  expect(reading.records).toEqual({ read: 6, endpoint: 6, noData: 0, skipped: 0, malformed: 0, refused: 0 });
});

test('a flow that both ends logged counts once', async () => {
  const twin: Fields = {
    'interface-id': 'eni-client',
    srcaddr: '10.0.1.9',
    dstaddr: '10.0.1.5',
    bytes: 100,
    'flow-direction': 'egress',
  };
  const reading = await log(request('10.0.1.9', 100), twin);
  expect(cellsOf(reading)).toEqual([['app', 'use1-az1', undefined, 'use1-az1', 100, 0]]);
  expect(codes(reading)).toEqual([]);
});

test('where an interface logged nothing, its clients’ records speak, and that is said', async () => {
  const client = { 'interface-id': 'eni-client', 'vpc-id': 'app', 'az-id': 'use1-az2' };
  const reading = await log(
    { ...client, srcaddr: '10.0.2.9', dstaddr: '10.0.1.5', bytes: 40 },
    { ...client, srcaddr: '10.0.1.5', dstaddr: '10.0.2.9', bytes: 60 },
  );
  expect(cellsOf(reading)).toEqual([['app', 'use1-az2', undefined, 'use1-az1', 40, 60]]);
  expect(codes(reading)).toEqual(['TG3069']);
});

test('the packet’s own address names the client behind a translator', async () => {
  const reading = await log(request('10.0.1.200', 70, { 'pkt-srcaddr': '10.0.2.9', 'pkt-dstaddr': '10.0.1.5' }));
  expect(cellsOf(reading)).toEqual([['app', 'use1-az2', undefined, 'use1-az1', 70, 0]]);
});

test('refused, missing, skipped and broken records are counted, never summed', async () => {
  const text = logText([
    request('10.0.1.9', 100),
    request('10.0.1.9', 50, { action: 'REJECT' }),
    { 'interface-id': 'eni-a', 'log-status': 'NODATA', action: '-' },
    { 'interface-id': 'eni-a', 'log-status': 'SKIPDATA', action: '-' },
    request('10.0.1.9', 7, { bytes: 'many' }),
  ]).concat('5 too short\n');
  const reading = await read({ 'a.log': text });
  expect(cellsOf(reading)).toEqual([['app', 'use1-az1', undefined, 'use1-az1', 100, 0]]);
  expect(reading.records).toEqual({ read: 6, endpoint: 1, noData: 1, skipped: 1, malformed: 2, refused: 1 });
  expect(codes(reading)).toEqual(['TG3063', 'TG3064']);
});

test('clients that lie nowhere, or in two VPCs at once, keep their bytes under an unknown zone', async () => {
  const twoSpokes: FlowInventory = {
    ...INVENTORY,
    ranges: [...INVENTORY.ranges, { cidr: '10.9.0.0/24', vpc: 'other', az: 'use1-az4' }],
    reachable: () => [
      { vpc: 'spoke', via: 'tgw' },
      { vpc: 'other', via: 'tgw' },
    ],
  };
  const text = logText([request('10.9.0.7', 5), request('192.0.2.1', 5), request('10.0.1.9', 10)]);
  const reading = await read({ 'a.log': text }, twoSpokes);
  expect(cellsOf(reading)).toEqual([
    ['app', 'use1-az1', undefined, 'use1-az1', 10, 0],
    [undefined, undefined, undefined, 'use1-az1', 10, 0],
  ]);
  expect(reading.findings[0]?.message).toContain('50.0 %');
});

test('IPv6 clients are placed like any other', async () => {
  const reading = await log(request('2001:db8:1::9', 12, { dstaddr: '2001:db8:1::5' }));
  expect(cellsOf(reading)).toEqual([['app', 'use1-az1', undefined, 'use1-az1', 12, 0]]);
});

describe('interfaces whose addresses nobody told', () => {
  const bare: FlowInventory = {
    ...INVENTORY,
    interfaces: [{ id: 'eni-a', endpoint: 'app-logs', vpc: 'app', addresses: [] }],
  };

  test('are understood by the direction of the flow, and their zone by the record', async () => {
    const reading = await read({ 'a.log': logText([request('10.0.2.9', 1), response('10.0.2.9', 2)]) }, bare);
    expect(cellsOf(reading)).toEqual([['app', 'use1-az2', undefined, 'use1-az1', 1, 2]]);
  });

  test('or by the address that their records share', async () => {
    const header = 'version interface-id srcaddr dstaddr bytes start end action log-status';
    const records = [request('10.0.2.9', 1), request('10.0.2.8', 2), response('10.0.1.9', 4)];
    const reading = await read({ 'a.log': logText(records, header) }, bare);
    expect(cellsOf(reading)).toEqual([
      ['app', 'use1-az1', undefined, undefined, 0, 4],
      ['app', 'use1-az2', undefined, undefined, 3, 0],
    ]);
  });
});

describe('forms of the files', () => {
  const records = [request('10.0.1.9', 100), response('10.0.2.9', 30)];
  const expected = [
    ['app', 'use1-az1', undefined, 'use1-az1', 100, 0],
    ['app', 'use1-az2', undefined, 'use1-az1', 0, 30],
  ];
  const ten = `${V5} ecs-cluster-arn ecs-task-id reject-reason resource-id encryption-status`;

  test.each([
    ['text', { 'a.log': logText(records) }],
    ['gzip', { 'a.log.gz': logText(records) }],
    ['version 2, alphabetical', { 'a.log': logText(records, V5.split(' ').slice(0, 9).sort().join(' ')) }],
    ['version 10', { 'a.log.gz': logText(records, ten) }],
    [
      'files of different formats',
      { 'a.log': logText(records.slice(0, 1)), 'b.log.gz': logText(records.slice(1), ten) },
    ],
    ['an empty file among others', { 'a.log': logText(records), 'b.log': '' }],
    ['Windows line ends', { 'a.log': logText(records).replaceAll('\n', '\r\n') }],
  ])('%s', async (_, texts) => {
    expect(cellsOf(await read(texts))).toEqual(expected);
  });

  test('the default format without a header, as exported from a log group', async () => {
    const line = '2 111122223333 eni-a 10.0.1.9 10.0.1.5 40000 443 6 10 100 1760000000 1760000060 ACCEPT OK';
    expect(cellsOf(await read({ 'a.log': `${line}\n` }))).toEqual(expected.slice(0, 1));
    expect(cellsOf(await read({ 'a.log': `2026-10-09T10:00:00.000Z ${line}\n` }))).toEqual(expected.slice(0, 1));
  });

  test('Parquet, with names in either spelling', async () => {
    const folder = scratchFolder();
    const text = writeLog(folder, 'a.log', logText(records));
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const source = `read_csv('${text}', delim = ' ', header = true, all_varchar = true)`;
    const columns = `* REPLACE (CAST(bytes AS BIGINT) AS bytes, CAST(start AS BIGINT) AS start, CAST("end" AS BIGINT) AS "end")`;
    await connection.run(`COPY (SELECT ${columns} FROM ${source}) TO '${folder}/a.parquet' (FORMAT parquet)`);
    connection.closeSync();
    instance.closeSync();
    expect(cellsOf(await readFlowLogs([`${folder}/a.parquet`], INVENTORY))).toEqual(expected);
  });

  test.each([
    ['no flow log', 'hello world\n', 'TG1005'],
    ['a header without bytes', 'interface-id srcaddr dstaddr\n', 'TG3003'],
  ])('%s is a clear error', async (_, text, code) => {
    await expect(read({ 'a.log': text })).rejects.toMatchObject({ code });
  });

  describe('damaged gzip', () => {
    const damaged = (damage: (whole: Buffer) => Buffer): string => {
      const many = Array.from({ length: 50_000 }, (_, index) => request(`10.0.1.${index % 250}`, index));
      const path = writeLog(scratchFolder(), 'a.log.gz', logText(many));
      writeFileSync(path, damage(readFileSync(path)));
      return path;
    };

    test('is a clear error where it is garbled', async () => {
      const path = damaged((whole) => whole.fill(0xff, 20, 60));
      await expect(readFlowLogs([path], INVENTORY)).rejects.toMatchObject({ code: 'TG1005' });
    });

    test('is told by its broken last line where it is cut off', async () => {
      const path = damaged((whole) => whole.subarray(0, whole.length - 40));
      const reading = await readFlowLogs([path], INVENTORY);
      expect(reading.records.malformed).toBe(1);
      expect(codes(reading)).toContain('TG3064');
    });
  });
});

describe('traffic past the endpoints', () => {
  const client = { 'interface-id': 'eni-client', 'vpc-id': 'app', 'az-id': 'use1-az1' };
  const out = (bytes: number, path: number | string, more: Fields = {}): Fields => ({
    ...client,
    srcaddr: '10.0.1.9',
    dstaddr: '52.216.0.1',
    'pkt-srcaddr': '10.0.1.9',
    'pkt-dstaddr': '52.216.0.1',
    'pkt-dst-aws-service': 'S3',
    'flow-direction': 'egress',
    'traffic-path': path,
    bytes,
    ...more,
  });
  const back = (bytes: number): Fields => ({
    ...client,
    srcaddr: '52.216.0.1',
    dstaddr: '10.0.1.9',
    'pkt-srcaddr': '52.216.0.1',
    'pkt-dstaddr': '10.0.1.9',
    'pkt-src-aws-service': 'S3',
    'flow-direction': 'ingress',
    bytes,
  });
  const s3 = { vpc: 'app', az: 'use1-az1', service: 'S3' };

  test('is told by way; responses go the way of their requests', async () => {
    const reading = await log(out(100, 8), out(300, 1), back(4000));
    expect(reading.cells).toEqual([]);
    expect(reading.publicTraffic).toEqual([
      { ...s3, path: 'nat', bytes: 3300 },
      { ...s3, path: 'internet-gateway', bytes: 1100 },
    ]);
  });

  test('through a gateway endpoint (path 7) it is no endpoint traffic and no bypass', async () => {
    const reading = await log(out(100, 7), back(900));
    expect(reading.publicTraffic).toEqual([{ ...s3, path: 'gateway-endpoint', bytes: 1000 }]);
  });

  test('path 2 is an internet gateway or a gateway endpoint, so it stays unknown', async () => {
    expect((await log(out(100, 2))).publicTraffic).toEqual([{ ...s3, path: 'unknown', bytes: 100 }]);
  });

  const nat = { 'interface-id': 'eni-nat', 'az-id': 'use1-az1' };
  const forwarded = [
    out(100, '-', { ...nat, dstaddr: '10.0.0.220', 'flow-direction': 'ingress' }),
    out(100, 8, { ...nat, srcaddr: '10.0.0.220', 'pkt-srcaddr': '10.0.0.220' }),
  ];

  test('a NAT gateway’s own records do not count again what the client logged', async () => {
    const reading = await log(out(100, 1), ...forwarded);
    expect(reading.publicTraffic).toEqual([{ ...s3, path: 'nat', bytes: 100 }]);
  });

  test('and stand in for a client that logged nothing', async () => {
    expect((await log(...forwarded)).publicTraffic).toEqual([{ ...s3, path: 'nat', bytes: 100 }]);
  });

  test('cannot be seen without the fields of version 5, and that is said', async () => {
    const header = 'version interface-id srcaddr dstaddr bytes start end action log-status';
    expect(codes(await read({ 'a.log': logText([request('10.0.1.9', 1)], header) }))).toEqual(['TG3066']);
  });
});
