import { expect, test } from 'vitest';
import { endpointZones } from '../../../src/capacity/endpoint-zones.ts';

const DAY = 86_400;
const seen = (az: string, lastEnd = 10 * DAY, bytes = 1) => ({ az, bytes, lastEnd });
const names = ({ zones, foreign }: ReturnType<typeof endpointZones>) => [
  zones.map((zone) => zone.az),
  foreign.map((zone) => zone.az),
];

test('the stated zones count, whatever the history has beside them', () => {
  expect(names(endpointZones(['use1-az1', 'use1-az2'], [seen('use1-az1'), seen('use1-az3')]))).toEqual([
    ['use1-az1', 'use1-az2'],
    ['use1-az3'],
  ]);
  expect(names(endpointZones(['use1-az1'], [seen('use1-az3')]))).toEqual([['use1-az1'], ['use1-az3']]);
});

test('where names stand against ids, no more zones of the history count than are stated: those that live on, then the fullest', () => {
  const history = [seen('use1-az1', 3 * DAY, 9), seen('use1-az2', 10 * DAY, 1), seen('use1-az3', 10 * DAY, 5)];
  expect(names(endpointZones(['us-east-1a', 'us-east-1b'], history))).toEqual([['use1-az2', 'use1-az3'], ['use1-az1']]);
  expect(names(endpointZones(['us-east-1a'], history))).toEqual([['use1-az3'], ['use1-az2', 'use1-az1']]);
  expect(names(endpointZones(['us-east-1a'], []))).toEqual([['us-east-1a'], []]);
});

test('a zone whose name is not known yet takes one that the history names', () => {
  const found = endpointZones(['use1-az1', 'zone:subnet-b'], [seen('use1-az1'), seen('use1-az2')]);
  expect(names(found)).toEqual([['use1-az1', 'use1-az2'], []]);
});

test('where nothing is stated a zone that ended a week before the others is dropped', () => {
  expect(
    names(endpointZones(undefined, [seen('use1-az1'), seen('use1-az2', 2 * DAY), seen('use1-az3', 9 * DAY)])),
  ).toEqual([['use1-az1', 'use1-az3'], ['use1-az2']]);
});
