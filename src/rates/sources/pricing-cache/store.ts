import { rm } from 'node:fs/promises';
import type { RateStore } from '../../rate-store.ts';
import type { Bundled } from './bundled.ts';
import { sha256 } from './checksum.ts';
import { copiesOf } from './copies.ts';
import { lockedWrite } from './locked-write.ts';
import { cachedRegion, userFiles } from './paths.ts';
import { readCopy } from './refreshed.ts';
import { CACHED_CARD_SCHEMA, type CachedCard, FAILURE_SCHEMA } from './schema.ts';

/** Writes the user's cache. `changed` is told the Region whose files were written. */
export function createStore(userDir: string, bundled: Bundled, changed: (region: string) => void): RateStore {
  return {
    async refreshedAt(name) {
      const region = cachedRegion(name);
      const copy = await readCopy(userFiles(userDir, region).current, region);
      return copy.state === 'good' ? new Date(copy.fetchedAt) : undefined;
    },
    async save(card, fetchedAt) {
      const region = cachedRegion(card.region);
      const files = userFiles(userDir, region);
      const { rateCardSchema } = await import('../../rate-card.ts');
      const text = JSON.stringify(rateCardSchema.parse(card));
      await lockedWrite(files, async (write) => {
        const before = await readCopy(files.current, region);
        // Another process may have read the price list later and saved first: its copy stays.
        if (before.state === 'good' && Date.parse(before.fetchedAt) > fetchedAt.getTime()) return;
        if (before.state === 'good' && before.text !== text) {
          await write(files.previous, cachedCard(before.text, before.fetchedAt));
        }
        await write(files.current, cachedCard(text, fetchedAt.toISOString()));
        await rm(files.failure, { force: true });
      });
      changed(region.region);
    },
    async saveFailure(name, { at, code }) {
      const region = cachedRegion(name);
      const files = userFiles(userDir, region);
      await lockedWrite(files, (write) => write(files.failure, { schema: FAILURE_SCHEMA, at, code }));
      changed(region.region);
    },
    copies: async (name) => copiesOf(cachedRegion(name), bundled, userDir),
  };
}

const cachedCard = (card: string, fetchedAt: string): CachedCard => ({
  schema: CACHED_CARD_SCHEMA,
  fetchedAt,
  sha256: sha256(card),
  card,
});
