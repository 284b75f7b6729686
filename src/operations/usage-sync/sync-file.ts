import { type Document, isMap, isScalar, LineCounter, type Pair, parseDocument, type Scalar, YAMLMap } from 'yaml';
import { Decimal } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { familyOf, matches, wildcardsIn } from '../../traffic/sources/usage-file/address-pattern.ts';
import type { MeasuredUsage } from './measured-usage.ts';

/** The key of a VPC endpoint in Infracost's usage file. */
const KEY = 'monthly_data_processed_gb';
/** What a value that was written here says behind itself; any other value is the user's and stays. */
const MARK = 'tollgate: measured';

export interface SyncedFile {
  readonly text: string;
  readonly written: number;
  /** Addresses whose own value, or value of a wildcard, the user set. */
  readonly kept: number;
}

/**
 * Brings a usage file (0.1) up to date: adds what is missing, renews what an earlier run wrote, keeps every value, comment and order
 * of the user. `writtenOn` is the day of writing. Throws TG1003 or TG1201.
 */
export function syncUsageFile(
  existing: { readonly name: string; readonly text: string } | undefined,
  usage: readonly MeasuredUsage[],
  writtenOn: string,
): SyncedFile {
  const document = existing ? parse(existing.name, existing.text) : parseDocument('version: 0.1\nresource_usage: {}\n');
  const resources = resourcesOf(document, existing?.name ?? 'usage file');
  const wildcards = resources.items.map(({ key }) => String(key)).filter((key) => wildcardsIn(key) > 0);
  let written = 0;
  let kept = 0;
  for (const { address, traffic } of usage) {
    const own = resources.get(address, true);
    const covered = wildcards.some((each) => familyOf(each) === familyOf(address) && matches(each, address));
    if (own === undefined ? covered : !isOurs(own)) {
      kept += 1;
      continue;
    }
    const value = document.createNode(new Decimal(traffic.monthlyGb).toDecimalPlaces(3).toNumber()) as Scalar;
    value.comment = ` ${MARK} ${windowOf(traffic.provenance)}, written ${writtenOn}`;
    const entry = isMap(own) ? (own as YAMLMap) : new YAMLMap();
    entry.flow = false;
    entry.set(KEY, value);
    resources.set(address, entry);
    written += 1;
  }
  resources.flow = false;
  return { text: document.toString({ lineWidth: 0 }), written, kept };
}

function parse(name: string, text: string): Document {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const [problem] = document.errors;
  if (problem) {
    const line = counter.linePos(problem.pos[0]).line;
    throw new TollgateError('TG1003', `${name} is not valid YAML at line ${line}.`, { location: { file: name, line } });
  }
  if (document.contents === null) return parseDocument('version: 0.1\nresource_usage: {}\n');
  const version = isMap(document.contents) ? String(document.get('version')) : '';
  if (version === '0.1') return document;
  throw new TollgateError('TG1201', `${name} is not a usage file of version 0.1.`, { location: { file: name } });
}

function resourcesOf(document: Document, name: string): YAMLMap {
  const found = document.get('resource_usage', true);
  if (isMap(found)) return found as YAMLMap;
  if (found !== undefined && !(isScalar(found) && found.value === null)) {
    throw new TollgateError('TG1201', `resource_usage of ${name} is not a mapping.`, { location: { file: name } });
  }
  const fresh = new YAMLMap();
  document.set('resource_usage', fresh);
  return fresh;
}

/** An entry may be written to where it has no value yet, or one that carries our mark. */
function isOurs(entry: unknown): boolean {
  if (isScalar(entry)) return entry.value === null;
  if (!isMap(entry)) return false;
  const pair = (entry.items as Pair[]).find(({ key }) => isScalar(key) && key.value === KEY);
  if (!pair) return true;
  return isScalar(pair.value) && pair.value.comment?.includes(MARK) === true;
}

function windowOf({ source, window }: MeasuredUsage['traffic']['provenance']): string {
  const span = window ? ` ${window.start.slice(0, 10)} to ${window.end.slice(0, 10)}` : '';
  return `by ${source}${span}`;
}
