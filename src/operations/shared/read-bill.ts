import type { BillLabel } from '../../traffic/sources/billing-export/bill-labels.ts';
import type { BillLine, BillSpan } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { TrafficFile } from '../../traffic/traffic-source.ts';

/** A bill, added up by resource, product and day. */
export interface ReadBill {
  readonly lines: readonly BillLine[];
  readonly span: BillSpan | undefined;
  readonly formats: readonly string[];
  readonly hasResourceIds: boolean;
  readonly rejected: number;
}

/** Reads the files of one bill, with the tag or cost category that is asked for. Throws TG1001, TG1007, TG6002 to TG6004. */
export async function readBill(files: readonly TrafficFile[], label?: BillLabel): Promise<ReadBill> {
  const [{ openBill }, { billLines, billSpan }, { billsOnDisk }] = await Promise.all([
    import('../../traffic/sources/billing-export/open-bill.ts'),
    import('../../traffic/sources/billing-export/bill-lines.ts'),
    import('../../traffic/sources/billing-export/on-disk.ts'),
  ]);
  return billsOnDisk(files, async (paths) => {
    const bill = await openBill(paths, label);
    try {
      const { formats, hasResourceIds, rejected, connection } = bill;
      return {
        formats,
        hasResourceIds,
        rejected,
        lines: await billLines(connection),
        span: await billSpan(connection),
      };
    } finally {
      bill.close();
    }
  });
}

/** What is said of lines that cannot be read. */
export const rejectedLines = (count: number): string =>
  `${count === 1 ? '1 line was' : `${count} lines were`} rejected: the start, the quantity or the cost cannot be read.`;
