import { expect, test } from 'vitest';
import { auditVerdict } from '../../../scripts/audit-verdict.ts';
import { shippedPackages } from '../../../scripts/shipped-packages.ts';

const shipped = new Set(['a', 'b', 'c']);
const found = (counts: Readonly<Record<string, number>>, names: Readonly<Record<string, string>> = {}) => ({
  metadata: { vulnerabilities: counts },
  vulnerabilities: Object.fromEntries(Object.entries(names).map(([name, severity]) => [name, { severity }])),
});

test('grave findings fail and are named', () => {
  const verdict = auditVerdict(
    found({ low: 3, moderate: 1, high: 1, critical: 1 }, { a: 'low', b: 'high', c: 'critical' }),
    shipped,
  );
  expect(verdict.passed).toBe(false);
  expect(verdict.line).toContain('2 of level high or critical: b (high), c (critical)');
});

test('a finding against a tool that is not shipped passes', () => {
  expect(auditVerdict(found({ high: 1 }, { tool: 'high' }), shipped).passed).toBe(true);
});

test('shipped are the packages that are installed and those that are bundled', () => {
  const packages = {
    '': {},
    'node_modules/pino': {},
    'node_modules/@x/y/node_modules/ms': {},
    'node_modules/z': { dev: true },
  };
  expect([...shippedPackages({ packages }, 'zod 4.6.7 (MIT)\n\nPermission is (hereby) granted\n')]).toEqual([
    'pino',
    'ms',
    'zod',
  ]);
});

test('lesser ones and none pass', () => {
  expect(auditVerdict(found({ low: 3, moderate: 1, high: 0, critical: 0 }, { a: 'low' }), shipped).passed).toBe(true);
  expect(auditVerdict(found({ high: 0, critical: 0 }), shipped).line).toMatch(/^No vulnerability/);
});

test('a registry that does not tell is said so', () => {
  expect(auditVerdict({ message: '405 Method Not Allowed', statusCode: 405 }, shipped)).toEqual({
    passed: true,
    line: expect.stringMatching(/^NOT AUDITED: the registry answered 405/),
  });
  expect(auditVerdict(undefined, shipped)).toEqual({
    passed: true,
    line: expect.stringContaining('could not be asked'),
  });
});
