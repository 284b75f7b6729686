import { describe, expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { TRAFFIC_SOURCES } from '../../src/traffic/registry.ts';
import { fileOf, HEADER } from '../support/traffic-files.ts';

/** 10 GB of endpoint `a` and 5 GB of one that does not exist, in each format; a kind without one fails below. */
const INPUTS: Readonly<Record<string, { readonly name: string; readonly content: string }>> = {
  'usage-file': {
    name: 'infracost-usage.yml',
    content:
      'version: 0.1\nresource_usage:\n  a: { monthly_data_processed_gb: 10 }\n  gone: { monthly_data_processed_gb: 5 }\n',
  },
  'billing-export': {
    name: 'cur-00001.csv.gz',
    content: [
      'lineItem/LineItemType,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/UsageType,lineItem/Operation,lineItem/ResourceId,lineItem/UsageAmount,lineItem/UnblendedCost',
      ...['a', 'gone'].flatMap((id) =>
        [
          ['Hours', 730],
          ['Bytes', id === 'a' ? 10 : 5],
        ].map(
          ([what, amount]) =>
            `Usage,2026-01-01T00:00:00Z,2026-01-31T10:00:00Z,USE1-VpcEndpoint-${what},VpcEndpoint,${id},${amount},1`,
        ),
      ),
    ].join('\n'),
  },
  'throughput-file': {
    name: 'traffic.csv',
    content: [
      HEADER,
      ...['a', 'gone'].map((id) => `${id},use1-az1,2026-01-01T00:00:00Z,2628000,${id === 'a' ? 10 * 2 ** 30 : 5}`),
    ].join('\n'),
  },
};

const targets = [
  { id: 'a', type: 'Interface' },
  { id: 'b', type: 'Interface' },
];

describe.each(Object.entries(TRAFFIC_SOURCES))('traffic source %s', (kind, source) => {
  const input = INPUTS[kind];
  if (!input) throw new Error(`give an input of kind ${kind} above`);
  const read = (content = input.content) => source.read([fileOf(input.name, content)], targets);

  test('has its own name and is the only one to accept its file', () => {
    expect(source.kind).toBe(kind);
    expect(Object.values(TRAFFIC_SOURCES).filter((each) => each.accepts(input.name))).toEqual([source]);
    expect(source.accepts('notes.txt')).toBe(false);
  });

  test('tells the GB of a month, by endpoint id, and where it has them from', async () => {
    const { profile } = await read();
    expect([...profile.keys()]).toEqual(['a']);
    expect(profile.get('a')?.monthlyGb.toFixed()).toBe('10');
    expect(profile.get('a')?.provenance.source).toBe(kind);
    expect(profile.get('a')?.provenance.from).toContain(input.name);
  });

  test('reports what names nothing of the network, and loses none of the rest', async () => {
    const { findings } = await read();
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([['TG1204', 'gone']]);
  });

  test('reads the same file the same way', async () => {
    expect(await read()).toEqual(await read());
  });

  test.each(['', ' ', '\u0000', '{', 'x', '[]', 'PAR1', '\ufeff'])('takes %j for an error of ours', async (content) => {
    await expect(read(content)).rejects.toBeInstanceOf(TollgateError);
  });
});
