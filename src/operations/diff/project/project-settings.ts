import { isAbsolute, join } from 'node:path';
import { TollgateError } from '../../../core/errors.ts';
import { isWords, type Parameters, parameterWords } from '../../inputs/parameters.ts';
import { type PoolGb, parsePoolGb } from '../../inputs/pool-gb.ts';
import type { OptionValues } from '../../operation.ts';
import { settingsOf } from '../../options/settings.ts';
import type { DIFF_OPTIONS } from '../declared.ts';
import { DECLARED, type Project } from './project-file.ts';
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
  readonly poolGb: PoolGb;
}

/** Settings of every project of the file; those of the file as a whole where it lists none. */
export function settingsOfAll(found: FoundProject | undefined): readonly ProjectSettings[] {
  const projects = found?.project.projects ?? [];
  return projects.length === 0 ? [settingsOfOne(found, undefined)] : projects.map((each) => settingsOfOne(found, each));
}

/** Settings of the file as a whole. */
export const settingsOfFile = (found: FoundProject | undefined): ProjectSettings => settingsOfOne(found, undefined);

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

/** Options that hold for the whole file, gates among them, as a face would be given them. */
export function wordsOfFile(found: FoundProject | undefined): OptionValues<typeof DIFF_OPTIONS> {
  const file = found?.project ?? {};
  const words = settingsOf(DECLARED)
    .filter(({ kind, place }) => kind === 'option' && place !== 'project')
    .map(({ name, key, place }) => [name, (place === 'gates' ? (file.gates as typeof file) : file)?.[key]] as const);
  return Object.fromEntries(words.filter(([, value]) => value !== undefined));
}

/** The file of discounts that the policy file names. */
export const discountsOfFile = (found: FoundProject | undefined): string | undefined =>
  found?.project.discounts === undefined ? undefined : inFolder(found, found.project.discounts);

const inFolder = (found: FoundProject | undefined, path: string): string =>
  isAbsolute(path) ? path : join(found?.folder ?? '', path);

function settingsOfOne(found: FoundProject | undefined, own: Project | undefined): ProjectSettings {
  const file = found?.project ?? {};
  const at = (path: string): string => inFolder(found, path);
  const usageFile = own?.usageFile ?? file.usageFile;
  const traffic = own?.traffic ?? file.traffic;
  const account = own?.account ?? file.account;
  return {
    name: own?.name,
    path: own && at(own.path),
    compareTo: own?.compareTo === undefined ? undefined : at(own.compareTo),
    tag: own?.tag,
    usageFile: usageFile === undefined ? undefined : at(usageFile),
    traffic: traffic?.map(at),
    region: own?.region ?? file.region,
    parameters: {
      ...mapped(file.parameters),
      ...mapped(own?.parameters),
      ...(account !== undefined && { 'AWS::AccountId': account }),
    },
    parameterFiles: [...(file.parameterFiles ?? []), ...(own?.parameterFiles ?? [])].map(at),
    poolGb: new Map([...parsePoolGb(file.poolGb ?? []), ...parsePoolGb(own?.poolGb ?? [])]),
  };
}

const mapped = (given: Parameters = []): Readonly<Record<string, string>> =>
  isWords(given) ? parameterWords(given) : given;
