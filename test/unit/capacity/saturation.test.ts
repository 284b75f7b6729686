import { expect, test } from 'vitest';
import { saturationEvidence } from '../../../src/capacity/saturation.ts';
import type { Losses } from '../../../src/traffic/throughput.ts';

const losses = (some: Partial<Losses>): Losses => ({
  dropped: 0,
  droppedNear: 0,
  resets: 0,
  resetsNear: 0,
  bytesNear: 1000,
  periodsNear: 10,
  ...some,
});

test('packets dropped near the capacity are critical', () => {
  expect(saturationEvidence(losses({ dropped: 9, droppedNear: 4 }), 2000)).toMatchObject({
    level: 'critical',
    droppedPackets: 4,
  });
});

test('packets dropped at low load prove nothing about the capacity', () => {
  expect(saturationEvidence(losses({ dropped: 9, periodsNear: 0, bytesNear: 0 }), 2000)).toBeUndefined();
  expect(saturationEvidence(losses({ dropped: 9 }), 2000)).toBeUndefined();
});

test('resets are a warning only where they are clearly denser near the capacity than elsewhere', () => {
  expect(saturationEvidence(losses({ resets: 130, resetsNear: 100 }), 2000)).toMatchObject({ level: 'warning' });
  expect(saturationEvidence(losses({ resets: 200, resetsNear: 100 }), 2000)).toBeUndefined();
  expect(saturationEvidence(losses({ resets: 19, resetsNear: 19 }), 2000)).toBeUndefined();
});

test('a history without these columns gives no evidence either way', () => {
  expect(saturationEvidence(undefined, 2000)).toBeUndefined();
});
