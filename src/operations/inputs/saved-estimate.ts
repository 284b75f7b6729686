import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import type { EstimateDocument } from '../../report/report.ts';

/** Whether the document is an estimate that was saved, and so is priced already. */
export const isSavedEstimate = ({ value }: InputDocument): boolean =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === 'tollgate/estimate@1';

/** Use case: read a saved estimate back, to print it again or to compare with it. Throws TG1005. */
export async function readSavedEstimate(document: InputDocument): Promise<EstimateDocument> {
  const { estimateDocumentSchema } = await import('../../report/report.ts');
  const parsed = estimateDocumentSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const line = document.lineOf(issue?.path ?? []);
  throw new TollgateError('TG1005', `${document.name} is not a whole estimate: ${path} does not fit.`, {
    location: { file: document.name, path, ...(line !== undefined && { line }) },
    hint: 'Write it again with tollgate breakdown --format json.',
  });
}
