import { expect, test } from 'vitest';
import { auditVerdict } from '../../../scripts/audit-verdict.ts';

const found = (counts: Readonly<Record<string, number>>, names: Readonly<Record<string, string>> = {}) => ({
  metadata: { vulnerabilities: counts },
  vulnerabilities: Object.fromEntries(Object.entries(names).map(([name, severity]) => [name, { severity }])),
});

test('grave findings fail and are named', () => {
  const verdict = auditVerdict(
    found({ low: 3, moderate: 1, high: 1, critical: 1 }, { a: 'low', b: 'high', c: 'critical' }),
  );
  expect(verdict.passed).toBe(false);
  expect(verdict.line).toContain('2 of level high or critical: b (high), c (critical)');
});

test('lesser ones and none pass', () => {
  expect(auditVerdict(found({ low: 3, moderate: 1, high: 0, critical: 0 }, { a: 'low' })).passed).toBe(true);
  expect(auditVerdict(found({ high: 0, critical: 0 })).line).toMatch(/^No vulnerability/);
});

test('a registry that does not tell is said so', () => {
  expect(auditVerdict({ message: '405 Method Not Allowed', statusCode: 405 })).toEqual({
    passed: true,
    line: expect.stringMatching(/^NOT AUDITED: the registry answered 405/),
  });
  expect(auditVerdict(undefined)).toEqual({ passed: true, line: expect.stringContaining('could not be asked') });
});
