import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../src/operations/inputs/load-network.ts';
import { errorFrom } from '../../../support/expect-error.ts';

const read = (text: string, region?: string) => loadNetwork({ name: 'network.yaml', content: text }, { region });
const failure = (text: string) => errorFrom(() => read(text));

const endpoints = (...lines: string[]): string =>
  ['schema: tollgate/topology@1', 'region: us-east-1', 'endpoints:', ...lines.map((line) => `  - ${line}`)].join('\n');

describe('a topology document that fits', () => {
  test('is taken as it stands, numbers as decimal text', async () => {
    const { topology } = await read(
      endpoints('{ id: a, type: Interface, azs: [use1-az1], traffic: { monthlyGb: 2400, peakGbps: 0.4 } }'),
    );
    expect(topology.endpoints).toEqual([
      { id: 'a', type: 'Interface', azs: ['use1-az1'], traffic: { monthlyGb: '2400', peakGbps: '0.4' } },
    ]);
  });

  test('is the same as JSON, parsed or not', async () => {
    const value = {
      schema: 'tollgate/topology@1',
      region: 'us-east-1',
      endpoints: [{ id: 'a', type: 'Interface', azs: ['use1-az1'], traffic: { monthlyGb: '5' } }],
    };
    const parsed = await loadNetwork({ name: 'body', value });
    const text = await loadNetwork({ name: 'body', content: JSON.stringify(value) });
    expect(parsed).toEqual(text);
  });

  test('takes the given Region only where it names none', async () => {
    const named = await read(endpoints('{ id: a, type: Gateway }'), 'eu-west-1');
    const unnamed = await read('schema: tollgate/topology@1\nendpoints: [{ id: a, type: Gateway }]', 'eu-west-1');
    expect([named.topology.region, unnamed.topology.region]).toEqual(['us-east-1', 'eu-west-1']);
  });
});

describe('shape (TG1005)', () => {
  test('names line, path and what must be there, several at once', async () => {
    const error = await failure(
      endpoints('{ id: a, type: Interfac }', '{ id: 12, type: Interface, account: 111122223333, team: x }'),
    );
    expect(error.code).toBe('TG1005');
    expect(error.location).toEqual({ file: 'network.yaml', line: 4, path: 'endpoints[0].type' });
    expect(error.message.split('\n')).toEqual([
      'network.yaml has 4 problems:',
      '  line 4, endpoints[0].type: must be one of Interface, Gateway, GatewayLoadBalancer, Resource, ServiceNetwork',
      '  line 5, endpoints[1].id: must be text: put the value in quotes',
      '  line 5, endpoints[1].account: must be text: put the value in quotes',
      '  line 5, endpoints[1]: has keys that are not in the schema: team',
    ]);
  });

  test('gives the line of JSON too', async () => {
    const error = await failure('{\n  "schema": "tollgate/topology@1",\n  "endpoints": [\n    { "id": "a" }\n  ]\n}');
    expect(error.location).toEqual({ file: 'network.yaml', line: 4, path: 'endpoints[0].type' });
  });

  test('lists ten problems and counts the rest', async () => {
    const error = await failure(endpoints(...Array.from({ length: 25 }, (_, i) => `{ id: e${i}, type: No }`)));
    expect(error.message.split('\n')).toHaveLength(12);
    expect(error.message).toMatch(/has 25 problems/);
    expect(error.message).toMatch(/and 15 more$/);
  });

  test.each(['-3', '1e30', '.nan', '.inf', '"1e5"', '"12,5"', '1234567890123456789012', 'true', '[]'])(
    'refuses the quantity %s',
    async (quantity) => {
      const error = await failure(endpoints(`{ id: a, type: Interface, traffic: { monthlyGb: ${quantity} } }`));
      expect(error.message).toContain('endpoints[0].traffic.monthlyGb: must be a plain decimal number, zero or more');
    },
  );

  test('says what is missing when the schema key is', async () => {
    const error = await failure('endpoints: []');
    expect(error.message).toContain('schema: must be one of tollgate/topology@1');
  });

  test('cuts long and unprintable words', async () => {
    const error = await failure(endpoints(`{ id: a, type: Interface, "\\e[31m${'x'.repeat(500)}": 1 }`));
    expect(error.message).not.toContain('\u001b');
    expect(error.message.length).toBeLessThan(300);
  });
});

describe('hostile documents', () => {
  const tagged = (key: string) => endpoints(`{ id: a, type: Interface, tags: { ${key}: x } }`);

  test.each(['__proto__', '"__proto__"', 'constructor', 'prototype'])('refuse the key %s (TG1013)', async (key) => {
    expect((await failure(tagged(key))).code).toBe('TG1013');
  });

  test('refuse a prototype key behind an alias', async () => {
    const text = endpoints('{ id: &key __proto__, type: Interface, tags: { *key : x } }');
    expect((await failure(text)).code).toBe('TG1013');
  });

  test.each(['"tags": { "__proto__": { "polluted": "x" } }', '"__proto__": { "polluted": true }'])(
    'refuse %s in JSON, parsed or not',
    async (member) => {
      const json = `{ "schema": "tollgate/topology@1", "endpoints": [{ "id": "a", "type": "Interface", ${member} }] }`;
      expect((await failure(json)).code).toBe('TG1013');
      const parsed = await errorFrom(() => loadNetwork({ name: 'body', value: JSON.parse(json) }));
      expect(['TG1013', 'TG1005']).toContain(parsed.code);
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    },
  );

  test('refuse aliases that multiply (TG1008)', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let index = 0; index < 8; index++) {
      const [name, inner] = ['bcdefghi'[index], 'abcdefgh'[index]];
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${inner}`).join(', ')}]`);
    }
    expect((await failure(bomb.join('\n'))).code).toBe('TG1008');
  });

  test('refuse an alias that holds itself, and bottomless nesting', async () => {
    expect((await failure('schema: tollgate/topology@1\nendpoints: &a [*a]')).code).toBe('TG1005');
    const deep = `{ "schema": "tollgate/topology@1", "endpoints": ${'['.repeat(100_000)}${']'.repeat(100_000)} }`;
    expect((await failure(deep)).code).toBe('TG1005');
    expect((await failure(`endpoints: ${'['.repeat(5000)}${']'.repeat(5000)}`)).code).toBe('TG1003');
  });
});

