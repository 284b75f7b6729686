import { openWriter } from '../../src/history/append.ts';

/** Stores rows of one endpoint as a process of its own: store-rows.ts ROOT FIRST COUNT (minutes). Prints the code of a failure. */
const [root = '', first = '0', count = '0'] = process.argv.slice(2);
const START = Date.UTC(2026, 9, 30) / 1000;
const writer = await openWriter(root, { account: '111122223333', region: 'us-east-1' });
try {
  await writer.addRows(
    Array.from({ length: Number(count) }, (_, index) => ({
      endpoint: `vpce-${(index * 7919) % 10_007}`,
      az: 'use1-az1',
      start: START + (Number(first) + index) * 60,
      periodSeconds: 60,
      bytes: (index * 2_654_435_761) % 4_294_967_296,
    })),
  );
  process.stdout.write(`stored ${await writer.flush()}`);
} catch (error) {
  process.stdout.write(`failed ${String((error as { code?: unknown }).code)}`);
} finally {
  await writer.close();
}
