import type { BillLabel } from '../../traffic/sources/billing-export/bill-labels.ts';
import type { BillLine, BillSpan, UnreadMoney } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { Double } from '../../traffic/sources/billing-export/overlaps.ts';
import type { StatedRate } from '../../traffic/sources/billing-export/stated-rates.ts';
import type { BillNote } from '../../traffic/sources/billing-export/written-kind.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';

/** A bill, added up by resource, product and day: the lines of the products that Tollgate reads, those without an id shared out to the usage they are of. */
export interface ReadBill {
  readonly lines: readonly BillLine[];
  /** Money of lines that cannot be read whole. */
  readonly unread: readonly UnreadMoney[];
  readonly span: BillSpan | undefined;
  readonly formats: readonly string[];
  readonly hasResourceIds: boolean;
  readonly namesResources: boolean;
  readonly rejected: number;
  /** What is on the bill twice, and versions that a newer one replaces: not counted. */
  readonly doubles: readonly Double[];
  readonly older: readonly string[];
  /** What is to be said of single files. */
  readonly notes: readonly BillNote[];
  /** Exchange rates that the bill itself states. */
  readonly stated: readonly StatedRate[];
}

/** Reads the files of one bill, with the tag or cost category that is asked for. Throws TG1001, TG1007, TG6002 to TG6004, TG6012. */
export async function readBill(files: readonly TrafficFile[], label?: BillLabel): Promise<ReadBill> {
  const [{ openBill }, { billLines, billSpan, unreadMoney }, { billsOnDisk }, spread, { isInScope }] =
    await Promise.all([
      import('../../traffic/sources/billing-export/open-bill.ts'),
      import('../../traffic/sources/billing-export/bill-lines.ts'),
      import('../../traffic/sources/billing-export/on-disk.ts'),
      import('../../traffic/sources/billing-export/spread-lines.ts'),
      import('../../traffic/sources/billing-export/line-scope.ts'),
    ]);
  return billsOnDisk(files, async (paths) => {
    const bill = await openBill(paths, label);
    try {
      const { formats, hasResourceIds, namesResources, rejected, doubles, older, notes, stated, connection } = bill;
      const lines = await billLines(connection);
      const whole = spread.hasWholeBillDiscount(lines) ? await bill.usageOfPayers() : undefined;
      return {
        formats,
        hasResourceIds,
        namesResources,
        rejected,
        doubles,
        older,
        notes,
        stated,
        lines: spread.spreadLines(lines, whole).filter(isInScope),
        unread: (await unreadMoney(connection)).filter(isInScope),
        span: await billSpan(connection),
      };
    } finally {
      bill.close();
    }
  });
}
