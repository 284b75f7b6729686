import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Lockfile, missingPlatforms } from '../../scripts/lockfile.ts';

const text = readFileSync('package-lock.json', 'utf8');

test('the lock file holds every platform package: run "npm run lockfile" after an install', () => {
  expect([...missingPlatforms(JSON.parse(text) as Lockfile).keys()]).toEqual([]);
});

test('the lock file names no registry', () => {
  expect(text.match(/"resolved"/g)).toBeNull();
});
