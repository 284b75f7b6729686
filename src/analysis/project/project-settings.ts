import { isAbsolute, join } from 'node:path';
import { TollgateError } from '../../core/errors.ts';
import type { Project } from '../../report/project-file.ts';
import type { GatePolicy } from '../gates/gate.ts';
import type { FoundProject } from './read-project.ts';

/** What a policy file says about one project, paths ready to open. */
export interface ProjectSettings {
  readonly path?: string | undefined;
  readonly compareTo?: string | undefined;
  readonly tag?: string | undefined;
  readonly usageFile?: string | undefined;
  readonly traffic?: readonly string[] | undefined;
  readonly region?: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
  readonly parameterFiles: readonly string[];
  readonly poolGb: readonly string[];
  readonly gates: GatePolicy;
}

/**
 * Settings for the project of that name, the only one there is, or the file as a whole where it lists none. Throws TG5005 where the
 * name is unknown, or none is given and there are several.
 */
export function projectSettings(found: FoundProject | undefined, name: string | undefined): ProjectSettings {
  const file = found?.project ?? {};
  const own = found && pick(found, name);
  const at = (path: string): string => (isAbsolute(path) ? path : join(found?.folder ?? '', path));
  const usageFile = own?.usageFile ?? file.usageFile;
  const traffic = own?.traffic ?? file.traffic;
  const { gates = {}, tags } = file;
  const maxIncrease = gates.maxIncrease;
  return {
    path: own && at(own.path),
    compareTo: own?.compareTo === undefined ? undefined : at(own.compareTo),
    tag: own?.tag,
    usageFile: usageFile === undefined ? undefined : at(usageFile),
    traffic: traffic?.map(at),
    region: own?.region ?? file.region,
    parameters: { ...file.parameters, ...own?.parameters },
    parameterFiles: [...(file.parameterFiles ?? []), ...(own?.parameterFiles ?? [])].map(at),
    poolGb: Object.entries({ ...file.poolGb, ...own?.poolGb }).map(([region, gb]) => `${region}=${gb}`),
    gates: {
      ...gates,
      maxIncrease: typeof maxIncrease === 'string' ? [maxIncrease] : maxIncrease,
      requiredTags: tags,
    },
  };
}

function pick({ file, project }: FoundProject, name: string | undefined): Project | undefined {
  const projects = project.projects ?? [];
  if (name === undefined && projects.length <= 1) return projects[0];
  const found = projects.find((each) => each.name === name);
  if (found) return found;
  const names = projects.map((each) => each.name).join(', ');
  throw new TollgateError(
    'TG5005',
    name === undefined ? `${file} lists several projects.` : `${file} lists no project of that name.`,
    {
      location: { file },
      hint: names === '' ? 'Leave out --project.' : `Give --project with one of: ${names}.`,
    },
  );
}
