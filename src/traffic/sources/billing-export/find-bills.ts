import { glob, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import { isTableUrl } from '../../../engines/table-url.ts';
import type { BillPath } from './bill-path.ts';
import { keysOfManifest } from './manifest.ts';
import { isManifest } from './select-versions.ts';
import { isWrittenBill } from './written-bill.ts';

const BILL = /\.(?:csv|gz|zip|parquet)$/i;

/**
 * The files that paths, globs, folders, manifests, `s3://bucket/prefix` and tables (`athena://`, `trino://`) name, each once, in order. Throws TG6001 where one names
 * none, TG6009 where a manifest names a file that is missing, TG1007 and TG2001 for what cannot be read.
 */
export async function findBills(patterns: readonly string[]): Promise<readonly BillPath[]> {
  const found = new Map<string, BillPath>();
  for (const pattern of patterns) {
    for (const bill of await billsOf(pattern)) if (!found.has(bill.name)) found.set(bill.name, bill);
  }
  return [...found.values()];
}

async function billsOf(pattern: string): Promise<readonly BillPath[]> {
  if (isTableUrl(pattern)) return (await import('./table-bill.ts')).tableBill(pattern);
  if (pattern.startsWith('s3://')) return (await import('./s3-bills.ts')).s3Bills(pattern);
  if (/[*?[{]/.test(pattern)) {
    const paths: string[] = [];
    for await (const path of glob(pattern)) paths.push(path);
    return some(
      paths,
      pattern,
      'Check the folder and the ending; quote the pattern, so that the shell does not read it first.',
    );
  }
  if (isManifest(pattern)) return (await filesOfManifest(pattern)).map(asBill);
  const isFolder = await stat(pattern).then(
    (found) => found.isDirectory(),
    () => false,
  );
  if (!isFolder) return [asBill(pattern)];
  const names = await readdir(pattern, { recursive: true });
  const paths: string[] = [];
  for (const name of names) {
    const path = join(pattern, name);
    // Reports have JSON files of their own beside them.
    const isJson = /\.json$/i.test(name) && !isManifest(name);
    if (BILL.test(name) || (isJson && (await isWrittenBill(asBill(path))))) paths.push(path);
  }
  return some(
    paths,
    pattern,
    'Give the folder of a billing export: CSV, CSV.GZ, zip or Parquet files, or answers of Cost Explorer as JSON.',
  );
}

const asBill = (path: string): BillPath => ({ path, name: path });

function some(paths: readonly string[], pattern: string, hint: string): readonly BillPath[] {
  if (paths.length > 0) return [...paths].sort().map(asBill);
  throw new TollgateError('TG6001', `No file matches ${pattern}.`, { location: { file: pattern }, hint });
}

/** The files that a manifest on disk names by their keys in the bucket: below the folder that the bucket was copied to. */
async function filesOfManifest(path: string): Promise<readonly string[]> {
  const keys = await readFile(path, 'utf8').then(keysOfManifest, () => []);
  if (keys.length === 0) {
    throw new TollgateError('TG6009', `${path} names no file of a report.`, {
      location: { file: path },
      hint: 'Give the manifest of a Cost and Usage Report or a Data Export, whole.',
    });
  }
  return Promise.all(keys.map((key) => fileOfKey(key, path)));
}

async function fileOfKey(key: string, manifest: string): Promise<string> {
  const parts = key.split('/').filter((part) => part !== '..' && part !== '');
  for (let folder = dirname(manifest), up = 0; up <= parts.length; folder = join(folder, '..'), up++) {
    for (let from = 0; from < parts.length; from++) {
      const path = join(folder, ...parts.slice(from));
      if (
        await stat(path).then(
          ({ size }) => size >= 0,
          () => false,
        )
      )
        return path;
    }
  }
  throw new TollgateError('TG6009', `${key} is missing: ${manifest} names it.`, {
    location: { file: manifest },
    hint: 'Copy the report with its folders, and every file of it.',
  });
}
