import { storeHistory } from './store-history.ts';

/** Stores rows of many endpoints as a process of its own: store-rows.ts ROOT FIRST COUNT (minutes). Prints the code of a failure. */
const [root = '', first = '0', count = '0'] = process.argv.slice(2);
const START = Date.UTC(2026, 9, 30) / 1000;
const rows = Array.from({ length: Number(count) }, (_, index) => ({
  endpoint: `vpce-${(index * 7919) % 101}`,
  az: 'use1-az1',
  start: START + (Number(first) + index) * 60,
  periodSeconds: 60,
  bytes: (index * 2_654_435_761) % 4_294_967_296,
}));
try {
  process.stdout.write(`stored ${await storeHistory(root, { account: '111122223333', region: 'us-east-1' }, rows)}`);
} catch (error) {
  process.stdout.write(`failed ${String((error as { code?: unknown }).code)}`);
}
