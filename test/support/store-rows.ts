import { storeHistory } from './store-history.ts';

const START = Date.UTC(2026, 9, 30) / 1000;

/** Rows of 101 endpoints, one a minute. */
export const rowsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({
    endpoint: `vpce-${(index * 7919) % 101}`,
    az: 'use1-az1',
    start: START + (first + index) * 60,
    periodSeconds: 60,
    bytes: (index * 2_654_435_761) % 4_294_967_296,
  }));

/** As a process of its own: store-rows.ts ROOT FIRST COUNT (minutes). Prints the code of a failure. */
if (import.meta.main) {
  const [root = '', first = '0', count = '0'] = process.argv.slice(2);
  const scope = { account: '111122223333', region: 'us-east-1' };
  try {
    process.stdout.write(`stored ${await storeHistory(root, scope, rowsFrom(Number(first), Number(count)))}`);
  } catch (error) {
    process.stdout.write(`failed ${String((error as { code?: unknown }).code)}`);
  }
}
