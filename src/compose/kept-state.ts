import type { KeptState } from '../operations/resources/price-watch/kept-state.ts';
import { openDatabase } from '../state/database.ts';
import { hasState, stateDirOf } from '../state/has-state.ts';
import { createOutbox } from '../state/outbox.ts';
import { createScanStore } from '../state/scan-store.ts';
import { createSealer } from '../state/sealed-text.ts';

interface Where {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
}

/** Opens the state database if there is one. Throws TG2201, also while a service holds the embedded one. */
export async function openKeptState(where: Where): Promise<KeptState | undefined> {
  if (!hasState(where)) return undefined;
  const { databaseUrl, dataDir } = where;
  const database = await openDatabase({ databaseUrl, dataDir: stateDirOf(dataDir), waitSeconds: 0 });
  const outbox = createOutbox(database.db, createSealer(undefined));
  return {
    newestSnapshots: (region) => createScanStore(database.db).newestSnapshots(region),
    events: { emit: (events) => outbox.keep(events) },
    close: () => database.close(),
  };
}
