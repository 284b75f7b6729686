import { describe, expect, test } from 'vitest';
import { parseHours } from '../../../../src/operations/inputs/parse-hours.ts';
import { parsePoolGb } from '../../../../src/operations/inputs/pool-gb.ts';
import { errorFrom } from '../../../support/expect-error.ts';

describe('REGION=GB', () => {
  test('is read, the last word for a Region counts', () => {
    expect([...parsePoolGb(['us-east-1=900000', ' eu-west-1 = 1.5', 'us-east-1=0'])]).toEqual([
      ['us-east-1', '0'],
      ['eu-west-1', '1.5'],
    ]);
  });

  test.each([
    ['us-east-1', 'TG1012'],
    ['us-east-1=1=2', 'TG1012'],
    ['us-east-9=1', 'TG1102'],
    ['=1', 'TG1102'],
    ['us-east-1=', 'TG1202'],
    ['us-east-1=-1', 'TG1202'],
    ['us-east-1=1e9', 'TG1202'],
    ['us-east-1=NaN', 'TG1202'],
    [`us-east-1=${'9'.repeat(40)}`, 'TG1202'],
  ])('%s is refused (%s)', async (word, code) => {
    expect((await errorFrom(() => parsePoolGb([word]))).code).toBe(code);
  });
});

describe('hours of a month', () => {
  test.each(['730', '744', '0.5', ' 720 '])('%s are taken', (text) => {
    expect(parseHours(text).toFixed()).toBe(text.trim());
  });

  test.each(['0', '745', '-1', '7e2', 'NaN', '', 'Infinity'])('%s are refused (TG1202)', async (text) => {
    expect((await errorFrom(() => parseHours(text))).code).toBe('TG1202');
  });
});
