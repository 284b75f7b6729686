import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPricingCache } from '../../../../../src/rates/sources/pricing-cache/index.ts';
import { BUNDLED_DIR } from '../../../../support/price-list-stub/catalogue.ts';
import { scratchDir } from '../../../../support/pricing-cache-dirs.ts';

const WRITER = join(import.meta.dirname, '../../../../fixtures/write-rates.ts');
const WRITES = 25;

function writer(userDir: string, price: string) {
  const child = spawn(process.execPath, [WRITER, userDir, BUNDLED_DIR, price, String(WRITES)], { stdio: 'inherit' });
  return { child, ended: once(child, 'exit') };
}

test('two processes write one Region while a third reads: no torn file, no lost write, nothing left behind', async () => {
  const userDir = scratchDir();
  const writers = [writer(userDir, '1'), writer(userDir, '2')];
  let writing = true;
  const ended = Promise.all(writers.map((each) => each.ended)).then((codes) => {
    writing = false;
    return codes;
  });
  const reader = createPricingCache({ bundledDir: BUNDLED_DIR, userDir, recheckMs: 0 });
  const seen = new Set<string>();
  let reads = 0;
  while (writing) {
    const { card, findings } = await reader.source.rateCard('us-east-1');
    seen.add(card.rates.find((each) => each.product === 'interface-endpoint-hours')?.tiers[0]?.price ?? 'none');
    expect(findings.map((finding) => finding.code)).not.toContain('TG1353');
    reads += 1;
  }
  expect(await ended).toEqual([
    [0, null],
    [0, null],
  ]);
  expect(reads).toBeGreaterThan(10);
  expect(seen.size).toBeGreaterThan(2);
  expect(seen).not.toContain('none');
  const copies = await reader.store.copies('us-east-1');
  expect(copies.map((copy) => copy.state)).toEqual(['good', 'good', 'good']);
  const last = copies[0]?.card?.rates[0]?.tiers[0]?.price;
  expect([`1.${WRITES - 1}`, `2.${WRITES - 1}`]).toContain(last);
  expect(readdirSync(join(userDir, 'aws')).sort()).toEqual(['us-east-1.json', 'us-east-1.previous.json']);
});

test('a writer that is killed leaves the last good card readable, and the next one writes again', async () => {
  const userDir = scratchDir();
  const { child, ended } = writer(userDir, '3');
  const reader = createPricingCache({ bundledDir: BUNDLED_DIR, userDir, recheckMs: 0 });
  while ((await reader.store.refreshedAt('us-east-1')) === undefined) await new Promise((next) => setTimeout(next, 5));
  child.kill('SIGKILL');
  await ended;
  const { card, findings } = await reader.source.rateCard('us-east-1');
  expect(card.rates.some((each) => each.tiers[0]?.price.startsWith('3.'))).toBe(true);
  expect(findings).toEqual([]);
  await reader.store.save({ ...card, version: 'after' }, new Date());
  expect((await reader.source.rateCard('us-east-1')).card.version).toBe('after');
});
