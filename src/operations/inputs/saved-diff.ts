import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';
import type { DiffDocument } from '../../report/diff-document.ts';

/** Whether the document is a diff that was saved. */
export const isSavedDiff = ({ value }: InputDocument): boolean =>
  typeof value === 'object' && value !== null && 'schema' in value && value.schema === 'tollgate/diff@1';

/** Use case: read a saved diff back. Throws TG1005 where the file holds something else. */
export async function readSavedDiff(document: InputDocument): Promise<DiffDocument> {
  const { diffDocumentSchema } = await import('../../report/diff-document.ts');
  const parsed = diffDocumentSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new TollgateError('TG1005', `${document.name} is not a whole diff: ${path || 'the document'} does not fit.`, {
    location: { file: document.name, path },
    hint: 'Write it with tollgate diff --format json.',
  });
}
