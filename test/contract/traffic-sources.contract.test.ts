import { describe, expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { TRAFFIC_SOURCES } from '../../src/traffic/registry.ts';
import { fileOf, HEADER } from '../support/traffic-files.ts';

interface Input {
  readonly name: string;
  readonly content: string;
  readonly more?: readonly { readonly name: string; readonly content: string }[];
  /** What the endpoints are called, where `a` and `gone` will not do. */
  readonly names?: readonly [known: string, gone: string];
}

/** What CloudWatch says of a month in which one minute was busy; the last idle one shows the end. */
const statistics = (bytes: number): string =>
  JSON.stringify({
    Label: 'BytesProcessed',
    Datapoints: [
      { Timestamp: '2026-01-01T00:00:00Z', Sum: bytes },
      { Timestamp: '2026-01-01T00:01:00Z', Sum: 0 },
      { Timestamp: '2026-01-31T09:59:00Z', Sum: 0 },
    ],
  });

/** 10 GB of endpoint `a` and 5 GB of one that does not exist, in each format; a kind without one fails below. */
const INPUTS: Readonly<Record<string, Input>> = {
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
  'metric-statistics': {
    name: 'vpce-0a.json',
    content: statistics(10 * 2 ** 30),
    more: [{ name: 'vpce-0b.json', content: statistics(5) }],
    names: ['vpce-0a', 'vpce-0b'],
  },
  'throughput-file': {
    name: 'traffic.csv',
    content: [
      HEADER,
      ...['a', 'gone'].map((id) => `${id},use1-az1,2026-01-01T00:00:00Z,2628000,${id === 'a' ? 10 * 2 ** 30 : 5}`),
    ].join('\n'),
  },
};

describe.each(Object.entries(TRAFFIC_SOURCES))('traffic source %s', (kind, source) => {
  const input = INPUTS[kind];
  if (!input) throw new Error(`give an input of kind ${kind} above`);
  const [known, gone] = input.names ?? ['a', 'gone'];
  const targets = [known, 'other'].map((id) => ({ id, type: 'Interface' }));
  const more = (input.more ?? []).map((file) => fileOf(file.name, file.content));
  const read = (content = input.content) => source.read([fileOf(input.name, content), ...more], targets);

  test('has its own name and is the only one to accept its file', () => {
    expect(source.kind).toBe(kind);
    expect(Object.values(TRAFFIC_SOURCES).filter((each) => each.accepts(input.name))).toEqual([source]);
    expect(source.accepts('notes.txt')).toBe(false);
  });

  test('tells the GB of a month, by endpoint id, and where it has them from', async () => {
    const { profile } = await read();
    expect([...profile.keys()]).toEqual([known]);
    expect(profile.get(known)?.monthlyGb.toFixed()).toBe('10');
    expect(profile.get(known)?.provenance.source).toBe(kind);
    expect(profile.get(known)?.provenance.from).toContain(input.name);
  });

  test('reports what names nothing of the network, and loses none of the rest', async () => {
    const { findings } = await read();
    expect(findings.map(({ code, subject }) => [code, subject])).toEqual([['TG1204', gone]]);
  });

  test('reads the same file the same way', async () => {
    expect(await read()).toEqual(await read());
  });

  test.each(['', ' ', '\u0000', '{', 'x', '[]', 'PAR1', '\ufeff'])('takes %j for an error of ours', async (content) => {
    await expect(read(content)).rejects.toBeInstanceOf(TollgateError);
  });
});
