import { createHistoryStore } from '../../../src/history/history-store.ts';
import { storeHistory } from '../../support/store-history.ts';
import { BATCH, batchOf, SCOPE } from './batches.ts';

/** cover-rows.ts ROOT: stores batches of rows and marks their time as covered until it is killed, and prints the number of each that is kept. */
const root = process.argv[2] ?? '';
const store = createHistoryStore(root);
for (let number = 0; number < 1000; number++) {
  const rows = batchOf(number);
  await storeHistory(root, SCOPE, rows);
  const start = rows[0]?.start ?? 0;
  await store.cover(SCOPE, [{ target: 'vpce-1', span: [start, start + BATCH * 60] }]);
  process.stdout.write(`${number}\n`);
}
