import { describe, expect, test } from 'vitest';
import { logicalId, type Matchable, matchEntries } from '../../../../src/operations/shared/match.ts';
import { changesOf, diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';

const entry = (id: string, more: Partial<Matchable> = {}): Matchable => ({
  id,
  type: 'Interface',
  service: 'ssm',
  vpc: 'app',
  ...more,
});
const paired = (base: Matchable[], head: Matchable[]) =>
  matchEntries(base, head).map((pair) => [pair.base?.id, pair.head?.id]);

describe('logicalId', () => {
  test.each([
    ['aws_vpc_endpoint.ssm', 'ssm'],
    ['module.net.module.deep["a.b"].aws_vpc_endpoint.ssm["x/y"]', 'ssm["x/y"]'],
    ['Stack/Nested/Ssm', 'Ssm'],
    ['vpce-0123', 'vpce-0123'],
  ])('%s is %s', (address, expected) => {
    expect(logicalId(address)).toBe(expected);
  });
});

describe('entries are the same', () => {
  test('by address before anything else', () => {
    const base = [
      entry('vpce-1', { address: 'aws_vpc_endpoint.a' }),
      entry('vpce-2', { address: 'aws_vpc_endpoint.b' }),
    ];
    const head = [entry('x', { address: 'aws_vpc_endpoint.b' }), entry('y', { address: 'aws_vpc_endpoint.a' })];
    expect(paired(base, head)).toEqual([
      ['vpce-2', 'x'],
      ['vpce-1', 'y'],
    ]);
  });

  test('by logical id where it moves into a module or a stack', () => {
    expect(
      paired(
        [entry('aws_vpc_endpoint.ssm')],
        [entry('module.net.aws_vpc_endpoint.ssm', { vpc: 'other', service: 'kms' })],
      ),
    ).toEqual([['aws_vpc_endpoint.ssm', 'module.net.aws_vpc_endpoint.ssm']]);
  });

  test('not by a logical id that several share', () => {
    const base = [entry('a/Ssm', { vpc: 'a' }), entry('b/Ssm', { vpc: 'b' })];
    expect(paired(base, [entry('c/Ssm', { vpc: 'c' })])).toEqual([
      [undefined, 'c/Ssm'],
      ['a/Ssm', undefined],
      ['b/Ssm', undefined],
    ]);
  });

  test('by VPC and service where the name changes', () => {
    expect(paired([entry('old')], [entry('new')])).toEqual([['old', 'new']]);
    expect(paired([entry('old')], [entry('new', { service: 'kms' })])).toEqual([
      [undefined, 'new'],
      ['old', undefined],
    ]);
    expect(paired([entry('old')], [entry('new', { vpc: 'other' })])).toEqual([
      [undefined, 'new'],
      ['old', undefined],
    ]);
  });

  test('by VPC and service where VPC and endpoint move together', () => {
    const base = [entry('aws_vpc_endpoint.ssm', { vpc: 'aws_vpc.main' })];
    const head = [entry('module.net.aws_vpc_endpoint.this["ssm"]', { vpc: 'module.net.aws_vpc.main' })];
    expect(paired(base, head)).toEqual([['aws_vpc_endpoint.ssm', 'module.net.aws_vpc_endpoint.this["ssm"]']]);
  });

  test('of several alike those with as many zones first', () => {
    const base = [entry('a', { azCount: 3 }), entry('b', { azCount: 1 })];
    const head = [entry('c', { azCount: 1 }), entry('d', { azCount: 2 })];
    expect(paired(base, head)).toEqual([
      ['b', 'c'],
      ['a', 'd'],
    ]);
  });
});

test('a rename is not a delete and a create', async () => {
  const result = await diffOf(
    { endpoints: [endpoint('ssm', 2, 10)] },
    { endpoints: [{ ...endpoint('ssm', 2, 10), id: 'systems' }] },
  );
  expect(changesOf(result)).toEqual({ systems: ['renamed', '0.00'] });
  expect(result.diff.changes[0]?.renamedFrom).toBe('ssm');
});

test('a rename that also changes is a change under its new name', async () => {
  const result = await diffOf(
    { endpoints: [endpoint('ssm', 3, 10)] },
    { endpoints: [{ ...endpoint('ssm', 2, 10), id: 'systems' }] },
  );
  expect(result.diff.changes[0]).toMatchObject({
    id: 'systems',
    change: 'changed',
    renamedFrom: 'ssm',
    delta: { monthly: '-7.30' },
  });
});
