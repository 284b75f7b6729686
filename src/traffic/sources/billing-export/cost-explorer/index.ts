import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BillPath } from '../bill-path.ts';
import { readWhole } from '../read-whole.ts';
import type { Scratch } from '../unpack-bill.ts';
import type { BillNote, WrittenBill, WrittenLines } from '../written-kind.ts';
import { readAnswers } from './answer.ts';
import { isConsoleTable, readConsoleTable } from './console-table.ts';
import { ASK, type CostFile } from './lines.ts';
import { refuseCosts } from './refuse.ts';
import { csvOf } from './write-lines.ts';

const ANSWER = /"(?:ResultsByTime|GroupDefinitions|NextPageToken)"\s*:/;
const isAnswer = (start: string): boolean => /^\s*[{[]/.test(start) && ANSWER.test(start);

/** Cost Explorer: what `aws ce get-cost-and-usage` prints, and the CSV of its console. It names no resources. */
export const costExplorer: WrittenBill = {
  kind: 'cost-explorer',
  accepts: (start) => isAnswer(start) || isConsoleTable(start),
  write,
};

let written = 0;

async function write(files: readonly BillPath[], scratch: Scratch): Promise<WrittenLines> {
  const read: CostFile[] = [];
  for (const file of files) {
    const text = await readWhole(file);
    read.push(...(/^\s*[{[]/.test(text) ? readAnswers(text, file.name) : [readConsoleTable(text, file.name)]));
  }
  refuseCosts(read);
  const folder = await scratch();
  const tables: BillPath[] = [];
  for (const each of read) {
    written += 1;
    const path = join(folder, `cost-explorer-${written}.csv`);
    await writeFile(path, csvOf(each), { mode: 0o600 });
    tables.push({ path, name: each.name });
  }
  return { files: tables, notes: read.flatMap(notesOf) };
}

function notesOf({ name, estimated, lines, hasOpenEnd }: CostFile): readonly BillNote[] {
  const [first] = estimated;
  const unknown = lines.filter(({ quantity }) => quantity === undefined);
  const notes: BillNote[] = [];
  if (first !== undefined)
    notes.push({
      code: 'TG2090',
      subject: name,
      text: `${name} is estimated from ${first} on: AWS may still change it. Ask again once the month is billed.`,
    });
  if (unknown.length > 0)
    notes.push({
      code: 'TG2091',
      subject: name,
      text: `${name} tells no usage for ${unknown.length === 1 ? '1 cost' : `${unknown.length} costs`}: nothing is compared with that. ${ASK}`,
    });
  else if (hasOpenEnd)
    notes.push({
      code: 'TG2091',
      subject: name,
      text: `${name} does not tell where its last month ends: it counts as whole. ${ASK}`,
    });
  return notes;
}
