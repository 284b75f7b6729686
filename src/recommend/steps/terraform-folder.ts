import { hcl, oneLine } from '../explain/quote.ts';
import type { Action, Recommendation } from '../recommendation.ts';
import {
  type Attribute,
  bodyLines,
  type Expression,
  providerAlias,
  type TerraformChange,
  textOf,
} from './terraform.ts';
import { addressOf, importId } from './terraform-text.ts';
import { type Wave, wavesOf } from './waves.ts';

type Block = Extract<TerraformChange, { kind: 'make' | 'take' | 'data' }>;

/** One resource over the stages of a plan. */
interface Timeline {
  readonly block: Block;
  readonly wave: number;
  /** Stage from which it is there; 0 = it stands already. */
  readonly from: number;
  /** Stage from which it is no longer there. */
  until?: number;
  readonly sets: { readonly stage: number; readonly name: string; readonly value: Expression }[];
}

interface Stage {
  readonly number: number;
  readonly wave: number;
  readonly action: Action;
}

/**
 * The recommendations of one Region as a Terraform folder, by file name: one file a wave, with import blocks for what stands already, and scripts of the AWS
 * CLI beside them. `-var stage=N` is the network after N operations, so that each is one apply and the way back is the stage before.
 */
export function terraformFolder(
  recommendations: readonly Recommendation[],
  region: string,
): ReadonlyMap<string, string> {
  const waves = wavesOf(recommendations);
  const byId = new Map(recommendations.map((each) => [each.id, each]));
  const stages = waves
    .flatMap((wave) =>
      wave.steps.flatMap(({ recommendation, step }) => {
        const action = byId.get(recommendation)?.actions[step];
        return action ? [{ wave: wave.number, action }] : [];
      }),
    )
    .map((each, index): Stage => ({ ...each, number: index + 1 }));
  const timelines = timelinesOf(stages);
  const files = new Map([['main.tf', mainFile(timelines, region, stages.length)]]);
  for (const wave of waves) {
    const own = stages.filter((stage) => stage.wave === wave.number);
    const name = `wave-${wave.number}-${wave.kind}`;
    files.set(`${name}.tf`, waveFile(wave, own, timelines));
    files.set(`${name}.sh`, scriptOf(own, 'cli'));
    files.set(`undo-${name}.sh`, scriptOf(own.toReversed(), 'undo'));
  }
  return files;
}

function timelinesOf(stages: readonly Stage[]): ReadonlyMap<string, Timeline> {
  const timelines = new Map<string, Timeline>();
  for (const stage of stages) for (const change of stage.action.resources) addChange(timelines, stage, change);
  return timelines;
}

function addChange(timelines: Map<string, Timeline>, { number, wave }: Stage, change: TerraformChange): void {
  if (change.kind === 'note') return;
  if (change.kind === 'set') {
    timelines.get(change.address)?.sets.push({ stage: number, name: change.name, value: change.after });
    return;
  }
  const address = change.kind === 'remove' ? change.address : addressOf(change);
  const known = timelines.get(address);
  if (change.kind === 'remove') {
    if (known) known.until = number;
  } else if (!known) {
    timelines.set(address, { block: change, wave, from: change.kind === 'make' ? number : 0, sets: [] });
  }
}

/** What a stage has removed cannot be imported on the way back: it is made again. */
const UNDO = [
  '',
  'variable "undo" {',
  '  description = "True on the way back: what a stage has removed is made again instead of imported."',
  '  type        = bool',
  '  default     = false',
  '}',
];

function mainFile(timelines: ReadonlyMap<string, Timeline>, region: string, last: number): string {
  const accounts = accountsOf(timelines);
  const removes = [...timelines.values()].some(({ block, until }) => block.kind === 'take' && until !== undefined);
  return [
    'terraform {',
    '  required_version = ">= 1.7"',
    '  required_providers {',
    '    aws = {',
    '      source  = "hashicorp/aws"',
    '      version = ">= 5.80"',
    '    }',
    '  }',
    '}',
    '',
    'variable "stage" {',
    `  description = "Operations of the plan that are done, 0 to ${last}. One apply for each; the stage before undoes it."`,
    '  type        = number',
    '}',
    ...(removes ? UNDO : []),
    '',
    'provider "aws" {',
    `  region = ${hcl(region)}`,
    '}',
    ...accounts.flatMap((account) => [
      '',
      'provider "aws" {',
      `  alias   = ${hcl(providerAlias(account))}`,
      `  region  = ${hcl(region)}`,
      `  profile = ${hcl(account)}`,
      '}',
    ]),
    '',
  ].join('\n');
}

