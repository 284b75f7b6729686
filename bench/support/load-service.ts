// A process of its own for bench/http-load.bench.ts: the service with a state database, a key and some budgets in it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { keySettingsSchema } from '../../src/operations/resources/access/key-record.ts';
import { startServer } from '../../src/server.ts';

/** What the parent is told. */
export interface LoadService {
  readonly url: string;
  readonly key: string;
}

/** Answers a message that names what is asked for. */
export interface MemoryAnswer {
  /** Resident now; or in use, garbage collected, of this thread. */
  readonly what: 'resident' | 'used';
  readonly bytes: number;
}

const BUDGETS = 50;

const dataDir = mkdtempSync(join(tmpdir(), 'tollgate-load-'));
const config = readConfig({
  TOLLGATE_OFFLINE: 'true',
  TOLLGATE_PORT: '0',
  TOLLGATE_DATA_DIR: dataDir,
  TOLLGATE_LOG_LEVEL: 'silent',
  TOLLGATE_RATE_LIMIT_PER_MINUTE: '10000000',
  TOLLGATE_WORK_QUEUE: '4',
});
const services = composeServices(config);
const { key } = await (await services.access()).keys.create(keySettingsSchema.parse({ name: 'load', scope: 'read' }));
const { budgets } = await services.state();
for (let index = 0; index < BUDGETS; index++) {
  await budgets.create({ schema: 'tollgate/budget@1', name: `budget ${index}`, amount: '100', currency: 'USD' });
}
const server = await startServer(config, () => services);
process.once('SIGTERM', async () => {
  await server.close();
  rmSync(dataDir, { recursive: true, force: true });
  process.disconnect();
});
process.on('message', (what: MemoryAnswer['what']) => {
  // Twice: what finalizers release is collected by the second.
  if (what === 'used') for (let round = 0; round < 2; round++) globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  process.send?.({ what, bytes: what === 'used' ? heapUsed + external : rss } satisfies MemoryAnswer);
});
process.send?.({ url: server.url, key } satisfies LoadService);
