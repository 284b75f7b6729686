import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compact } from '../../../src/history/compact.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { withThroughput } from '../../../src/history/open-throughput-view.ts';
import { createBudgetStore } from '../../../src/state/budget-store.ts';
import { guarded } from '../../../src/state/guard.ts';
import { tollgateInProcess } from '../../support/run-in-process.ts';
import { storeHistory } from '../../support/store-history.ts';
import { rowsFrom } from '../../support/store-rows.ts';
import { SCOPE, storedRows } from '../history/history-files.ts';
import { budgetOf } from '../state/state-files.ts';

/** Something that writes to the small disk. */
interface Writer {
  /** Its files lie in TMPDIR, not in the data directory. */
  readonly inTemporary?: boolean;
  /** Writes once, while there is room. */
  open(folder: string): Promise<{
    /** Writes again. Throws where there is no room. */
    more(): Promise<unknown>;
    /** Whether what was written first is whole, and what was written more where that succeeded. */
    check(isWritten: boolean): Promise<boolean>;
  }>;
}

const MINUTES = 20_000;

const history = (more: (root: string) => Promise<unknown>): Writer => ({
  async open(root) {
    await storeHistory(root, SCOPE, rowsFrom(0, 1000));
    await storeHistory(root, SCOPE, rowsFrom(1000, 1000));
    return {
      more: () => more(root),
      check: async () => {
        const { rows, different } = await storedRows(root);
        return rows === different && rows >= 2000;
      },
    };
  },
});

/** A command of the command line; a result other than 0 is thrown with what it wrote. */
async function run(words: readonly string[], env: Record<string, string> = {}): Promise<void> {
  const { code, err } = await tollgateInProcess(words, { env });
  if (code !== 0) throw Object.assign(new Error(err), { code: /TG\d{4}/.exec(err)?.[0] });
}

export const WRITERS: Readonly<Record<string, Writer>> = {
  'rows of a scan': history((root) => storeHistory(root, SCOPE, rowsFrom(2000, MINUTES))),
  'a compaction': history((root) => compact(root, SCOPE)),
  'the coverage': {
    async open(root) {
      const store = createHistoryStore(root);
      const spans = (count: number) =>
        Array.from({ length: count }, (_, index) => ({ target: `vpce-${index}`, span: [0, 60] as const }));
      await store.cover(SCOPE, spans(100));
      return {
        more: () => store.cover(SCOPE, spans(20_000)),
        check: async (isWritten) => (await store.coverage(SCOPE)).size === (isWritten ? 20_000 : 100),
      };
    },
  },
  'the staging of a scan': {
    inTemporary: true,
    async open(folder) {
      const root = `${folder}-history`;
      mkdirSync(root);
      await storeHistory(root, SCOPE, rowsFrom(0, 1000));
      return {
        more: () => storeHistory(root, SCOPE, rowsFrom(1000, 400_000)),
        check: async () =>
          withThroughput(root, [SCOPE], {}, async ({ connection }) => {
            const counted = await connection.runAndReadAll(
              "SELECT count(*) FROM throughput WHERE start < TIMESTAMP '2026-10-30 16:40:00'",
            );
            return Number(counted.getRows()[0]?.[0]) === 1000;
          }),
      };
    },
  },
  'an answer to --out-file': {
    async open(folder) {
      const out = join(folder, 'out.json');
      const words = ['breakdown', '--path', 'examples/twelve-vpcs.yaml', '--format', 'json', '--out-file', out];
      await run(words);
      const before = readFileSync(out, 'utf8');
      return { more: () => run(words), check: async () => readFileSync(out, 'utf8') === before };
    },
  },
  'prices that were refreshed': {
    async open(folder) {
      const { createPricingCache } = await import('../../../src/rates/sources/pricing-cache/index.ts');
      const cache = createPricingCache({
        bundledDir: new URL('../../../pricing-cache/', import.meta.url).pathname,
        userDir: folder,
        now: () => new Date(),
      });
      const { card } = await cache.source.rateCard('us-east-1');
      const saved = { ...card, version: 'first' };
      await cache.store.save(saved, new Date());
      return {
        more: () => cache.store.save({ ...card, version: 'second' }, new Date()),
        check: async (isWritten) =>
          (await cache.source.rateCard('us-east-1')).card.version === (isWritten ? 'second' : 'first'),
      };
    },
  },
  'the embedded database': {
    async open(folder) {
      const { layState } = await import('../../support/state-template.ts');
      const { openStateDatabase } = await import('../../../src/compose/database.ts');
      await layState(folder);
      const database = await openStateDatabase({ dataDir: folder, databaseUrl: undefined });
      const budgets = guarded(createBudgetStore(database.db), 'pglite');
      await budgets.create(budgetOf(0));
      return {
        async more() {
          for (let index = 1; index < 3000; index++)
            await budgets.create({ ...budgetOf(index), name: randomBytes(4000).toString('hex') });
        },
        async check() {
          await database.close().catch(() => undefined);
          const again = await openStateDatabase({ dataDir: folder, databaseUrl: undefined });
          const all = await createBudgetStore(again.db).list({ limit: 10_000 });
          return all.some(({ budget }) => budget.name === 'budget-0');
        },
      };
    },
  },
  'a bill that is unpacked': {
    inTemporary: true,
    async open(folder) {
      const bill = `${folder}-bill.csv`;
      writeFileSync(
        bill,
        Buffer.from(`\ufefflineItem/UsageType,lineItem/UnblendedCost\n${'BoxUsage,1\n'.repeat(400_000)}`, 'utf16le'),
      );
      writeFileSync(join(folder, 'before'), 'kept');
      return {
        more: () => run(['reconcile', '--path', 'examples/app.yaml', '--bill', bill]),
        check: async () => {
          rmSync(bill);
          return readFileSync(join(folder, 'before'), 'utf8') === 'kept';
        },
      };
    },
  },
};
