import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReadOptions } from '../../topology-source.ts';
import type { Note } from './note.ts';
import { isAssembly } from './recognise.ts';
import { refuseDepth } from './refuse-depth.ts';
import { manifestSchema, type Template, templateSchema } from './schema.ts';

/** A template and what is known of the stack it makes. */
export interface StackSource {
  readonly path: string;
  readonly name: string | undefined;
  readonly document: InputDocument;
  /** Path of the template from the input's own folder. */
  readonly file: string;
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Assemblies nest by stage; deeper than this is a manifest that names itself. */
const DEEPEST_STAGE = 10;

/** The stacks an input declares: the template itself, or every stack of a CDK cloud assembly and its stages. */
export async function stackSources(
  document: InputDocument,
  options: TopologyReadOptions,
  note: Note,
): Promise<readonly StackSource[]> {
  if (!isAssembly(document.value)) {
    const file = document.name.split(/[\\/]/).at(-1) ?? document.name;
    return [{ path: '', name: undefined, document, file, region: options.region, account: undefined, parameters: {} }];
  }
  return assemblyStacks(document, '', options, note, 0);
}

async function assemblyStacks(
  document: InputDocument,
  folder: string,
  options: TopologyReadOptions,
  note: Note,
  depth: number,
): Promise<readonly StackSource[]> {
  const manifest = manifestSchema.safeParse(document.value);
  if (!manifest.success || depth > DEEPEST_STAGE) {
    throw new TollgateError('TG1005', `${document.name} is not a CDK cloud assembly that can be read.`, {
      location: { file: document.name },
    });
  }
  const stacks: StackSource[] = [];
  for (const [id, { type, environment, displayName, properties }] of Object.entries(manifest.data.artifacts)) {
    if (type === 'cdk:cloud-assembly' && properties?.directoryName !== undefined) {
      const stage = `${folder}${properties.directoryName}/`;
      const inner = await read(`${stage}manifest.json`, options, document, note, id);
      if (inner) stacks.push(...(await assemblyStacks(inner, stage, options, note, depth + 1)));
    }
    if (type !== 'aws:cloudformation:stack' || properties?.templateFile === undefined) continue;
    const file = folder + properties.templateFile;
    const template = await read(file, options, document, note, id);
    if (!template) continue;
    const name = properties.stackName ?? id;
    const [account, region] = placeOf(environment);
    const parameters = properties.parameters ?? {};
    stacks.push({
      path: displayName ?? id,
      name,
      document: template,
      file,
      region: region ?? options.region,
      account,
      parameters,
    });
  }
  noteMissing(manifest.data.missing?.length ?? 0, document.name, stacks, note);
  return stacks;
}

/** What the CDK writes for a VPC, its subnets and its zones until it has looked them up. */
const PLACEHOLDER = /"(?:vpc-12345|(?:s|p|i|iso)-(?:12345|67890)|dummy1[a-z])"/;

function noteMissing(count: number, name: string, stacks: readonly StackSource[], note: Note): void {
  if (count === 0 || !stacks.some(({ document }) => PLACEHOLDER.test(JSON.stringify(document.value)))) return;
  const values = count === 1 ? 'value' : 'values';
  const message = `The CDK has not looked up ${count} ${values} that ${name} lists as missing; placeholders stand for them. Run "cdk synth" with credentials.`;
  note('TG1178', name, message, { file: name });
}

/** `aws://111122223333/eu-west-1`; "unknown-..." where the CDK app leaves it open. */
function placeOf(environment: string | undefined): readonly [string | undefined, string | undefined] {
  const [, account, region] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment ?? '') ?? [];
  const known = (word: string | undefined): string | undefined => (word?.startsWith('unknown-') ? undefined : word);
  return [known(account), known(region)];
}

async function read(
  file: string,
  options: TopologyReadOptions,
  manifest: InputDocument,
  note: Note,
  stack: string,
): Promise<InputDocument | undefined> {
  const document = await options.sibling?.(file);
  if (!document) {
    note(
      'TG1173',
      stack,
      `The template of the stack ${stack} cannot be read beside the manifest, so what it declares is left out.`,
      {
        file: manifest.name,
      },
    );
  }
  return document;
}

/** The template of a document. Throws TG1005 where a section has another shape, TG1121 where values nest without end. */
export function readTemplate(document: InputDocument): Template {
  refuseDepth(document);
  const parsed = templateSchema.safeParse(document.value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path ?? [];
  const line = document.lineOf(path);
  throw new TollgateError(
    'TG1005',
    `${document.name} is not a template that can be read: check ${path.join('.') || 'its sections'}.`,
    {
      location: { file: document.name, ...(line !== undefined && { line }), path: path.join('.') },
    },
  );
}
