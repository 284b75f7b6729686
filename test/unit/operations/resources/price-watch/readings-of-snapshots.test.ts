import { expect, test } from 'vitest';
import { readingsOfSnapshots } from '../../../../../src/operations/resources/price-watch/readings-of-snapshots.ts';
import { idleSnapshot } from '../../../../support/kept-scan.ts';
import { measuredSnapshot } from '../../../../support/snapshot.ts';

const scope = (account: string) => ({ account, region: 'us-east-1', endpoints: 1, metricCalls: 0, metricPoints: 0 });
const of = (snapshot: ReturnType<typeof idleSnapshot>, ...accounts: string[]) =>
  JSON.stringify({ ...snapshot, provenance: { scopes: accounts.map(scope), queryCostUsd: '0.00' } });

test('one network for each account, the newest of it, with what was measured', () => {
  const newest = of(measuredSnapshot({ 'use1-az1': 1 }), '111122223333');
  const older = of(idleSnapshot('us-east-1', 'use1'), '111122223333');
  const other = of(idleSnapshot('us-east-1', 'use1'), '444455556666');
  const unnamed = of(idleSnapshot('us-east-1', 'use1'));
  const readings = readingsOfSnapshots([newest, older, other, unnamed, unnamed]);
  expect(readings.map(({ topology, measured }) => [topology.endpoints[0]?.id, measured !== undefined])).toEqual([
    ['vpce-a', true],
    ['vpce-1', false],
    ['vpce-1', false],
    ['vpce-1', false],
  ]);
});
