import { expect, test } from 'vitest';
import { Decimal } from '../../../../src/core/decimal.ts';
import { settle } from '../../../../src/operations/diff/settle.ts';
import type { ChangeDocument } from '../../../../src/report/diff-document.ts';

const change = (id: string, monthly: string): ChangeDocument => ({
  id,
  kind: 'endpoint',
  change: 'changed',
  delta: { monthly, hourly: '0.00' },
  lines: [{ charge: 'endpoint-hours', category: 'baseline', unit: 'AZ-hours', delta: monthly }],
});

test.each([
  // 13.3333333333 + 6.6666666666 = 19.9999999999, so the first gets 0.0000000001.
  ['what roundings leave goes to the largest change', '20', ['13.3333333334', '6.6666666666']],
  // Ten dollars are no rounding: they belong to a charge of somebody else.
  ['a charge goes to nobody', '30', ['13.3333333333', '6.6666666666']],
])('%s', (_name, total, monthly) => {
  const changes = [change('a', '13.3333333333'), change('b', '6.6666666666')];
  const settled = settle(changes, new Decimal(total), new Decimal(730));
  expect(settled.map(({ delta }) => delta.monthly)).toEqual(monthly);
  expect(settled.map(({ lines }) => lines[0]?.delta)).toEqual(monthly);
});
