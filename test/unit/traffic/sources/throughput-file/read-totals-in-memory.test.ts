import { readFile } from 'node:fs/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { readTotals } from '../../../../../src/traffic/sources/throughput-file/read-totals.ts';
import { readTotals as readInMemory } from '../../../../../src/traffic/sources/throughput-file/read-totals-in-memory.ts';
import type { TrafficFile } from '../../../../../src/traffic/traffic-source.ts';
import { errorFrom } from '../../../../support/expect-error.ts';
import { fc, runs } from '../../../../support/property.ts';

const file = (name: string, content: string | Uint8Array): TrafficFile => ({
  name,
  read: async () => (typeof content === 'string' ? Buffer.from(content) : content),
});
const HEADER = 'endpoint_id,az,start,period_seconds,bytes';

/** Cells that are right, and cells that are wrong in every way a file may be. */
const cells = fc.tuple(
  fc.constantFrom('vpce-1', ' vpce-2 ', '"vpce,3"', 'vpce-é', ''),
  fc.constantFrom('use1-az1', 'use1-az2', '"use1-az4"', ' '),
  fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((hour) => new Date(Date.UTC(2026, 9, 1, hour)).toISOString()),
    fc.constantFrom(
      '2026-10-01T05:00:00Z',
      '2026-10-01 05:00:00',
      '2026-10-01T07:00:00+02:00',
      '2026-10-01T05:00:00.250Z',
      '2026-10-01',
      '2026-02-30T00:00:00Z',
      '1999-12-31T23:59:59Z',
      'yesterday',
      '',
    ),
  ),
  fc.constantFrom('300', '3600', '3600.0', '0', '-60', '2678401', 'an hour', ''),
  fc.oneof(fc.bigInt({ min: 0n, max: 10n ** 15n }).map(String), fc.constantFrom('1e6', '-1', '12.0', '12.5', '')),
);
const lines = fc.array(
  fc.oneof(
    { weight: 8, arbitrary: cells.map((row) => row.join(',')) },
    { weight: 1, arbitrary: fc.constantFrom('vpce-1,use1-az1', 'a,b,c,d,e,f', '') },
  ),
  { maxLength: 30 },
);

test('what is read in memory is what the database reads, row by row', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(lines, { minLength: 1, maxLength: 2 }), async (contents) => {
      const files = contents.map((rows, index) => file(`${index}.csv`, [HEADER, ...rows].join('\n')));
      expect(await readInMemory(files)).toEqual(await readTotals(files));
    }),
    { numRuns: runs(40) },
  );
});

test('a Parquet file gives the same, whatever the type of its times', async () => {
  const starts = [0, 1, 2].map((hour) => new Date(Date.UTC(2026, 9, 1, hour)));
  for (const start of [
    { name: 'start', data: starts, type: 'TIMESTAMP' as const },
    { name: 'start', data: starts.map((each) => each.toISOString()), type: 'STRING' as const },
  ]) {
    const bytes = new Uint8Array(
      parquetWriteBuffer({
        columnData: [
          { name: 'endpoint_id', data: ['vpce-1', 'vpce-1', 'vpce-2'], type: 'STRING' },
          { name: 'az', data: ['use1-az1', 'use1-az2', 'use1-az1'], type: 'STRING' },
          start,
          { name: 'period_seconds', data: [3600, 3600, 300], type: 'INT32' },
          { name: 'bytes', data: [10n, 20n, 30n], type: 'INT64' },
        ],
      }),
    );
    const files = [file('history.parquet', bytes)];
    const read = await readInMemory(files);
    expect(read).toEqual(await readTotals(files));
    expect(read.totals.zones.map((zone) => zone.bytes)).toEqual(['10', '20', '30']);
  }
});

test('the example of the project, hour by hour', async () => {
  const files = [file('throughput.csv', await readFile('examples/throughput.csv'))];
  expect(await readInMemory(files)).toEqual(await readTotals(files));
});

test('files that are none are refused by name', async () => {
  const codeOf = async (name: string, content: string): Promise<string> =>
    (await errorFrom(() => readInMemory([file(name, content)]))).code;
  expect(await codeOf('a.csv', '')).toBe('TG1001');
  expect(await codeOf('a.csv', 'endpoint_id,az\n')).toBe('TG1005');
  expect(await codeOf('a.parquet', 'PAR1 and then nothing of the kind')).toBe('TG1005');
});
