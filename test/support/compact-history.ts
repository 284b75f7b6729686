import { compact } from '../../src/history/compact.ts';

/** Joins the files of each day as a process of its own: compact-history.ts ROOT. Prints the code of a failure. */
const [root = ''] = process.argv.slice(2);
try {
  const { days } = await compact(root, { account: '111122223333', region: 'us-east-1' });
  process.stdout.write(`joined ${days}`);
} catch (error) {
  process.stdout.write(`failed ${String((error as { code?: unknown }).code)}`);
}
