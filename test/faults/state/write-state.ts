import { openStateDatabase } from '../../../src/compose/database.ts';
import { createBudgetStore } from '../../../src/state/budget-store.ts';
import { budgetOf } from './state-files.ts';

/** write-state.ts DATADIR: keeps budgets until it is killed, and prints the number of each once it is kept. */
const database = await openStateDatabase({ dataDir: process.argv[2] ?? '', databaseUrl: undefined });
const budgets = createBudgetStore(database.db);
for (let number = 0; number < 100_000; number++) {
  await budgets.create(budgetOf(number));
  process.stdout.write(`${number}\n`);
}
