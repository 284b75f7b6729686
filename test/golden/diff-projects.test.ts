import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { diffed } from '../../src/operations/diff/diffed.ts';
import { givenFile } from '../../src/operations/inputs/given.ts';
import { operationNamed } from '../../src/operations/operation-named.ts';
import { infracostDiff } from '../../src/report/formats/infracost-diff.ts';
import { frozenRates } from '../support/frozen-rates.ts';

const FOLDER = join(import.meta.dirname, 'diff-projects');
const [BASE, HEAD] = [join(FOLDER, 'base'), join(FOLDER, 'head')];
const golden = JSON.parse(readFileSync(join(FOLDER, 'diff.golden.json'), 'utf8'));
const services = {
  ...composeServices(readConfig({ TOLLGATE_OFFLINE: 'true' })),
  rates: frozenRates(),
  now: () => new Date(0),
};

async function compare() {
  const disk = { folder: HEAD, kindOf: services.kindOf, open: services.readFile };
  const ports = { ...services, disk, operation: operationNamed };
  const { document: diff, also } = await diffed({ base: [givenFile(BASE, services.readFile)] }, {}, ports);
  return { diff, parts: also?.parts ?? [], paths: also?.paths ?? [] };
}

/** Paths of this machine are no part of the golden. */
const relative = (value: unknown): unknown => JSON.parse(JSON.stringify(value).replaceAll(`${FOLDER}/`, ''));

test('every project in one run, against a checkout of the base commit', async () => {
  const { diff } = await compare();
  expect(relative(diff)).toEqual(golden);
  expect(diff).toMatchObject({
    base: { monthly: '10036.50' },
    head: { monthly: '11752.704' },
    delta: { monthly: '1716.204', baseline: '21.90', usage: '1694.304' },
  });
  expect(
    diff.projects?.map(({ name, base, head, delta }) => [name, base.monthly, head.monthly, delta.monthly]),
  ).toEqual([
    ['network', '8014.60', '7506.25456', '7.30'],
    ['data', '2014.60', '4239.14944', '1708.904'],
    ['edge', '0.00', '7.30', '7.30'],
    ['legacy', '7.30', '0.00', '-7.30'],
  ]);
  expect(diff.gates.map(({ passed }) => passed)).toEqual([true, false, false, false]);
});

test('Infracost gets a project each; the changes add up to the root', async () => {
  const { diff, parts, paths } = await compare();
  const written = infracostDiff(
    diff,
    parts.map((part, index) => ({ ...part, path: paths[index] ?? '' })),
  );
  expect(
    written.projects.map(({ name, breakdown, diff: own }) => [name, breakdown.totalMonthlyCost, own]),
  ).toMatchObject([
    ['network', '7506.25456', { totalMonthlyCost: '7.30', totalMonthlyUsageCost: '0.00' }],
    ['data', '4239.14944', { totalMonthlyCost: '1708.904', totalMonthlyUsageCost: '1694.304' }],
    ['edge', '7.30', { totalMonthlyCost: '7.30' }],
    ['legacy', '0.00', { totalMonthlyCost: '-7.30' }],
  ]);
  const schema = JSON.parse(readFileSync('test/fixtures/infracost/output-0.2.schema.json', 'utf8'));
  const valid = new Ajv({ strict: false, validateFormats: false }).compile({ ...schema, $schema: undefined });
  expect(valid(written), JSON.stringify(valid.errors)).toBe(true);
  expect(written).toMatchObject({ diffTotalMonthlyCost: '1716.204', pastTotalMonthlyCost: '10036.50' });
});
