import { expect, test } from 'vitest';
import { notesOf } from '../../../scripts/notes-of.ts';

const CHANGELOG = '# Changelog\n\n## Unreleased\n\n- Later\n\n## 1.2.0 (2026-11-30)\n\n- Now\n\n## [1.1.0]\n\n';

test('a version has its own section', () => {
  expect(notesOf(CHANGELOG, '1.2.0')).toBe('- Now\n');
});

test.each(['1.1.0', '1.2', '9.9.9', ''])('a release without notes (%s) is refused', (version) => {
  expect(() => notesOf(CHANGELOG, version)).toThrow(/says nothing/);
});
