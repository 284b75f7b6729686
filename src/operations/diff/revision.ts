import { join, relative } from 'node:path';
import type { Disk } from '../operation.ts';
import type { PlanRequest } from './project/plan-projects.ts';
import type { FoundProject } from './project/read-project.ts';

/** A revision that is checked out while a diff runs. */
export interface Revision {
  /** Top folder of its tree. */
  readonly path: string;
  /** What reports call a path in it, such as `main:infra`: the folder it stands in for a while is nobody's. */
  readonly nameOf: (path: string | undefined) => string | undefined;
  readonly remove: () => Promise<void>;
}

/** What is compared, and the policy file that places its projects. */
interface Placed extends PlanRequest {
  readonly found: FoundProject | undefined;
}

interface WithRevision<Request> {
  readonly request: Request;
  readonly revision: Revision | undefined;
}

/**
 * Checks the revision out that `compareTo` names where no path is called so: the whole repository, in which every file is compared with the
 * one at its place. Throws TG1208.
 */
export async function withRevision<Request extends Placed>(
  request: Request,
  disk: Disk,
): Promise<WithRevision<Request>> {
  const { compareTo, found, paths = [], folder } = request;
  if (compareTo === undefined || !disk.checkout || (await disk.kindOf(compareTo)) !== undefined)
    return { request, revision: undefined };
  const checkout = await disk.checkout(compareTo, folder);
  if (!checkout) return { request, revision: undefined };
  const { path, repository, remove } = checkout;
  // Projects of the policy file are placed from its folder, paths from the top of the repository.
  const root = paths.length === 0 && found ? found.folder : repository;
  const nameOf = (at: string | undefined): string | undefined =>
    at === undefined ? undefined : `${compareTo}:${relative(path, at) || '.'}`;
  return {
    request: { ...request, folder: root, compareTo: join(path, relative(repository, root)) },
    revision: { path, nameOf, remove },
  };
}
