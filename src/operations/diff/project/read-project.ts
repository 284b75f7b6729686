import { dirname, join, resolve } from 'node:path';
import { decodeText } from '../../../core/decode-text.ts';
import { parseText } from '../../../core/document.ts';
import { TollgateError } from '../../../core/errors.ts';
import type { ProjectFile } from './project-file.ts';

/** Names of the policy file, in the order they are looked for. */
const PROJECT_FILES = ['tollgate.yml', 'tollgate.yaml'];

/** A policy file and the folder its paths are relative to. */
export interface FoundProject {
  readonly file: string;
  readonly folder: string;
  readonly project: ProjectFile;
  /** Settings of another tool's file that have no meaning here. */
  readonly ignored?: readonly string[] | undefined;
}

type ReadFile = (path: string) => Promise<Uint8Array>;

/** The policy file of a folder or of the nearest folder above it; undefined where there is none. Throws TG5005. */
export async function findProject(folder: string, readFile: ReadFile): Promise<FoundProject | undefined> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    for (const name of PROJECT_FILES) {
      const bytes = await readFile(join(at, name)).catch(absent);
      if (bytes) return parseProject(join(at, name), bytes);
    }
    if (dirname(at) === at) return undefined;
  }
}

/** The policy file at a path the user names. Throws TG1007 or TG5005. */
export const readProject = async (path: string, readFile: ReadFile): Promise<FoundProject> =>
  parseProject(resolve(path), await readFile(path));

/** A file that is not there is no error while looking upwards; any other trouble is. */
function absent(error: unknown): undefined {
  if (error instanceof TollgateError && error.code === 'TG1007') return undefined;
  throw error;
}

async function parseProject(file: string, bytes: Uint8Array): Promise<FoundProject> {
  const document = await parseText(decodeText(bytes, file), file);
  const { projectFileSchema } = await import('./project-file.ts');
  const { infracostConfig } = await import('./infracost-config.ts');
  const foreign = infracostConfig(document.value);
  const parsed = projectFileSchema.safeParse(foreign?.value ?? document.value);
  if (parsed.success)
    return { file, folder: dirname(file), project: parsed.data as ProjectFile, ignored: foreign?.ignored };
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const line = document.lineOf(issue?.path ?? []);
  throw new TollgateError(
    'TG5005',
    `${file} does not fit its schema at ${path || 'its top'}: ${issue?.message ?? ''}`,
    {
      location: { file, path, ...(line !== undefined && { line }) },
      hint: 'Print the schema with: tollgate schema project',
    },
  );
}