/** Accounts that need a provider of their own: where there is one alone, the default one is it. */
function accountsOf(timelines: ReadonlyMap<string, Timeline>): readonly string[] {
  const accounts = [...new Set([...timelines.values()].flatMap(({ block }) => block.account ?? []))].toSorted();
  return accounts.length > 1 ? accounts : [];
}

function waveFile(wave: Wave, stages: readonly Stage[], timelines: ReadonlyMap<string, Timeline>): string {
  const numbers = stages.map((stage) => stage.number);
  const back = numbers.map((number) => number - 1).toReversed();
  const isRemoving = [...timelines.values()].some(({ block, until }) => block.kind === 'take' && until !== undefined);
  const apply = (list: readonly number[], more = ''): string =>
    `#   for stage in ${list.join(' ')}; do terraform apply -var stage=$stage${more}; done`;
  const blocks = [...timelines.values()].filter((timeline) => timeline.wave === wave.number);
  return [
    `# Wave ${wave.number} (${wave.kind}), day ${wave.day}${wave.soakDays > 0 ? `, then watch for ${wave.soakDays} days` : ''}.`,
    apply(numbers),
    '# To undo:',
    apply(back, isRemoving ? ' -var undo=true' : ''),
    ...stages.map(({ number, action }) => `# ${number}. ${oneLine(action.title)}`),
    ...stages.flatMap(({ action }) =>
      action.resources.flatMap((change) => (change.kind === 'note' ? [`# ${oneLine(change.text)}`] : [])),
    ),
    ...blocks.flatMap((timeline) => ['', ...blockLines(timeline, timelines)]),
    '',
  ].join('\n');
}

function blockLines(timeline: Timeline, timelines: ReadonlyMap<string, Timeline>): readonly string[] {
  const { block, from, until, sets } = timeline;
  const at = (address: string): string => (timelines.has(address) ? `${address}[0]` : address);
  const provider: readonly (readonly [string, string])[] =
    block.account !== undefined && accountsOf(timelines).length > 0
      ? [['provider', `aws.${providerAlias(block.account)}`]]
      : [];
  const body = bodyOf(block.body, sets, at);
  if (block.kind === 'data')
    return [`data "${block.type}" "${block.name}" {`, ...bodyLines([...provider, ...body]), '}'];
  const conditions = [
    ...(from > 0 ? [`var.stage >= ${from}`] : []),
    ...(until === undefined ? [] : [`var.stage < ${until}`]),
  ];
  const count = conditions.length === 0 ? '1' : `${conditions.join(' && ')} ? 1 : 0`;
  return [
    ...(block.kind === 'take' ? importLines(timeline, block.id) : []),
    `resource "${block.type}" "${block.name}" {`,
    ...bodyLines([['count', count], ...provider, ...body]),
    '}',
  ];
}

/** What a later stage removes is imported only before it, and not on the way back. */
function importLines({ block, until }: Timeline, id: string): readonly string[] {
  const to = `  to = ${addressOf(block)}[0]`;
  if (until === undefined) return ['import {', to, `  id = ${importId(id)}`, '}'];
  return [
    'import {',
    `  for_each = var.stage < ${until} && !var.undo ? toset([${importId(id)}]) : toset([])`,
    to,
    '  id = each.value',
    '}',
  ];
}

/** Attributes with what each stage sets them to. */
function bodyOf(
  body: readonly Attribute[],
  sets: Timeline['sets'],
  at: (address: string) => string,
): readonly (readonly [string, string])[] {
  const values = new Map(body.map(([name, value]) => [name, textOf(value, at)]));
  for (const { stage, name, value } of sets)
    values.set(name, `var.stage >= ${stage} ? ${textOf(value, at)} : ${wrapped(values.get(name) ?? 'null')}`);
  return [...values];
}

const wrapped = (value: string): string => (value.startsWith('var.stage') ? `(${value})` : value);

function scriptOf(stages: readonly Stage[], kind: 'cli' | 'undo'): string {
  const texts = stages.flatMap(({ number, action }) =>
    action[kind] === '' ? [] : [`# ${number}. ${oneLine(action.title)}\n${action[kind]}`],
  );
  return `#!/usr/bin/env bash\n# Stops at the first command that fails; the variables stay in tollgate.env.\nset -eu\n\n${texts.join('\n\n')}\n`;
}
