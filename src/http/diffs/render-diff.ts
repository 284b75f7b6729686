import type { DiffResult } from '../../operations/diff/diff-networks.ts';
import { drawView } from '../../report/formats/index.ts';
import type { EstimateFormat } from '../estimates/formats.ts';

/** The diff as text of that format; Markdown is the body of a comment and never longer than one may be. */
export async function renderDiff(
  { diff, parts }: DiffResult,
  format: EstimateFormat,
  title: string | undefined,
): Promise<string> {
  if (format === 'json') return JSON.stringify(diff);
  if (format === 'infracost') {
    const { infracostDiff } = await import('../../report/formats/infracost-diff.ts');
    return JSON.stringify(
      infracostDiff(
        diff,
        parts.map((part) => ({ ...part, path: 'request' })),
      ),
    );
  }
  const { viewDiff } = await import('../../report/views/diff.ts');
  const view = viewDiff(diff, { title });
  if (format === 'markdown') return (await import('../../report/formats/fit-markdown.ts')).fitMarkdown(view);
  return drawView(format, view);
}
