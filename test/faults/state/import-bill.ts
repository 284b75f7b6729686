import { composeServices } from '../../../src/compose.ts';
import { readConfig } from '../../../src/config.ts';

/** import-bill.ts DATADIR BILL: imports a bill as the service does, and prints `running` and how it ended. */
const [dataDir = '', bill = ''] = process.argv.slice(2);
const services = composeServices(
  readConfig({
    TOLLGATE_OFFLINE: 'true',
    TOLLGATE_DATA_DIR: dataDir,
    TOLLGATE_BILLS: bill,
    TOLLGATE_PRICING_CACHE: '/nonexistent',
  }),
  (error) => process.stderr.write(`${String(error)}\n`),
);
const { bills } = await services.state();
const { id } = await bills.request();
process.stdout.write('requested\n');
for (;;) {
  const { state } = await bills.get(id);
  if (!['requested', 'running'].includes(state)) {
    process.stdout.write(`${state}\n`);
    break;
  }
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await services.close();
process.exit(0);