describe('meaning', () => {
  test('ids once (TG1101)', async () => {
    const error = await failure(endpoints('{ id: a, type: Gateway }', '{ id: a, type: Gateway }'));
    expect(error.code).toBe('TG1101');
    expect(error.location?.line).toBe(5);
  });

  test.each([
    ['vpcs', 'vpcs: [{ id: v }, { id: v }]'],
    ['natGateways', 'natGateways: [{ id: v }, { id: v }]'],
    ['endpointServices', 'endpointServices: [{ id: v }, { id: v }]'],
    [
      'connectivity',
      'connectivity: { transitGateways: [{ id: v, vpcs: [] }], peerings: [{ id: v, between: [a, b] }] }',
    ],
  ])('ids once among %s', async (_, lines) => {
    expect((await failure(`${endpoints('{ id: a, type: Gateway }')}\n${lines}`)).code).toBe('TG1101');
  });

  test.each([
    'region: us-east-9',
    'region: us-east-1\npool: { us-east-9: { interfaceEndpointGb: 1 } }',
    'vpcs: [{ id: v, region: us-east-9 }]',
    'endpointServices: [{ id: s, remoteRegions: [us-east-9] }]',
  ])('Regions that exist (TG1102): %s', async (lines) => {
    const error = await failure(`schema: tollgate/topology@1\nendpoints: []\n${lines}`);
    expect(error.code).toBe('TG1102');
    expect(error.message).toContain('us-east-1, us-east-2');
  });

  test.each([
    '{ id: a, type: Interface, azs: [use1-az1, euw1-az1] }',
    '{ id: a, type: Interface, azs: [eu-west-1a] }',
    '{ id: a, type: Interface, region: eu-west-1, azs: [use1-az1] }',
    '{ id: a, type: Interface, azs: [nowhere] }',
  ])('zones inside their Region (TG1103): %s', async (line) => {
    expect((await failure(endpoints(line))).code).toBe('TG1103');
  });

  test.each([
    'vpcs: [{ id: v, azs: [euw1-az1] }]',
    'natGateways: [{ id: n, az: euw1-az1 }]',
    'endpointServices: [{ id: s, loadBalancers: [{ id: l, type: network, azs: [euw1-az1] }] }]',
    'endpointServices: [{ id: s, loadBalancers: [{ id: l, type: network, azs: [], targetAzs: [euw1-az1] }] }]',
  ])('zones of other entries too: %s', async (lines) => {
    expect((await failure(`${endpoints('{ id: a, type: Gateway }')}\n${lines}`)).code).toBe('TG1103');
  });

  test.each([
    ['an endpoint', '{ from: {}, endpoint: b, monthlyGb: 1 }', 'TG1104'],
    ['a path', '{ from: {}, endpoint: a, via: tgw-2, monthlyGb: 1 }', 'TG1104'],
    ['a zone', '{ from: { az: moon }, endpoint: a, monthlyGb: 1 }', 'TG1103'],
    ['a zone of its VPC', '{ from: { vpc: v, az: use1-az1 }, endpoint: a, monthlyGb: 1 }', 'TG1103'],
  ])('flows name %s that exists', async (_, flow, code) => {
    const text = `${endpoints('{ id: a, type: Gateway }')}\nvpcs: [{ id: v, region: eu-west-1 }]\nflows:\n  - ${flow}`;
    expect((await failure(text)).code).toBe(code);
  });
});

describe('findings', () => {
  const codesOf = async (line: string) =>
    (await read(endpoints(line))).findings.map((each) => [each.code, each.subject]);

  test.each([
    ['TG1157', '{ id: a, type: Interface, azs: [use1-az1, us-east-1b] }'],
    ['TG1150', '{ id: a, type: Interface }'],
    ['TG1156', '{ id: a, type: Interface, azs: [] }'],
    ['TG1155', '{ id: a, type: Gateway, service: our-own-store }'],
    ['TG1158', '{ id: a, type: Gateway, service: com.amazonaws.eu-west-1.s3 }'],
  ])('%s of %s', async (code, line) => {
    expect(await codesOf(line)).toEqual([[code, 'a']]);
  });

  test.each([
    '{ id: a, type: Interface, azs: [use1-az1, use1-az2], service: com.amazonaws.us-east-1.ssm }',
    '{ id: a, type: Interface, azs: [us-east-1a], service: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0 }',
    '{ id: a, type: Interface, azs: ["zone:s1", use1-az2], service: aws.api.us-east-1.bedrock }',
    '{ id: a, type: Interface, azs: [use1-az1], service: com.amazonaws.eu-west-1.s3, serviceRegion: eu-west-1 }',
    '{ id: a, type: Gateway }',
  ])('none of %s', async (line) => {
    expect(await codesOf(line)).toEqual([]);
  });

  test('a priced endpoint without a Region (TG1152), not a free one', async () => {
    const text =
      'schema: tollgate/topology@1\nendpoints: [{ id: a, type: Interface, azs: [] }, { id: b, type: Gateway }]';
    const { findings } = await read(text);
    expect(findings.filter((each) => each.code === 'TG1152').map((each) => each.subject)).toEqual(['a']);
  });
});
