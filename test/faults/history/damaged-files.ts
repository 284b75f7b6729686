import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { compact } from '../../../src/history/compact.ts';
import { createHistoryStore } from '../../../src/history/history-store.ts';
import { listDays } from '../../../src/history/list-days.ts';
import { withThroughput } from '../../../src/history/open-throughput-view.ts';
import { storeHistory } from '../../support/store-history.ts';
import type { Fault, Tried, Wrong } from '../outcome.ts';
import { SCOPE, START, withRoot } from './history-files.ts';

/** Bytes at a place of a file become others. */
function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const file = openSync(path, 'r+');
  writeSync(file, bytes, 0, bytes.length, at);
  closeSync(file);
}

const middle = (path: string): number => Math.floor(statSync(path).size / 2);

/** Ways in which a disk, a copy or a person damages a file. */
export const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  'of no length': (path) => truncateSync(path, 0),
  'cut to its first bytes': (path) => truncateSync(path, 11),
  'cut in the middle': (path) => truncateSync(path, middle(path)),
  'without its last byte': (path) => truncateSync(path, statSync(path).size - 1),
  missing: (path) => rmSync(path),
  'with a broken footer between whole marks': (path) =>
    overwrite(path, statSync(path).size - 60, Buffer.alloc(40, 255)),
  'with a wrong length of the footer': (path) =>
    overwrite(path, statSync(path).size - 8, Buffer.from([255, 255, 255, 127])),
  'with one bit flipped': (path) => {
    const at = middle(path);
    overwrite(path, at, Buffer.from([(readFileSync(path)[at] ?? 0) ^ 1]));
  },
  'with a page of zeros': (path) => overwrite(path, 4, Buffer.alloc(64)),
  'of text': (path) => writeFileSync(path, 'this was a data file'),
  'of the right length and random': (path) => writeFileSync(path, Buffer.alloc(statSync(path).size, 0xa5)),
  'with bytes behind its end': (path) => writeFileSync(path, 'more', { flag: 'a' }),
};

const WAYS = ['append', 'compact', 'read'] as const;
const MINUTES = 300;

const KINDS = Object.entries(DAMAGES).flatMap(([name, damage]) => WAYS.map((way) => ({ name, damage, way })));

/** Each kind of damage before an append, a compaction and a read: the rest stays in use, the time counts as unknown, a scan heals it. */
export const damagedFiles: Fault = {
  kind: 'a damaged file',
  tries: KINDS.length * 3,
  // Of few tries each is of another damage and another way.
  attempt: async (index) => {
    const kind = KINDS[(index * 7) % KINDS.length];
    return kind ? withRoot((root) => attempt(root, kind)) : { wrong: [] };
  },
};

interface DamageKind {
  readonly name: string;
  readonly damage: (path: string) => void;
  readonly way: (typeof WAYS)[number];
}

const minutes = (first: number, count = MINUTES) =>
  Array.from({ length: count }, (_, minute) => ({
    endpoint: 'vpce-1',
    az: 'use1-az1',
    start: START + (first + minute) * 60,
    periodSeconds: 60,
    bytes: 1000 + minute,
  }));

async function attempt(root: string, { name, damage, way }: DamageKind): Promise<Tried> {
  const store = createHistoryStore(root);
  await storeHistory(root, SCOPE, minutes(0));
  await storeHistory(root, SCOPE, minutes(MINUTES));
  await store.cover(SCOPE, [{ target: 'vpce-1', span: [START, START + 2 * MINUTES * 60] }]);
  const wrong: Wrong[] = [];
  // Read once, so that a file counts as whole for this process.
  if ((await count(root)) !== 2 * MINUTES) wrong.push('lost');
  const [day] = await listDays(root, SCOPE);
  damage(day?.files[0]?.path ?? '');
  if (way === 'append') await storeHistory(root, SCOPE, minutes(2 * MINUTES, 1));
  if (way === 'compact') await compact(root, SCOPE);
  if ((await count(root)) !== MINUTES + Number(way === 'append')) wrong.push('lost');
  const covered = (await store.coverage(SCOPE)).get('vpce-1');
  // Half an hour of the damaged file still covered would look idle.
  if (JSON.stringify(covered) !== JSON.stringify([[START + MINUTES * 60, START + 2 * MINUTES * 60]]))
    wrong.push('lost');
  await storeHistory(root, SCOPE, minutes(0));
  await compact(root, SCOPE);
  const healed = await count(root);
  if (healed < 2 * MINUTES) wrong.push('lost');
  if (healed > 2 * MINUTES + Number(way === 'append')) wrong.push('doubled');
  return { wrong, said: `a file ${name} before ${way}` };
}

const count = (root: string): Promise<number> =>
  withThroughput(root, [SCOPE], {}, async ({ connection }) => {
    const told = await connection.runAndReadAll('SELECT count(*) FROM throughput WHERE bytes >= 1000');
    return Number(told.getRows()[0]?.[0]);
  });
