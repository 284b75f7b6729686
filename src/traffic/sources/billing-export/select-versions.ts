import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BillPath } from './bill-path.ts';

/** A version of a report of one period: AWS writes each into a folder of its own (CREATE_NEW_REPORT). */
export interface SelectedBills {
  readonly bills: readonly BillPath[];
  /** Folders of older versions, which are not counted. */
  readonly older: readonly string[];
}

const PERIOD = /^(?:\d{8}-\d{8}|billing_period=\d{4}-\d{2})$/i;
const MANIFEST = /manifest\.json$/i;

/** The folder of a period, and what comes between it and the file: the name of the version; undefined where a path has no period. */
interface Placed {
  readonly bill: BillPath;
  readonly period: string;
  readonly version: string;
}

/**
 * Keeps the newest version of each report and period: the one that the manifest of the period names, else the newest by its name
 * where names count up or are times, else the one that was written last.
 */
export async function selectVersions(files: readonly BillPath[]): Promise<SelectedBills> {
  const bills = files.filter(({ name }) => !MANIFEST.test(name));
  const placed = bills.map((bill) => placeOf(bill));
  const older: string[] = [];
  const dropped = new Set<BillPath>();
  const periods = Map.groupBy(
    placed.flatMap((each) => each ?? []),
    ({ period }) => period,
  );
  for (const [period, own] of periods) {
    const versions = [...Map.groupBy(own, ({ version }) => version)];
    if (versions.length < 2) continue;
    const newest = (await namedByManifest(versions)) ?? (await newestOf(versions));
    for (const [version, files] of versions) {
      if (version === newest) continue;
      older.push(join(period, version));
      for (const { bill } of files) dropped.add(bill);
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

/** The manifest beside the versions names the assembly that counts, and its files. */
async function namedByManifest(versions: Versions): Promise<string | undefined> {
  const [version = '', [first] = []] = versions[0] ?? [];
  if (!first) return undefined;
  const depth = version === '' ? 1 : version.split('/').length + 1;
  const text = await manifestIn(join(first.bill.path, ...Array<string>(depth).fill('..')));
  if (text === undefined) return undefined;
  const named = versions.filter(([name]) => name !== '' && text.includes(name.split('/').at(-1) ?? name));
  return named.length === 1 ? named[0]?.[0] : undefined;
}

/** A manifest that is being written is no JSON yet and names nothing: names and times decide then. */
async function manifestIn(folder: string): Promise<string | undefined> {
  try {
    const [name] = (await readdir(folder)).filter((each) => MANIFEST.test(each)).sort();
    return name === undefined ? undefined : JSON.stringify(JSON.parse(await readFile(join(folder, name), 'utf8')));
  } catch {
    return undefined;
  }
}

const TIMED = /^\d{4}-?\d{2}-?\d{2}T/;

async function newestOf(versions: Versions): Promise<string> {
  const names = versions.map(([version]) => version);
  const shapes = new Set(names.map((name) => name.replace(/\d+/g, '0')));
  if (shapes.size === 1 || names.every((name) => TIMED.test(name))) {
    return [...names].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1) ?? '';
  }
  const times = await Promise.all(
    versions.map(async ([version, files]) => ({ version, time: await writtenAt(files) })),
  );
  return times.reduce((best, each) => (each.time > best.time ? each : best)).version;
}

async function writtenAt(files: readonly Placed[]): Promise<number> {
  const times = await Promise.all(files.map(async ({ bill }) => (await stat(bill.path)).mtimeMs));
  return Math.max(...times);
}
