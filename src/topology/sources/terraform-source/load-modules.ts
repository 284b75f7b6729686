import { join } from 'node:path/posix';
import { TollgateError } from '../../../core/errors.ts';
import type { SourceText } from '../../topology-source.ts';
import { type Body, blocksOf, bodyOf, declaredIn, type SourceDeclared } from './body.ts';
import type { Expressions } from './expressions.ts';
import { parsedFile, parsedJson } from './parse-source.ts';

/** Text files of one folder by name; undefined where there is none. The path is relative to the folder that is read. */
export type ReadFolder = (path: string) => Promise<ReadonlyMap<string, string> | undefined>;

/** The source of one module, and of those it calls. */
export interface ModuleSource {
  readonly declared: SourceDeclared;
  /** By name of the call; absent where the source is not in the folder: nothing is fetched. */
  readonly calls: ReadonlyMap<string, ModuleSource>;
}

/** A root module, and the files beside it that give its variables values: a later one wins. */
export interface LoadedModules {
  readonly root: ModuleSource;
  readonly valueFiles: readonly SourceText[];
}

interface Loading {
  readonly readFolder: ReadFolder;
  readonly expressions: Expressions;
  /** Folders of installed modules by path of calls ("vpc.subnets"), as `terraform init` lists them. */
  readonly installed: ReadonlyMap<string, string>;
}

/** Modules nest as deep as people nest them; a folder that calls itself stops here. */
const DEEPEST = 20;

/** Loads the module of a folder with every module in reach. Throws TG1004 where the folder holds no Terraform, TG1003 where HCL is broken. */
export async function loadModules(
  readFolder: ReadFolder,
  expressions: Expressions,
  name: string,
): Promise<LoadedModules> {
  const installed = installedModules((await readFolder('.terraform/modules'))?.get('modules.json'));
  const files = (await readFolder('.')) ?? new Map<string, string>();
  const once: ReadFolder = async (path) => (path === '.' ? files : readFolder(path));
  const root = await load('.', [], { readFolder: once, expressions, installed });
  if (!root) throw new TollgateError('TG1004', `${name} holds no Terraform source.`, { location: { file: name } });
  const valueFiles = [...files].flatMap(([file, text]) => (isGiven(file) ? [{ name: file, text }] : []));
  return { root, valueFiles: valueFiles.sort((a, b) => byPrecedence(a.name, b.name)) };
}

async function load(folder: string, path: readonly string[], loading: Loading): Promise<ModuleSource | undefined> {
  const { readFolder, expressions } = loading;
  const files = await readFolder(folder);
  const names = [...(files?.keys() ?? [])].sort();
  const sources = names.filter((name) => name.endsWith('.tf') || name.endsWith('.tf.json'));
  if (files === undefined || sources.length === 0) return undefined;
  const parsed: Body[] = [];
  // Overrides replace what the other files declare: they come last.
  for (const name of sources.sort((a, b) => Number(isOverride(a)) - Number(isOverride(b)))) {
    parsed.push(await parsedFile(join(folder, name), files.get(name) ?? '', expressions));
  }
  const declared = declaredIn(parsed);
  const calls = new Map<string, ModuleSource>();
  for (const [name, call] of path.length < DEEPEST ? declared.modules : []) {
    const found = await load(folderOf(folder, [...path, name], call, loading), [...path, name], loading);
    if (found) calls.set(name, found);
  }
  return { declared, calls };
}

const isOverride = (name: string): boolean => /(?:^|_)override\.tf(?:\.json)?$/.test(name);
const isGiven = (name: string): boolean => /^terraform\.tfvars(?:\.json)?$|\.auto\.tfvars(?:\.json)?$/.test(name);
/** terraform.tfvars first, then the others in the order of their names. */
const byPrecedence = (a: string, b: string): number =>
  Number(a.includes('.auto.')) - Number(b.includes('.auto.')) || (a < b ? -1 : 1);

/** A module that lies beside is where its source says; another one where `terraform init` put it. */
function folderOf(folder: string, path: readonly string[], call: Body, { installed }: Loading): string {
  const source = typeof call.source === 'string' ? call.source : '';
  if (source.startsWith('./') || source.startsWith('../')) return join(folder, source);
  return installed.get(path.join('.')) ?? `.terraform/modules/${path.join('.')}`;
}

/** `.terraform/modules/modules.json`: where each call's module was installed, relative to the root folder. */
function installedModules(text: string | undefined): ReadonlyMap<string, string> {
  const listed =
    text === undefined ? [] : blocksOf(bodyOf(parsedJson(text, '.terraform/modules/modules.json')).Modules);
  return new Map(
    listed.flatMap(({ Key, Dir }) => (typeof Key === 'string' && typeof Dir === 'string' ? [[Key, Dir] as const] : [])),
  );
}
