import { TollgateError } from '../../../core/errors.ts';
import { FindingLog } from '../../../core/finding.ts';
import type { Region } from '../../../core/regions.ts';
import type { RateReading } from '../../rate-source.ts';
import type { Bundled } from './bundled.ts';
import { type Refreshed, readRefreshed } from './refreshed.ts';

export interface ReadContext {
  readonly bundled: Bundled;
  readonly userDir: string | undefined;
  readonly now: () => Date;
  readonly maxAgeMs: number;
}

/** Reads the last good card of a Region, with findings for damage (TG1353) and age (TG1351). Throws TG1303, TG1306. */
export async function readReading(region: Region, context: ReadContext): Promise<RateReading> {
  const refreshed: Refreshed =
    context.userDir === undefined
      ? { found: undefined, damaged: [], failure: undefined }
      : await readRefreshed(context.userDir, region);
  const findings = new FindingLog();
  const entry = await context.bundled.entry(region);
  const { found } = refreshed;
  const isNewer = found !== undefined && (entry === undefined || found.card.publishedAt >= entry.publishedAt);
  if (refreshed.damaged.length > 0) {
    const used = isNewer ? 'the version before it' : 'the bundled snapshot';
    findings.add('TG1353', region.region, `The refreshed rates of ${region.region} were damaged; ${used} is used.`);
  }
  if (found && isNewer) {
    reportAge(findings, region, refreshed, { date: found.fetchedAt, verb: 'read' }, context);
    return { card: found.card, findings: findings.findings };
  }
  if (!entry) {
    throw new TollgateError('TG1303', `No rates are known for ${region.region}.`, {
      hint: 'Run `tollgate rates refresh` with access to the price list.',
    });
  }
  const card = await context.bundled.card(entry);
  // The snapshot's age is in every document; it is a finding only where a refresh was tried and failed.
  if (refreshed.failure) {
    reportAge(findings, region, refreshed, { date: card.publishedAt, verb: 'published' }, context);
  }
  return { card, findings: findings.findings };
}

function reportAge(
  findings: FindingLog,
  region: Region,
  { failure }: Refreshed,
  last: { readonly date: string; readonly verb: 'read' | 'published' },
  context: ReadContext,
): void {
  const age = context.now().getTime() - Date.parse(last.date);
  if (age <= context.maxAgeMs) return;
  const why = failure === undefined ? '' : `; the refresh of ${failure.at} failed (${failure.code})`;
  findings.add(
    'TG1351',
    region.region,
    `The rates of ${region.region} were ${last.verb} ${ageText(age)} ago (${last.date})${why}.`,
  );
}

/** An age in whole hours below two days, else in whole days. */
function ageText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
