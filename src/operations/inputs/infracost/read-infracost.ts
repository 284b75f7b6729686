import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { InfracostInput } from './schema.ts';

/** Whether the document is Infracost's JSON: it says its version and holds projects with breakdowns. */
export function isInfracost({ value }: InputDocument): boolean {
  if (typeof value !== 'object' || value === null || !('version' in value) || !('projects' in value)) return false;
  const { version, projects } = value;
  const isOne = (project: unknown): boolean =>
    typeof project === 'object' && project !== null && 'breakdown' in project && 'name' in project;
  return typeof version === 'string' && /^0\.\d+$/.test(version) && Array.isArray(projects) && projects.every(isOne);
}

/** Reads it. Throws TG1005. */
export async function readInfracost(document: InputDocument): Promise<InfracostInput> {
  const { infracostSchema } = await import('./schema.ts');
  const parsed = infracostSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new TollgateError(
    'TG1005',
    `${document.name} is not whole Infracost JSON: ${path || 'the document'} does not fit.`,
    {
      location: { file: document.name, path },
      hint: 'Write it again with --format json.',
    },
  );
}
