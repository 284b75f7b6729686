import { basename, join, relative } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import { type ProjectSettings, settingsNamed, settingsOfAll, settingsOfFile } from './project-settings.ts';
import { type FoundProject, readProject } from './read-project.ts';

/** A file to read, and what it is read with. */
export interface SidePlan {
  readonly path: string;
  readonly settings: ProjectSettings;
}

/** What to compare with what, before any of it is read. */
export interface ProjectPlan {
  /** Set where several are compared in one run. */
  readonly project?: string | undefined;
  /** Undefined = removed. */
  readonly head: SidePlan | undefined;
  /** `own` = what head itself tells (a Terraform plan); `new` = the folder of the state before has no such file. */
  readonly base: SidePlan | 'own' | 'new';
}

export interface PlanRequest {
  /** Files given by hand; several are several projects, named by their paths. */
  readonly paths?: readonly string[] | undefined;
  readonly compareTo?: string | undefined;
  readonly project?: string | undefined;
  /** The working directory. */
  readonly folder: string;
}

/** Files to look for and to read. */
export interface ProjectDisk {
  readonly kindOf: (path: string) => Promise<'file' | 'folder' | undefined>;
  readonly readFile: (path: string) => Promise<Uint8Array>;
}

/**
 * What a run compares: the file it is given, the project it names, or every project of the policy file. The state before is a file, or
 * a folder that holds the same tree (a checkout of the base commit). Throws TG1012 and TG5005.
 */
export async function planProjects(
  request: PlanRequest,
  found: FoundProject | undefined,
  disk: ProjectDisk,
): Promise<readonly ProjectPlan[]> {
  const { paths = [] } = request;
  if (paths.length > 1) return planPaths(paths, request, found, disk);
  const [given] = paths;
  const all = settingsOfAll(found);
  if (request.project === undefined && given === undefined && found && all.length > 1) {
    return planAll(all, found, request.compareTo, disk);
  }
  const settings = settingsNamed(found, request.project);
  const path = given ?? settings.path;
  if (path === undefined) {
    throw new TollgateError('TG1012', 'No --path is given, and no tollgate.yml names a project.', {
      hint: 'Give the state after the change, for example --path plan.json.',
    });
  }
  const head = { path, settings };
  const compareTo = request.compareTo ?? (given === undefined ? settings.compareTo : undefined);
  const policy = given === undefined ? found : undefined;
  return [{ head, base: await baseOf(head, compareTo, policy?.folder ?? request.folder, policy, disk) }];
}

/** Files given one by one. Each tells what was before, or lies at the same place below the folder of the state before. */
async function planPaths(
  paths: readonly string[],
  { compareTo, folder, project }: PlanRequest,
  found: FoundProject | undefined,
  disk: ProjectDisk,
): Promise<readonly ProjectPlan[]> {
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined || project !== undefined || paths.includes('-')) {
    throw new TollgateError('TG1012', refusalOf(twice, project), { hint: 'Give each file once, or one file alone.' });
  }
  if (compareTo !== undefined && (await disk.kindOf(compareTo)) !== 'folder') {
    throw new TollgateError('TG1012', 'Several --path are given, and --compare-to is no folder.', {
      location: { file: compareTo },
      hint: 'Give a checkout of the base commit: each file is compared with the one at the same place in it.',
    });
  }
  const plans: ProjectPlan[] = [];
  for (const path of paths) {
    const head = { path, settings: { ...settingsOfFile(found), name: path } };
    plans.push({ project: path, head, base: await baseOf(head, compareTo, folder, undefined, disk) });
  }
  return plans;
}

function refusalOf(twice: string | undefined, project: string | undefined): string {
  if (twice !== undefined) return `The --path ${twice} is given twice.`;
  return project === undefined
    ? 'Standard input is one of several --path.'
    : 'A --project is given beside several --path.';
}

