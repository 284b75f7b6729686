import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Decimal } from '../../../src/core/decimal.ts';
import { createBillStore } from '../../../src/state/bill-store.ts';
import type { Fault } from '../outcome.ts';
import { runNode } from '../process.ts';
import { look, withState } from './state-files.ts';

const LINES = 400;
const HEAD =
  'bill/BillingPeriodStartDate,bill/PayerAccountId,lineItem/UsageAccountId,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,lineItem/UnblendedCost,lineItem/LineItemType,lineItem/ResourceId,lineItem/CurrencyCode,lineItem/LineItemDescription\n';
const hour = (index: number): string => new Date(Date.UTC(2026, 5, 1, index)).toISOString().replace('.000', '');
const line = (index: number): string =>
  `2026-06-01T00:00:00Z,111122223333,111122223333,${hour(index)},${hour(index + 1)},AmazonVPC,VpcEndpoint-Hours,1,0.01,Usage,arn:aws:ec2:us-east-1:111122223333:vpc-endpoint/vpce-0${index % 7},USD,hours\n`;

/** An import is killed between its start and its end; a bill is there as a whole or not at all, and after the next import once. */
export const killedImport: Fault = {
  kind: 'a kill in an import',
  tries: 50,
  attempt: (index) =>
    withState(async (dataDir) => {
      const bill = join(dataDir, 'bill.csv');
      writeFileSync(bill, HEAD + Array.from({ length: LINES }, (_, each) => line(each)).join(''));
      const run = (onOutput?: (text: string, kill: (signal: NodeJS.Signals) => void) => void) =>
        runNode('test/faults/state/import-bill.ts', [dataDir, bill], onOutput && { onOutput });
      await run((text, kill) => {
        if (text.includes('requested')) setTimeout(() => kill('SIGKILL'), (index * 97) % 2500);
      });
      const between = await billed(dataDir);
      const { out, err } = await run();
      const after = await billed(dataDir);
      const whole = String(LINES / 100);
      return {
        wrong: [
          ...(after !== whole || !['0', whole].includes(between) ? (['lost'] as const) : []),
          ...(new Decimal(after).greaterThan(whole) ? (['doubled'] as const) : []),
          ...(/done|unchanged/.test(out) ? [] : (['crashed'] as const)),
        ],
        said: `${between} and then ${after} of ${whole}: ${out.replaceAll('\n', ' ')}${err.slice(-300)}`,
      };
    }),
};

const billed = (dataDir: string): Promise<string> =>
  look(dataDir, async (db) =>
    (await createBillStore(db).sums('2026-06'))
      .reduce((sum, { amount }) => sum.plus(amount), new Decimal(0))
      .toString(),
  );
