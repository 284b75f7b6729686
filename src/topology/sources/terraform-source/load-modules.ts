import { join } from 'node:path/posix';
import { TollgateError } from '../../../core/errors.ts';
import { type Body, blocksOf, bodyOf, type Declared, declaredIn } from './body.ts';
import { type Expressions, parseFile } from './expressions.ts';

/** Text files of one folder by name; undefined where there is none. The path is relative to the folder that is read. */
export type ReadFolder = (path: string) => Promise<ReadonlyMap<string, string> | undefined>;

/** The source of one module, and of those it calls. */
export interface ModuleSource {
  readonly declared: Declared;
  /** By name of the call; absent where the source is not in the folder: nothing is fetched. */
  readonly calls: ReadonlyMap<string, ModuleSource>;
  /** Attributes of `terraform.tfvars` and `*.auto.tfvars`, the later file winning. Of the root alone. */
  readonly given: ReadonlyMap<string, unknown>;
}

interface Loading {
  readonly readFolder: ReadFolder;
  readonly expressions: Expressions;
  /** Folders of installed modules by path of calls ("vpc.subnets"), as `terraform init` lists them. */
  readonly installed: ReadonlyMap<string, string>;
  readonly known: Map<string, Promise<ModuleSource | undefined>>;
}

/** Modules nest as deep as people nest them; a folder that calls itself stops here. */
const DEEPEST = 20;

/** Loads the module of a folder with every module in reach. Throws TG1004 where the folder holds no Terraform, TG1003 where HCL is broken. */
export async function loadModules(
  readFolder: ReadFolder,
  expressions: Expressions,
  name: string,
): Promise<ModuleSource> {
  const installed = installedModules((await readFolder('.terraform/modules'))?.get('modules.json'));
  const root = await load('.', [], { readFolder, expressions, installed, known: new Map() });
  if (!root) throw new TollgateError('TG1004', `${name} holds no Terraform source.`, { location: { file: name } });
  return root;
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
  const given = new Map<string, unknown>();
  for (const name of path.length > 0 ? [] : names.filter(isGiven).sort(byPrecedence)) {
    for (const entry of Object.entries(await parsedFile(name, files.get(name) ?? '', expressions))) given.set(...entry);
  }
  const calls = new Map<string, ModuleSource>();
  for (const [name, call] of path.length < DEEPEST ? declared.modules : []) {
    const found = await load(folderOf(folder, [...path, name], call, loading), [...path, name], loading);
    if (found) calls.set(name, found);
  }
  return { declared, calls, given };
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

async function parsedFile(name: string, text: string, expressions: Expressions): Promise<Body> {
  const body = name.endsWith('.json') ? parsedJson(text, name) : await parsedHcl(text, name);
  await expressions.add(body);
  return body;
}

async function parsedHcl(text: string, name: string): Promise<Body> {
  try {
    return await parseFile(name, text);
  } catch (cause) {
    const [, line] = /:(\d+),\d+/.exec(cause instanceof Error ? cause.message : '') ?? [];
    throw new TollgateError('TG1030', `${name} is not valid Terraform source.`, {
      location: { file: name, ...(line !== undefined && { line: Number(line) }) },
      hint: 'Run "terraform validate" in that folder: it names the mistake.',
      cause,
    });
  }
}

function parsedJson(text: string, name: string): Body {
  try {
    return bodyOf(JSON.parse(text));
  } catch (cause) {
    throw new TollgateError('TG1030', `${name} is not valid JSON.`, { location: { file: name }, cause });
  }
}

/** `.terraform/modules/modules.json`: where each call's module was installed, relative to the root folder. */
function installedModules(text: string | undefined): ReadonlyMap<string, string> {
  const listed =
    text === undefined ? [] : blocksOf(bodyOf(parsedJson(text, '.terraform/modules/modules.json')).Modules);
  return new Map(
    listed.flatMap(({ Key, Dir }) => (typeof Key === 'string' && typeof Dir === 'string' ? [[Key, Dir] as const] : [])),
  );
}
