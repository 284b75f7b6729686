import { expect, test } from 'vitest';
import { normaliseUnit } from '../../../src/rates/units.ts';

test.each([
  ['Hrs', 'Hrs'],
  ['hour', 'Hrs'],
  ['Hours', 'Hrs'],
  ['GB', 'GB'],
  ['GigaBytes', 'GB'],
  ['LCU-Hrs', 'LCU-Hrs'],
  ['HostedZone', 'zone-month'],
])('%s is %s', (foreign, ours) => {
  expect(normaliseUnit(foreign)).toBe(ours);
});

test.each(['Requests', '', 'GiB', 'toString', '__proto__'])('%j is no unit that anybody has met', (foreign) => {
  expect(normaliseUnit(foreign)).toBeUndefined();
});
