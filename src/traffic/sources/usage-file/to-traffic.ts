import { Decimal } from '../../../core/decimal.ts';
import { TollgateError } from '../../../core/errors.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { EndpointTraffic } from '../../traffic.ts';
import { namesOf, type TrafficReading, type TrafficTarget } from '../../traffic-source.ts';
import { familyOf, matches, resourceTypeOf, wildcardsIn } from './address-pattern.ts';
import { ENDPOINT_TYPE, USAGE_FILE_VERSION, usageEntrySchema, usageFileSchema } from './schema.ts';

/** One entry of `resource_usage` that states bytes. */
interface Entry {
  readonly pattern: string;
  readonly gb: Decimal;
  used: boolean;
}

/**
 * Infracost's usage of endpoints as traffic. An exact address wins over a wildcard, one with fewer open indexes over one with more,
 * and either over the default of the type, which serves endpoints that state nothing themselves. Throws TG1005, TG1201 or TG1202.
 */
export function toTraffic(document: InputDocument, targets: readonly TrafficTarget[]): TrafficReading {
  const file = fileOf(document);
  const entries = entriesOf(document, file.resource_usage ?? {});
  const byFamily = Map.groupBy(entries, (entry) => familyOf(entry.pattern));
  for (const family of byFamily.values()) family.sort((a, b) => wildcardsIn(a.pattern) - wildcardsIn(b.pattern));
  const fallback = gbOf(
    document,
    ['resource_type_default_usage', ENDPOINT_TYPE],
    file.resource_type_default_usage?.[ENDPOINT_TYPE],
  );
  const profile = new Map<string, EndpointTraffic>();
  for (const target of targets) {
    const entry = entryFor(target, byFamily);
    const gb = entry?.gb ?? (target.stated ? undefined : fallback);
    if (gb === undefined) continue;
    const from = `${document.name}: ${entry?.pattern ?? `default of ${ENDPOINT_TYPE}`}`;
    profile.set(target.id, { monthlyGb: gb, provenance: { source: 'usage-file', from } });
  }
  return { profile, findings: strangers(entries, document) };
}

function fileOf(document: InputDocument) {
  const parsed = usageFileSchema.safeParse(document.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const key = issue?.path.length ? `its key ${issue.path.join('.')}` : 'it';
    throw new TollgateError('TG1005', `${document.name} is not a usage file: ${key} does not fit.`, {
      location: { file: document.name },
      hint: 'A usage file has version: 0.1 and resource_usage.',
    });
  }
  if (String(parsed.data.version) === USAGE_FILE_VERSION) return parsed.data;
  throw new TollgateError('TG1201', `${document.name} has a version other than ${USAGE_FILE_VERSION}.`, {
    location: { file: document.name, ...lineAt(document, ['version']) },
    hint: `Infracost usage files of version ${USAGE_FILE_VERSION} are read.`,
  });
}

function entriesOf(document: InputDocument, usage: Readonly<Record<string, unknown>>): Entry[] {
  return Object.entries(usage).flatMap(([pattern, value]) => {
    const type = resourceTypeOf(pattern);
    if (type !== undefined && type !== ENDPOINT_TYPE) return [];
    const gb = gbOf(document, ['resource_usage', pattern], value);
    return gb === undefined ? [] : [{ pattern, gb, used: false }];
  });
}

function gbOf(document: InputDocument, path: readonly string[], value: unknown): Decimal | undefined {
  const parsed = usageEntrySchema.safeParse(value);
  const gb = parsed.success ? parsed.data?.monthly_data_processed_gb : Number.NaN;
  if (gb === undefined || gb === null) return undefined;
  const text = typeof gb === 'string' || typeof gb === 'number' ? String(gb).trim() : '';
  if (/^\d{1,18}(?:\.\d{1,20})?$/.test(text)) return new Decimal(text);
  throw new TollgateError(
    'TG1202',
    `monthly_data_processed_gb of ${path[1]} must be a plain decimal number, zero or more.`,
    {
      location: { file: document.name, path: path.join('.'), ...lineAt(document, path) },
    },
  );
}

function entryFor(target: TrafficTarget, byFamily: ReadonlyMap<string, readonly Entry[]>): Entry | undefined {
  let best: Entry | undefined;
  for (const name of namesOf(target)) {
    for (const entry of byFamily.get(familyOf(name)) ?? []) {
      if (!matches(entry.pattern, name)) continue;
      entry.used = true;
      best ??= entry;
    }
  }
  return best;
}

function strangers(entries: readonly Entry[], document: InputDocument): Finding[] {
  return entries
    .filter((entry) => !entry.used)
    .map(({ pattern }) => {
      const location = { file: document.name, ...lineAt(document, ['resource_usage', pattern]) };
      return finding(
        'TG1204',
        pattern,
        `${document.name} gives usage for ${pattern}, which is not in the network.`,
        location,
      );
    });
}

function lineAt(document: InputDocument, path: readonly string[]): { readonly line?: number } {
  const line = document.lineOf(path);
  return line === undefined ? {} : { line };
}
