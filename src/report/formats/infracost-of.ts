import type { DiffDocument } from '../diff-document.ts';
import type { EstimateDocument } from '../report.ts';
import type { FormatOptions, PricedPart, Rendering } from './format.ts';
import { infracost } from './infracost.ts';
import { infracostDiff } from './infracost-diff.ts';

/** An estimate or a diff as Infracost's JSON; the estimate of a plan also holds what was before. */
export async function infracostOf(
  rendering: Rendering,
  { indent, projectName: project }: FormatOptions,
): Promise<string> {
  const { kind, document, parts = [], paths, now } = rendering;
  const origin = await rendering.origin?.();
  const placed = (given: readonly PricedPart[]) =>
    given.map((part, index) => ({ ...part, project: part.project ?? project, path: paths[index] ?? '' }));
  if (kind === 'diff')
    return JSON.stringify(infracostDiff(document as DiffDocument, placed(parts), 'diff', origin), null, indent);
  const step = await rendering.step?.();
  if (step) return JSON.stringify(infracostDiff(step.diff, placed(step.parts), 'breakdown', origin), null, indent);
  const options = { path: paths[0] ?? '', generatedAt: now, project, origin };
  return JSON.stringify(infracost(document as EstimateDocument, options), null, indent);
}
