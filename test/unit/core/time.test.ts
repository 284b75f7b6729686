import { expect, test } from 'vitest';
import { isoInstant, lacksOffset, utcMillis } from '../../../src/core/time.ts';

test.each([
  ['2026-11-01', false, '2026-11-01T00:00:00Z'],
  ['2026-11-01T06:00', true, '2026-11-01T06:00:00Z'],
  ['2026-11-01 06:00:00', true, '2026-11-01T06:00:00Z'],
  ['2026-11-01T06:00:00.000', true, '2026-11-01T06:00:00Z'],
  ['2026-11-01T06:00:00Z', false, '2026-11-01T06:00:00Z'],
  ['2026-11-01T06:00:00+02:00', false, '2026-11-01T04:00:00Z'],
  ['2026-11-01T06:00:00-0500', false, '2026-11-01T11:00:00Z'],
])('%s is read the same in every zone of the earth', (text, lacks, instant) => {
  expect(lacksOffset(text)).toBe(lacks);
  const before = process.env['TZ'];
  for (const zone of ['UTC', 'America/New_York', 'Asia/Kolkata']) {
    process.env['TZ'] = zone;
    expect(isoInstant((utcMillis(text) ?? Number.NaN) / 1000)).toBe(instant);
  }
  if (before === undefined) delete process.env['TZ'];
  else process.env['TZ'] = before;
});

test('what is no time is undefined', () => {
  expect(utcMillis('yesterday')).toBeUndefined();
  expect(utcMillis('')).toBeUndefined();
});
