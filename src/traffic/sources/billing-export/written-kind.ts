import type { FindingCode } from '../../../core/errors.ts';
import type { BillPath } from './bill-path.ts';
import type { Scratch } from './unpack-bill.ts';

/** What is to be said of a file beside its lines. */
export interface BillNote {
  readonly code: FindingCode;
  readonly subject: string;
  readonly text: string;
}

export interface WrittenLines {
  /** CSV with the columns of a Cost and Usage Report. */
  readonly files: readonly BillPath[];
  readonly notes: readonly BillNote[];
}

/** Port: a kind of bill that is no table of lines, and is written as one before it is read. */
export interface WrittenBill {
  readonly kind: string;
  /** `start` is the text a file begins with. */
  accepts(start: string): boolean;
  /** All files of the kind at once: pages and overlaps show between files alone. */
  write(files: readonly BillPath[], scratch: Scratch): Promise<WrittenLines>;
}
