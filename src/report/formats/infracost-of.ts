import type { DiffDocument } from '../diff-document.ts';
import type { EstimateDocument } from '../report.ts';
import type { FormatOptions, Rendering } from './format.ts';
import { infracost } from './infracost.ts';
import { infracostDiff } from './infracost-diff.ts';

/** An estimate or a diff as Infracost's JSON. */
export function infracostOf({ kind, document, parts = [], paths, now }: Rendering, { indent }: FormatOptions): string {
  if (kind === 'diff') {
    const sides = parts.map((part, index) => ({ ...part, path: paths[index] ?? '' }));
    return JSON.stringify(infracostDiff(document as DiffDocument, sides), null, indent);
  }
  return JSON.stringify(
    infracost(document as EstimateDocument, { path: paths[0] ?? '', generatedAt: now }),
    null,
    indent,
  );
}
