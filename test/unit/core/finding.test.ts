import { expect, test } from 'vitest';
import { FINDINGS_IN_ALL, FINDINGS_PER_CODE, FindingLog, finding } from '../../../src/core/finding.ts';

test('repeats are dropped, a flood is capped, and what was left out is counted by code', () => {
  const log = new FindingLog();
  for (let index = 0; index < 100_000; index++) log.push(finding('TG1150', `e${index}`, 'no zones'));
  log.add('TG1151', 'a', 'derived');
  log.add('TG1151', 'a', 'derived');
  expect(log.findings).toHaveLength(FINDINGS_PER_CODE + 1);
  expect(log.omitted).toEqual({ TG1150: 100_000 - FINDINGS_PER_CODE });
  expect(FINDINGS_PER_CODE).toBeLessThan(FINDINGS_IN_ALL);
});
