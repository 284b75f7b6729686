import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../../../src/core/decimal.ts';
import { realisedSaving } from '../../../../../src/operations/resources/recommendations/realised.ts';
import type { RecommendationDocument } from '../../../../../src/report/plan-document.ts';
import type { Endpoint } from '../../../../../src/topology/topology.ts';
import { rateCard } from '../../../../support/rate-cards.ts';

/** One interface costs 0.01 x 730 = 7.30 a month. */
const cards = new Map([['us-east-1', rateCard()]]);
const PROPOSED = '2026-11-01T00:00:00.000Z';
const SSM = 'com.amazonaws.us-east-1.ssm';
const ZONES = ['use1-az1', 'use1-az2', 'use1-az4'];

type Change = RecommendationDocument['network'];
const step = (monthly: string, network: Partial<Change>) => ({
  region: 'us-east-1',
  saving: { monthly, low: monthly, high: monthly },
  network: { removes: [], makes: [], rezones: [], relieves: [], ...network },
});

const endpoint = (id: string, zones: number, more: Partial<Endpoint> = {}): Endpoint => ({
  id,
  type: 'Interface',
  vpc: 'app',
  service: SSM,
  azs: ZONES.slice(0, zones),
  ...more,
});

const found = (endpoints: readonly Endpoint[], gb: Readonly<Record<string, number>> = {}) => ({
  cards,
  topology: { schema: 'tollgate/topology@1' as const, region: 'us-east-1', endpoints: [...endpoints] },
  profile: new Map(
    Object.entries(gb).map(([id, value]) => [
      id,
      { monthlyGb: new Decimal(value), provenance: { source: 'cloudwatch' as const } },
    ]),
  ),
});

const realised = (each: ReturnType<typeof step>, network: ReturnType<typeof found>) =>
  realisedSaving(each, PROPOSED, network);

describe('sharing: two interfaces go (14.60), 100 GB pay 0.02 on the way to the hub (2.00)', () => {
  const share = step('12.60', { removes: [{ id: 'spoke', azs: ZONES.slice(0, 2) }] });

  test('done: as promised', () => {
    expect(realised(share, found([endpoint('hub', 2)]))).toEqual({
      monthly: '12.60',
      promised: '12.60',
      seen: '14.60',
      done: 1,
    });
  });

  test('a deleted endpoint that AWS still lists is gone', () => {
    expect(realised(share, found([endpoint('spoke', 2, { state: 'Deleted' })]))?.monthly).toBe('12.60');
  });

  test('not begun: nothing', () => {
    expect(realised(share, found([endpoint('spoke', 2)]))).toMatchObject({ monthly: '0.00', seen: '0.00', done: 0 });
  });

  test('half done: 7.30 of hours, and half of the fees on the way', () => {
    expect(realised(share, found([endpoint('spoke', 1)]))).toMatchObject({ monthly: '6.30', seen: '7.30', done: 0.5 });
  });
});

describe('dropping a zone', () => {
  const drop = step('7.30', { rezones: [{ id: 'app', from: ZONES, to: ZONES.slice(0, 2) }] });
  test.each([
    [2, '7.30', 1],
    [3, '0.00', 0],
    [1, '14.60', 1],
  ])('%d zones now', (zones, monthly, done) => {
    expect(realised(drop, found([endpoint('app', zones)]))).toMatchObject({ monthly, done });
  });

  test('an endpoint that got a zone more costs more', () => {
    const widened = endpoint('app', 3, { azs: [...ZONES, 'use1-az6'] });
    expect(realised(drop, found([widened]))).toMatchObject({ monthly: '-7.30', done: 0 });
  });
});

describe('localising: two interfaces are made (-14.60), 4,800 GB no longer pay 0.02 (96.00)', () => {
  const localise = step('81.40', {
    makes: [{ id: 'app-ssm', vpc: 'app', service: SSM, azs: ZONES.slice(0, 2) }],
    relieves: [{ id: 'hub', gb: '4800', ofGb: '9000' }],
  });
  const made = (more: Partial<Endpoint>) => found([endpoint('hub', 3), endpoint('vpce-new', 2, more)]);

  test('an endpoint of that VPC and service made since then is the one', () => {
    expect(realised(localise, made({ createdAt: '2026-11-03T00:00:00Z' }))).toMatchObject({
      monthly: '81.40',
      seen: '-14.60',
      done: 1,
    });
  });

  test.each([
    ['was there before', { createdAt: '2026-10-03T00:00:00Z' }],
    ['serves another VPC', { vpc: 'other', createdAt: '2026-11-03T00:00:00Z' }],
    ['is of another service', { service: 'com.amazonaws.us-east-1.kms', createdAt: '2026-11-03T00:00:00Z' }],
  ])('one that %s is not', (_, more) => {
    expect(realised(localise, made(more))).toMatchObject({ monthly: '0.00', done: 0 });
  });
});

describe('a step that changes no hours, such as using a gateway endpoint beside one that stays', () => {
  const relieve = step('10.00', { relieves: [{ id: 'app', gb: '1000', ofGb: '1500' }] });

  test.each([
    [500, '10.00', 1],
    [700, '8.00', 0.8],
    [1500, '0.00', 0],
    [2000, '0.00', 0],
  ])('%d GB now', (gb, monthly, done) => {
    expect(realised(relieve, found([endpoint('app', 2)], { app: gb }))).toMatchObject({ monthly, seen: '0.00', done });
  });

  test('without bytes nobody can tell', () => {
    expect(realised(relieve, found([endpoint('app', 2)]))).toBeUndefined();
    expect(realised(step('10.00', {}), found([]))).toBeUndefined();
  });
});
