import { isAbsolute, join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import type { Project } from '../../../report/project-file.ts';
import type { GatePolicy } from '../gates/gate.ts';
import type { FoundProject } from './read-project.ts';

/** What a policy file says about one project, paths ready to open. */
export interface ProjectSettings {
  /** Undefined where the file lists no project. */
  readonly name?: string | undefined;
  readonly path?: string | undefined;
  readonly compareTo?: string | undefined;
  readonly tag?: string | undefined;
  readonly usageFile?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly parameterFiles: readonly string[];
  readonly poolGb: readonly string[];
}

/** Settings of every project of the file; those of the file as a whole where it lists none. */
export function settingsOfAll(found: FoundProject | undefined): readonly ProjectSettings[] {
  const projects = found?.project.projects ?? [];
  return projects.length === 0 ? [settingsOf(found, undefined)] : projects.map((each) => settingsOf(found, each));
}

/** Settings of the file as a whole. */
export const settingsOfFile = (found: FoundProject | undefined): ProjectSettings => settingsOf(found, undefined);

/** Settings of the project of that name, else of the only one. Throws TG5005 where the name is unknown, or none is given and there are several. */
export function settingsNamed(found: FoundProject | undefined, name: string | undefined): ProjectSettings {
  const all = settingsOfAll(found);
  const [first] = all;
  if (first && name === undefined && all.length === 1) return first;
  const named = all.find((each) => name !== undefined && each.name === name);
  if (named) return named;
  const names = all.flatMap((each) => each.name ?? []).join(', ');
  const file = found?.file ?? 'The policy file';
  throw new TollgateError(
    'TG5005',
    name === undefined ? `${file} lists several projects.` : `${file} lists no project of that name.`,
    {
      ...(found && { location: { file } }),
      hint: names === '' ? 'Leave out --project.' : `Give --project with one of: ${names}.`,
    },
  );
}

/** The gates of the file: they hold for all its projects together. */
export function gatesOf(found: FoundProject | undefined): GatePolicy {
  const { gates = {}, tags } = found?.project ?? {};
  const { maxIncrease } = gates;
  return {
    ...gates,
    maxIncrease: typeof maxIncrease === 'string' ? [maxIncrease] : maxIncrease,
    requiredTags: tags,
  };
}

function settingsOf(found: FoundProject | undefined, own: Project | undefined): ProjectSettings {
  const file = found?.project ?? {};
  const at = (path: string): string => (isAbsolute(path) ? path : join(found?.folder ?? '', path));
  const usageFile = own?.usageFile ?? file.usageFile;
  const traffic = own?.traffic ?? file.traffic;
  return {
    name: own?.name,
    path: own && at(own.path),
    compareTo: own?.compareTo === undefined ? undefined : at(own.compareTo),
    tag: own?.tag,
    usageFile: usageFile === undefined ? undefined : at(usageFile),
    traffic: traffic?.map(at),
    region: own?.region ?? file.region,
    parameters: { ...file.parameters, ...own?.parameters },
    parameterFiles: [...(file.parameterFiles ?? []), ...(own?.parameterFiles ?? [])].map(at),
    poolGb: Object.entries({ ...file.poolGb, ...own?.poolGb }).map(([region, gb]) => `${region}=${gb}`),
  };
}
