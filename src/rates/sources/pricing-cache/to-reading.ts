import { FindingLog } from '../../../core/finding.ts';
import type { RateReading } from '../../rate-source.ts';
import type { LastGood } from './last-good.ts';

const COPIES: Readonly<Record<LastGood['copy'], string>> = {
  current: 'the refreshed copy',
  previous: 'the refreshed copy before it',
  bundled: 'the snapshot that ships with Tollgate',
};

/**
 * A card with the findings of its copy: damage (TG1353), and age (TG1351) where a refreshed copy is past the limit or a
 * refresh failed. The age of the snapshot alone is no finding: its day of publication is in every document.
 */
export function toReading(found: LastGood, now: Date, maxAgeMs: number): RateReading {
  const { card, damaged, failure } = found;
  const findings = new FindingLog();
  for (const copy of damaged) {
    findings.add(
      'TG1353',
      card.region,
      `For ${card.region} ${COPIES[copy]} is damaged; ${COPIES[found.copy]} is used.`,
    );
  }
  const dated = found.fetchedAt ?? card.publishedAt;
  const ageMs = now.getTime() - Date.parse(dated);
  if (ageMs > maxAgeMs && (found.fetchedAt !== undefined || failure !== undefined)) {
    const verb = found.fetchedAt === undefined ? 'published' : 'read from the price list';
    const why = failure === undefined ? '' : `; the refresh of ${failure.at} failed with ${failure.code}`;
    findings.add(
      'TG1351',
      card.region,
      `The rates of ${card.region} were ${verb} ${ageText(ageMs)} ago, on ${dated}${why}.`,
    );
  }
  return { card, findings: findings.findings };
}

/** An age in whole hours below two days, else in whole days. */
function ageText(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  return hours < 48 ? `${hours} hours` : `${Math.floor(hours / 24)} days`;
}
