import { parseText } from '../../../core/document.ts';
import { TollgateError } from '../../../core/errors.ts';
import type { InputDocument } from '../../../core/input-document.ts';
import type { TopologyReadOptions } from '../../topology-source.ts';
import { noteContainers } from './containers.ts';
import { Exports } from './exports.ts';
import { localAsset } from './local-asset.ts';
import { nestedTemplate } from './nested-template.ts';
import type { Note } from './note.ts';
import { isTemplate } from './recognise.ts';
import { type StackInput, StackScope, type Surroundings } from './scope.ts';
import { readTemplate, type StackSource, stackSources } from './stack-sources.ts';
import { noteTransforms } from './transforms.ts';
import { isList, isMapping, textOf, type Value } from './value.ts';

/** Stacks one input may bring along. */
const MOST_STACKS = 1000;

/** Every stack of an input: the template itself or the stacks of a CDK assembly, and the nested stacks whose templates are local. */
export async function loadDeployment(
  document: InputDocument,
  options: TopologyReadOptions,
  note: Note,
): Promise<readonly StackScope[]> {
  const loader = new Loader(options, note);
  for (const source of await stackSources(document, options, note)) await loader.add(source, [source.file]);
  return loader.stacks;
}

class Loader {
  readonly stacks: StackScope[] = [];
  readonly #children = new Map<string, StackScope>();
  readonly #options: TopologyReadOptions;
  readonly #note: Note;
  readonly #around: Surroundings;

  constructor(options: TopologyReadOptions, note: Note) {
    this.#options = options;
    this.#note = note;
    const exports = new Exports(this.stacks, options.parameters ?? {});
    this.#around = {
      child: (stack, logicalId) => this.#children.get(childPath(stack, logicalId)),
      importValue: (name, stack) => exports.valueOf(name, stack),
      note: (code, subject, message, stack) => {
        note(code, subject, message, { file: stack.input.document.name });
      },
    };
  }

  async add(source: StackSource, chain: readonly string[], more: Partial<StackInput> = {}): Promise<StackScope> {
    const given = (name: string): string | undefined =>
      this.#options.parameters?.[`${source.name}:${name}`] ??
      this.#options.parameters?.[name] ??
      source.parameters[name];
    const account = source.account ?? this.#options.parameters?.['AWS::AccountId'];
    const stack = new StackScope(
      { ...source, account, template: readTemplate(source.document), given, certain: true, ...more },
      this.#around,
    );
    this.stacks.push(stack);
    if (this.stacks.length > MOST_STACKS)
      throw new TollgateError('TG1121', `The input holds more than ${MOST_STACKS} stacks.`);
    noteTransforms(stack);
    const inline = await this.#addInline(stack, source, chain);
    noteContainers(stack, (logicalId) => inline.has(logicalId), this.#note);
    for (const [logicalId, resource] of stack.resources) {
      const location = nestedTemplate(stack, logicalId, resource);
      if (location === undefined) continue;
      const file =
        location ?? (await localAsset(stack, logicalId, resource.Type, chain[0] ?? '', this.#options.sibling));
      await this.#addChild(stack, logicalId, file, source, chain);
    }
    return stack;
  }

  /** StackSets whose template stands in the template itself: read once, as how many accounts and Regions it goes to is another question. */
  async #addInline(stack: StackScope, source: StackSource, chain: readonly string[]): Promise<ReadonlySet<string>> {
    const read = new Set<string>();
    for (const [logicalId, resource] of stack.resources) {
      if (resource.Type !== 'AWS::CloudFormation::StackSet' || chain.length > DEEPEST_INLINE) continue;
      const body = textOf(stack.property(logicalId, 'TemplateBody'));
      const targets = targetsOf(stack, logicalId);
      const document = body === undefined ? undefined : await templateIn(body, `${source.document.name}#${logicalId}`);
      if (!document || targets.length === 0) continue;
      read.add(logicalId);
      for (const [index, { region, account }] of targets.entries()) {
        const path = `${childPath(stack, logicalId)}${targets.length > 1 ? `#${index + 1}` : ''}`;
        const child = { ...source, path, name: undefined, document, parameters: {}, region, account };
        await this.add(child, [...chain, path], { certain: stack.input.certain && resource.Condition === undefined });
      }
    }
    return read;
  }

  async #addChild(
    parent: StackScope,
    logicalId: string,
    location: string | undefined,
    source: StackSource,
    chain: readonly string[],
  ): Promise<void> {
    const condition = parent.resources.get(logicalId)?.Condition;
    const exists = condition === undefined ? true : parent.condition(condition);
    if (exists === false) return;
    const file = location === undefined ? undefined : beside(source.file, location);
    if (file !== undefined && chain.includes(file)) {
      throw new TollgateError('TG1120', `The template ${file} nests itself.`, { location: { file } });
    }
    const document = file === undefined ? undefined : await this.#options.sibling?.(file);
    const path = childPath(parent, logicalId);
    if (file === undefined || document === undefined) {
      this.#note(
        'TG1173',
        path,
        `The template of the nested stack ${path} is not a local file that can be read, so what it declares is left out.`,
      );
      return;
    }
    const given = (name: string) => {
      const parameters = parent.property(logicalId, 'Parameters');
      return parameters !== undefined && isMapping(parameters) ? parameters[name] : undefined;
    };
    const child: StackSource = {
      ...source,
      path,
      name: textOf(parent.reference('AWS::StackName')),
      document,
      file,
      parameters: {},
    };
    this.#children.set(
      path,
      await this.add(child, [...chain, file], { given, certain: parent.input.certain && exists === true }),
    );
  }
}

/** A StackSet inside a StackSet inside ...: people write one. */
const DEEPEST_INLINE = 10;

/** Accounts and Regions a StackSet names; empty where they are not known (an organisational unit). */
function targetsOf(stack: StackScope, logicalId: string): { readonly region: string; readonly account: string }[] {
  const groups = stack.property(logicalId, 'StackInstancesGroup');
  if (groups === undefined || !isList(groups)) return [];
  const targets = groups.map((group) => {
    const regions = isMapping(group) ? group.Regions : undefined;
    const wanted = isMapping(group) ? group.DeploymentTargets : undefined;
    const accounts = wanted !== undefined && isMapping(wanted) ? wanted.Accounts : undefined;
    const texts = (each: Value | undefined) =>
      each !== undefined && isList(each) ? each.map((item) => textOf(item)) : [];
    return texts(regions as Value | undefined).flatMap((region) =>
      texts(accounts as Value | undefined).map((account) => ({ region, account })),
    );
  });
  const all = targets.flat();
  const known = all.filter((each): each is { region: string; account: string } =>
    Object.values(each).every((word) => word !== undefined),
  );
  return targets.every((group) => group.length > 0) && known.length === all.length ? known : [];
}

/** The template that a text holds; undefined where it cannot be read. */
const templateIn = async (text: string, name: string): Promise<InputDocument | undefined> => {
  const document = await parseText(text, name, { repeatedKeys: 'collect' }).catch(() => undefined);
  return document && isTemplate(document.value) ? document : undefined;
};

const childPath = (stack: StackScope, logicalId: string): string =>
  stack.input.path === '' ? logicalId : `${stack.input.path}/${logicalId}`;

/** A path written in one file, as a path from the input's own folder. */
function beside(file: string, location: string): string {
  const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/') + 1) : '';
  return location.startsWith('/') ? location : folder + location.replace(/^\.\//, '');
}