/** Where base is: nowhere but in head, a file, or the same place below a folder that stands for `root`. */
async function baseOf(
  head: SidePlan,
  compareTo: string | undefined,
  root: string,
  found: FoundProject | undefined,
  disk: ProjectDisk,
): Promise<ProjectPlan['base']> {
  if (compareTo === undefined) return 'own';
  // Standard input has no place in a tree.
  const isFolder = head.path !== '-' && (await disk.kindOf(compareTo)) === 'folder';
  if (!isFolder || (await isAssembly(compareTo, disk))) return { path: compareTo, settings: head.settings };
  const place = relative(root, head.path);
  // A folder outside the tree has no place in it: the folder of before is its counterpart.
  const isOutside = place.startsWith('..') && (await disk.kindOf(head.path)) === 'folder';
  if (isOutside) return { path: compareTo, settings: head.settings };
  const before = await readBase(compareTo, found, disk);
  return baseIn(compareTo, place, head.settings, before, disk);
}

/** The CDK marks the folder of an assembly with a file of this name; a checkout may hold a manifest of something else. */
const isAssembly = async (folder: string, { kindOf }: ProjectDisk): Promise<boolean> =>
  (await kindOf(join(folder, 'manifest.json'))) === 'file' && (await kindOf(join(folder, 'cdk.out'))) === 'file';

async function planAll(
  all: readonly ProjectSettings[],
  found: FoundProject,
  compareTo: string | undefined,
  disk: ProjectDisk,
): Promise<readonly ProjectPlan[]> {
  const heads = all.map((settings) => ({ path: settings.path ?? '', settings }));
  if (compareTo === undefined) {
    const plans: ProjectPlan[] = [];
    for (const head of heads) {
      const { name, compareTo: own } = head.settings;
      plans.push({ project: name, head, base: await baseOf(head, own, found.folder, found, disk) });
    }
    return plans;
  }
  if ((await disk.kindOf(compareTo)) !== 'folder') {
    throw new TollgateError('TG1012', `${found.file} lists several projects, and --compare-to is no folder.`, {
      location: { file: compareTo },
      hint: 'Give a checkout of the base commit, name one project with --project, or set compareTo for each in the file.',
    });
  }
  const before = await readBase(compareTo, found, disk);
  const plans: ProjectPlan[] = [];
  for (const head of heads) {
    const place = relative(found.folder, head.path);
    plans.push({
      project: head.settings.name,
      head,
      base: await baseIn(compareTo, place, head.settings, before, disk),
    });
  }
  return [...plans, ...removed(heads, found.folder, before, compareTo)];
}

/** The policy of the base commit, where it has one. */
async function readBase(folder: string, found: FoundProject | undefined, { kindOf, readFile }: ProjectDisk) {
  const file = found && join(folder, basename(found.file));
  if (file === undefined || (await kindOf(file)) !== 'file') return [];
  return settingsOfAll(await readProject(file, readFile)).filter((each) => each.path !== undefined);
}

/** Base as its own policy describes it (by name, then by path), else the file at the same place. */
async function baseIn(
  folder: string,
  place: string,
  head: ProjectSettings,
  before: readonly ProjectSettings[],
  { kindOf }: ProjectDisk,
): Promise<SidePlan | 'new'> {
  const path = join(folder, place);
  const settings =
    before.find((each) => each.name === head.name) ?? before.find((each) => samePath(each.path, path)) ?? head;
  const own = settings === head ? path : (settings.path ?? path);
  return (await kindOf(own)) === undefined ? 'new' : { path: own, settings };
}

/** Projects that only the base commit has. */
const removed = (
  heads: readonly SidePlan[],
  root: string,
  before: readonly ProjectSettings[],
  folder: string,
): readonly ProjectPlan[] =>
  before.flatMap((settings) => {
    const { name, path } = settings;
    const stays = heads.some(
      (head) => head.settings.name === name || samePath(join(folder, relative(root, head.path)), path),
    );
    return stays || path === undefined ? [] : [{ project: name, head: undefined, base: { path, settings } }];
  });

const samePath = (one: string | undefined, other: string | undefined): boolean =>
  one !== undefined && other !== undefined && relative(one, other) === '';
