import { expect, test } from 'vitest';
import { frontierPicture } from '../../../src/report/frontier-picture.ts';

const point = (minAzs: number, nat: boolean, change: string) => ({ minAzs, nat, change });

test('draws a point for each floor with and without NAT, the dearest highest', () => {
  const points = [
    point(1, false, '-20'),
    point(2, false, '-10'),
    point(3, false, '10'),
    point(1, true, '-20'),
    point(2, true, '-10'),
    point(3, true, '5'),
  ];
  const picture = frontierPicture(points, (change) => `${change} USD`);
  expect(picture).toContain('<title>3 zones, NAT allowed: 5 USD a month</title>');
  const heights = [...picture.matchAll(/<circle cx="[\d.]+" cy="([\d.]+)"/g)].map((match) => Number(match[1]));
  // From 44 (+10) to 170 (-20): 4.2 pixels a dollar.
  expect(heights).toEqual([170, 128, 44, 170, 128, 65]);
  expect(picture.match(/<polyline/g)).toHaveLength(2);
});

test('a frontier that changes nothing is a level line', () => {
  const picture = frontierPicture([point(1, false, '0'), point(2, false, '0')], (change) => change);
  expect(picture).not.toContain('NaN');
});
