import { TollgateError } from '../../../core/errors.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import { findRegion } from '../../../core/regions.ts';
import { mergeTopologies } from '../../merge-topologies.ts';
import type { TopologyReading } from '../../topology-source.ts';
import { type AnswerParts, answerParts, eachOnce } from './answer-parts.ts';
import { configAnswers, newestVersions } from './config-items.ts';
import { type Inventory, inventorySchema } from './schema.ts';
import { steampipeAnswers } from './steampipe-rows.ts';
import { toTopology } from './to-topology.ts';

/** A file of a bundle, under any name: what an `aws ... describe-*` command, AWS Config or Steampipe printed. */
export interface BundleFile {
  readonly name: string;
  readonly value: unknown;
}

interface Placed {
  readonly file: BundleFile;
  readonly text: string;
  readonly parts: AnswerParts;
  region?: string | undefined;
  account?: string | undefined;
}

/**
 * Reads the files of a bundle as one network. Region and account are told by each configuration item of AWS Config and row of Steampipe;
 * those of a describe command by its path, else by what it holds (zones, ARNs, owners), else by VPCs that another file places. A file
 * that holds no known list is named. Throws TG1005.
 */
export function bundleTopology(files: readonly BundleFile[], regionGiven?: string): TopologyReading {
  const findings: Finding[] = [];
  const newest = newestVersions(files.map(({ value }) => value));
  const placed = files.flatMap((file) => placedOf(file, newest, findings));
  place(placed, 'region', regionIn, regionOfContent);
  place(placed, 'account', accountIn, accountOfContent);
  for (const each of placed) each.region ??= regionGiven;
  for (const { file, region } of placed) {
    if (region !== undefined) continue;
    findings.push(
      finding(
        'TG2059',
        file.name,
        `Nothing tells the Region of ${file.name}: put it into a folder named after its Region.`,
      ),
    );
  }
  const scopes = Map.groupBy(placed, ({ account, region }) => `${account ?? ''} ${region ?? ''}`);
  const topologies = [...scopes.values()].map((own) => {
    const [{ account, region } = { account: undefined, region: undefined }] = own;
    const lists: Record<string, unknown[]> = { VpcEndpoints: [] };
    for (const [part, items] of own.flatMap(({ parts }) => Object.entries(parts))) {
      lists[part] = eachOnce(part, [...(lists[part] ?? []), ...items]);
    }
    const reading = toTopology(inventoryOf({ ...lists, Region: region, AccountId: account }, own));
    findings.push(...reading.findings);
    return reading.topology;
  });
  return { topology: mergeTopologies(topologies), findings };
}

function inventoryOf(lists: unknown, own: readonly Placed[]): Inventory {
  const parsed = inventorySchema.safeParse(lists);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const list = String(issue?.path[0] ?? '');
  const name = own.find(({ parts }) => Object.hasOwn(parts, list))?.file.name ?? 'the bundle';
  throw new TollgateError('TG1005', `${name} does not fit: ${path} ${issue?.message ?? ''}.`, {
    location: { file: name, path },
  });
}

function placedOf(file: BundleFile, newest: ReadonlyMap<string, string>, findings: Finding[]): readonly Placed[] {
  const foreign = configAnswers(file.value, newest) ?? steampipeAnswers(file.value);
  if (foreign) {
    if (foreign.left.length > 0) findings.push(leftOut(file, foreign.left));
    const scopes = Map.groupBy(foreign.answers, ({ account, region }) => `${account ?? ''} ${region ?? ''}`);
    return [...scopes.values()].map((own) => {
      const [{ account, region } = { account: undefined, region: undefined }] = own;
      const lists = Map.groupBy(
        own.flatMap(({ parts }) => Object.entries(parts)),
        ([part]) => part,
      );
      const parts = Object.fromEntries([...lists].map(([part, each]) => [part, each.flatMap(([, items]) => items)]));
      return { file, parts, text: JSON.stringify(parts), region, account };
    });
  }
  const parts = answerParts(file.value);
  if (Object.keys(parts).length > 0) return [{ file, parts, text: JSON.stringify(parts) }];
  findings.push(
    finding(
      'TG2058',
      file.name,
      `${file.name} holds no answer of a describe command, no configuration items and no rows that Tollgate reads.`,
    ),
  );
  return [];
}

/** Names what a file holds beside the network, with how many of each. */
function leftOut(file: BundleFile, left: readonly string[]): Finding {
  const counts = [...Map.groupBy(left, (type) => type)].map(([type, each]) => `${each.length} x ${type}`);
  return finding('TG2110', file.name, `${file.name} holds what is not read: ${counts.sort().join(', ')}.`);
}

/** Fills in a field: by path, by content, by VPCs placed already, and where all others agree on one value, by that. */
function place(
  files: readonly Placed[],
  field: 'region' | 'account',
  inPath: (path: string) => string | undefined,
  inContent: (text: string) => string | undefined,
): void {
  for (const each of files) each[field] ??= inPath(each.file.name) ?? inContent(each.text);
  const ofVpc = new Map<string, string>();
  for (const each of files) {
    for (const vpc of vpcsIn(each.text)) if (each[field] !== undefined) ofVpc.set(vpc, each[field]);
  }
  const known = new Set(files.flatMap((each) => each[field] ?? []));
  const [only] = known.size === 1 ? known : [];
  for (const each of files) each[field] ??= vpcsIn(each.text).flatMap((vpc) => ofVpc.get(vpc) ?? [])[0] ?? only;
}

const vpcsIn = (text: string): readonly string[] =>
  [...text.matchAll(/"(vpc-[0-9a-z-]+)"/g)].map((match) => match[1] ?? '');

const REGION = /[a-z]{2}(?:-[a-z]+)+-\d/g;
const regionIn = (path: string): string | undefined => (path.match(REGION) ?? []).find((each) => findRegion(each));

/** The Region of zones, ARNs and AWS services; the one that is named most often. */
function regionOfContent(text: string): string | undefined {
  const named = text.matchAll(/"([a-z]{2}(?:-[a-z]+)+-\d)[a-z]"|arn:aws[a-z-]*:[a-z0-9-]+:([a-z]{2}(?:-[a-z]+)+-\d):/g);
  const zones = [...named].map((match) => match[1] ?? match[2] ?? '');
  const services = [...text.matchAll(/com\.amazonaws\.([a-z]{2}(?:-[a-z]+)+-\d)\./g)].map((match) => match[1] ?? '');
  return mostOften(zones.length > 0 ? zones : services);
}

const accountIn = (path: string): string | undefined => /(?<!\d)\d{12}(?!\d)/.exec(path)?.[0];
const accountOfContent = (text: string): string | undefined =>
  mostOften([...text.matchAll(/"(?:OwnerId|OwningAccount)":"(\d{12})"/g)].map((match) => match[1] ?? ''));

function mostOften(words: readonly string[]): string | undefined {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0];
}
