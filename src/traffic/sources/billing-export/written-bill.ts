import { TollgateError } from '../../../core/errors.ts';
import type { BillPath } from './bill-path.ts';
import { costExplorer } from './cost-explorer/index.ts';
import { readStart } from './read-whole.ts';
import type { Scratch } from './unpack-bill.ts';
import type { WrittenBill, WrittenLines } from './written-kind.ts';

/** Every kind of bill that is written as a table first. */
const WRITTEN_BILLS: readonly WrittenBill[] = [costExplorer];

/** Whether a file is one of these kinds. Throws TG1007. */
export async function isWrittenBill(file: BillPath): Promise<boolean> {
  const start = await readStart(file);
  return WRITTEN_BILLS.some((kind) => kind.accepts(start));
}

/** Gives files that DuckDB reads as tables. Throws TG4074 where a summary and an export of lines stand together. */
export async function writeBills(files: readonly BillPath[], scratch: Scratch): Promise<WrittenLines> {
  const kinds = await Promise.all(
    files.map(async (file) => {
      const start = await readStart(file);
      return { file, kind: WRITTEN_BILLS.find((each) => each.accepts(start)) };
    }),
  );
  const [[kind, own] = [undefined, []], other] = [...Map.groupBy(kinds, (each) => each.kind)];
  if (other !== undefined) {
    const [first, second] = [own[0]?.file.name ?? '', other[1][0]?.file.name ?? ''];
    throw new TollgateError('TG4074', `${first} and ${second} are bills of two kinds: usage may be on both.`, {
      location: { file: second },
      hint: 'Give the Cost Explorer files or the billing export, each in a run of its own.',
    });
  }
  return kind === undefined ? { files, notes: [] } : kind.write(files, scratch);
}
