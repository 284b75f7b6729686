import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CHARGE_KINDS } from '../../src/model/charge-kind.ts';
import { CHARGES } from '../../src/model/charges/index.ts';
import { OPERATIONS } from '../../src/operations/index.ts';
import { RATE_SOURCES } from '../../src/rates/registry.ts';
import { TOPOLOGY_SOURCES } from '../../src/topology/registry.ts';
import * as trafficRegistry from '../../src/traffic/registry.ts';

const folders = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
const files = (path: string): string[] =>
  readdirSync(path)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => basename(name, '.ts'))
    .sort();

describe('registries', () => {
  test('rate sources equal their folders', () => {
    expect(Object.keys(RATE_SOURCES).sort()).toEqual(folders('src/rates/sources'));
  });
  test('topology sources equal their folders', () => {
    expect(Object.keys(TOPOLOGY_SOURCES).sort()).toEqual(folders('src/topology/sources'));
  });
  test('traffic sources equal their folders', () => {
    const registered = Object.values(trafficRegistry).flatMap((sources) => Object.keys(sources));
    expect(registered.sort()).toEqual(folders('src/traffic/sources'));
  });
  test('every operation has the room of its name, and every room its operation', () => {
    const others = ['comment', 'inputs', 'options', 'resources', 'shared'];
    expect([...Object.keys(OPERATIONS), ...others].sort()).toEqual(folders('src/operations'));
  });
  test('an operation stands under its own name, and its command follows from it', async () => {
    for (const [name, load] of Object.entries(OPERATIONS)) {
      const operation = await load();
      expect(operation.name).toBe(name);
      if (name !== 'estimate') expect(operation.command).toEqual(name.split('-'));
    }
  });
  test('every charge kind has its file and every file its kind', () => {
    expect(Object.keys(CHARGES).sort()).toEqual([...CHARGE_KINDS].sort());
    expect(files('src/model/charges')).toEqual([...CHARGE_KINDS].sort());
  });
  test('a charge is registered under its own kind', () => {
    for (const [kind, charge] of Object.entries(CHARGES)) expect(charge?.kind).toBe(kind);
  });
});
