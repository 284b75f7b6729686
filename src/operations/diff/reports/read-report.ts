import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { DiffDocument } from '../../../report/diff-document.ts';
import type { EstimateDocument } from '../../../report/report.ts';
import { isInfracost, readInfracost } from '../../inputs/infracost/read-infracost.ts';
import { estimateOfBreakdowns } from '../../inputs/infracost/to-estimate.ts';
import { isSavedDiff, readSavedDiff } from '../../inputs/saved-diff.ts';
import { isSavedEstimate, readSavedEstimate } from '../../inputs/saved-estimate.ts';

/** A result that was saved: a change, or a state. */
export type Report =
  | { readonly kind: 'diff'; readonly name: string; readonly document: DiffDocument }
  | { readonly kind: 'estimate'; readonly name: string; readonly document: EstimateDocument };

/** Use case: read a saved diff or estimate, ours or Infracost's JSON. Throws TG1005 where the document is none of them. */
export async function readReport(document: InputDocument, now: Date): Promise<Report> {
  const { name } = document;
  if (isSavedDiff(document)) return { kind: 'diff', name, document: await readSavedDiff(document) };
  if (isSavedEstimate(document)) return { kind: 'estimate', name, document: await readSavedEstimate(document) };
  if (isInfracost(document)) return ofInfracost(document, now);
  throw new TollgateError('TG1005', `${name} is no saved result.`, {
    location: { file: name },
    hint: 'Give what diff --format json or breakdown --format json wrote, or the JSON of Infracost.',
  });
}

/** Infracost's JSON is a change where any project has a past, else a state. */
async function ofInfracost(document: InputDocument, now: Date): Promise<Report> {
  const { name } = document;
  const { projects, currency, timeGenerated } = await readInfracost(document);
  const options = { name, currency, onlyKnown: false };
  if (projects.every(({ pastBreakdown }) => pastBreakdown == null)) {
    const breakdowns = projects.flatMap(({ breakdown }) => (breakdown ? [breakdown] : []));
    return { kind: 'estimate', name, document: estimateOfBreakdowns(breakdowns, options) };
  }
  const { compareParts } = await import('../compare.ts');
  const side = (breakdown: (typeof projects)[number]['breakdown']) => ({
    name,
    document: estimateOfBreakdowns(breakdown ? [breakdown] : [], options),
  });
  const parts = projects.map(({ name: project, pastBreakdown, breakdown }) => ({
    ...(projects.length > 1 && { project }),
    base: side(pastBreakdown),
    head: side(breakdown),
  }));
  const time = new Date(timeGenerated ?? now);
  const generatedAt = (Number.isNaN(time.getTime()) ? now : time).toISOString();
  return { kind: 'diff', name, document: compareParts(parts, generatedAt) };
}
