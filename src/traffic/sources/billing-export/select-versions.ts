import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import type { BillPath } from './bill-path.ts';
import { keysOfManifest } from './manifest.ts';

/** A version of a report of one period: AWS writes each into a folder of its own (CREATE_NEW_REPORT). */
export interface SelectedBills {
  readonly bills: readonly BillPath[];
  /** Folders of older versions, and files that the manifest no longer names: not counted. */
  readonly older: readonly string[];
}

/** When a file was written, in milliseconds since 1970. */
export type WrittenAt = (bill: BillPath) => Promise<number>;

const PERIOD = /^(?:\d{8}-\d{8}|billing_period=\d{4}-\d{2})$/i;
const MANIFEST = /manifest\.json$/i;

export const isManifest = (name: string): boolean => MANIFEST.test(name);

/** The folder of a period, and what comes between it and the file: the name of the version; undefined where a path has no period. */
interface Placed {
  readonly bill: BillPath;
  readonly period: string;
  readonly version: string;
}

/**
 * Keeps the newest version of each report and period: the one that the manifest of the period names, else the newest by its name
 * where names count up or are times, else the one that was written last. Throws TG6009 where a file that the manifest names is missing.
 */
export async function selectVersions(
  files: readonly BillPath[],
  writtenAt: WrittenAt = modified,
): Promise<SelectedBills> {
  const bills = files.filter(({ name }) => !isManifest(name));
  const older: string[] = [];
  const dropped = new Set<BillPath>();
  const periods = Map.groupBy(
    bills.flatMap((bill) => placeOf(bill) ?? []),
    ({ period }) => period,
  );
  for (const [period, own] of periods) {
    const versions = [...Map.groupBy(own, ({ version }) => version)];
    const keys = await namedKeys(versions);
    const newest = namedByKeys(versions, keys) ?? (await newestOf(versions, writtenAt));
    for (const [version, all] of versions) {
      if (version === newest) {
        for (const bill of unnamed(all, keys, period)) {
          older.push(bill.name);
          dropped.add(bill);
        }
        continue;
      }
      older.push(join(period, version));
      for (const { bill } of all) dropped.add(bill);
    }
  }
  return { bills: bills.filter((bill) => !dropped.has(bill)), older: older.sort() };
}

function placeOf(bill: BillPath): Placed | undefined {
  const parts = bill.name.split(/[\\/]/);
  const at = parts.findLastIndex((part, index) => index < parts.length - 1 && PERIOD.test(part));
  if (at === -1) return undefined;
  return { bill, period: parts.slice(0, at + 1).join('/'), version: parts.slice(at + 1, -1).join('/') };
}

type Versions = readonly (readonly [string, readonly Placed[]])[];

/** The files that the manifest of the period names; none where there is no manifest, or one that is being written. */
async function namedKeys(versions: Versions): Promise<readonly string[]> {
  const [version = '', [first] = []] = versions[0] ?? [];
  if (!first) return [];
  const depth = version === '' ? 1 : version.split('/').length + 1;
  const folder = join(first.bill.path, ...Array<string>(depth).fill('..'));
  // Data Exports keep manifests beside the data, in folders of the same names.
  const metadata = folder.replace(/([\\/])data([\\/][^\\/]+)$/, '$1metadata$2');
  for (const each of new Set([folder, metadata])) {
    const keys = await newestManifest(each, each !== folder);
    if (keys.length > 0) return keys;
  }
  return [];
}

async function newestManifest(folder: string, recursive: boolean): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder, { recursive })).filter(isManifest).sort(byNumbers).reverse();
    for (const name of names) {
      const keys = keysOfManifest(await readFile(join(folder, name), 'utf8'));
      if (keys.length > 0) return keys;
    }
  } catch {
    // No such folder.
  }
  return [];
}

const byNumbers = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });

function namedByKeys(versions: Versions, keys: readonly string[]): string | undefined {
  const folders = new Set(keys.map((key) => key.split('/').at(-2) ?? ''));
  const named = versions.filter(([version]) => folders.has(version.split('/').at(-1) ?? ''));
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** Files of the newest version that its manifest no longer names. Throws TG6009 where one that it names is missing. */
function unnamed(files: readonly Placed[], keys: readonly string[], period: string): readonly BillPath[] {
  const names = new Set(keys.map((key) => key.split('/').at(-1) ?? ''));
  const nameOf = ({ bill }: Placed): string => bill.name.split(/[\\/]/).at(-1) ?? '';
  if (!files.some((file) => names.has(nameOf(file)))) return [];
  const present = new Set(files.map(nameOf));
  const missing = [...names].filter((name) => !present.has(name));
  if (missing.length > 0) {
    throw new TollgateError(
      'TG6009',
      `${missing[0]} of ${period} is missing: the manifest names ${names.size} files.`,
      {
        location: { file: period },
        hint: 'Give every file of the report, or wait until its delivery is whole.',
      },
    );
  }
  return files.filter((file) => !names.has(nameOf(file))).map(({ bill }) => bill);
}

const TIMED = /^\d{4}-?\d{2}-?\d{2}T/;

async function newestOf(versions: Versions, writtenAt: WrittenAt): Promise<string> {
  const names = versions.map(([version]) => version);
  if (names.length === 1) return names[0] ?? '';
  const shapes = new Set(names.map((name) => name.replace(/\d+/g, '0')));
  if (shapes.size === 1 || names.every((name) => TIMED.test(name))) return [...names].sort(byNumbers).at(-1) ?? '';
  const times = await Promise.all(
    versions.map(async ([version, files]) => {
      const own = await Promise.all(files.map(({ bill }) => writtenAt(bill)));
      return { version, time: Math.max(...own) };
    }),
  );
  return times.reduce((best, each) => (each.time > best.time ? each : best)).version;
}

const modified: WrittenAt = async ({ path }) => (await stat(path)).mtimeMs;
