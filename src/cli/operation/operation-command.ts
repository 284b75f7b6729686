import type { Command } from '@commander-js/extra-typings';
import { TollgateError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { type Given, givenFile } from '../../operations/inputs/given.ts';
import { givenFiles } from '../../operations/inputs/given-files.ts';
import type { Disk, Operation } from '../../operations/operation.ts';
import { operationNamed } from '../../operations/operation-named.ts';
import { parseOptions } from '../../operations/options/parse-options.ts';
import type { Services } from '../../operations/services.ts';
import { formatsFor, write } from '../../operations/write-answer.ts';
import type { FormatName } from '../../report/formats/index.ts';
import type { CommandContext, CommandModule } from '../command.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Host } from '../host.ts';
import { readInput } from '../input.ts';
import { formatOf, formatOption, outFileOption } from '../options.ts';
import { writeFiles, writeResult } from '../output.ts';
import { flagsOf, type OperationFlag } from './operation-flags.ts';
import { progressOf } from './progress.ts';

/** The command of one operation, or of all that begin with a word: flags, help, files, exit codes. */
export async function commandOf(word: string, names: readonly string[]): Promise<CommandModule> {
  const operations = await Promise.all(names.map(operationNamed));
  return {
    name: word,
    summary: operations.map(({ summary }) => summary).join('; '),
    build(command, context) {
      for (const operation of operations) {
        const [, ...more] = operation.command;
        const own = more.length === 0 ? command : command.command(more.join(' ')).summary(operation.summary);
        addOperation(own, operation, context);
      }
    },
  };
}

/** Adds flags and action of an operation to a command. */
export function addOperation(command: Command, operation: Operation, { host, flags, action }: CommandContext): void {
  const own = flagsOf(operation);
  const formats = formatsFor(operation);
  for (const { flag } of own) command.addOption(flag);
  command
    .description(operation.description ?? operation.summary)
    .addOption(formatOption(formats))
    .addOption(outFileOption)
    .action(
      action(async (values: Readonly<Record<string, unknown>>) => {
        const outFile = values.outFile as string | undefined;
        const format = formatOf(values.format as FormatName | undefined, outFile, formats);
        return runOperation(operation, own, values, { format, outFile }, { host, services: host.services(flags()) });
      }),
    );
}

interface Output {
  readonly format: FormatName;
  readonly outFile: string | undefined;
}

/** Options are checked before any file is opened; the result is written before it is judged. */
async function runOperation(
  operation: Operation,
  flags: readonly OperationFlag[],
  values: Readonly<Record<string, unknown>>,
  { format, outFile }: Output,
  { host, services }: Pick<CommandContext, 'host'> & { readonly services: Services },
): Promise<ExitCode> {
  const words = (name: string): readonly string[] | undefined => {
    const value = values[flags.find((each) => each.kind === 'input' && each.name === name)?.flag.attributeName() ?? ''];
    return value === undefined ? undefined : ([value].flat() as string[]);
  };
  const options = checkedOptions(operation, flags, values);
  const isInstead = (option: string | undefined): boolean => option !== undefined && options[option] === true;
  requireInputs(operation, (name) => words(name) !== undefined || isInstead(operation.inputs[name]?.insteadBy));
  const open = async (path: string) => (await readInput(path, host, services)).content;
  const { environment } = host;
  const { readFile } = services;
  const inputs: Record<string, readonly Given[]> = {};
  for (const [name, input] of Object.entries(operation.inputs)) {
    const given = words(name);
    if (given) inputs[name] = await givenFiles(input, given, { open, readFile, environment });
    else if (input.fromOutFile === true && outFile !== undefined && (await services.kindOf(outFile)) === 'file') {
      inputs[name] = [givenFile(outFile, readFile)];
    }
  }
  const answer = await operation.run(inputs, options, portsOf(host, services, open));
  const shown = outFile === undefined ? host.stdout : undefined;
  const text = await write(operation, answer, options, {
    format,
    isShort: true,
    paths: Object.values(inputs).flatMap((given) => given.map(({ path, name }) => path ?? name)),
    now: services.now(),
    origin: services.origin,
    layout: { width: shown?.columns, colour: shown?.colour, indent: 2 },
  });
  if (answer.remark !== undefined) await host.stderr.write(`${answer.remark}\n`);
  const held = findingsIn(answer.document).find(({ code }) => code === 'TG1186');
  if (held) await host.stderr.write(`${held.message}\n`);
  await writeFiles(answer.files ?? [], host);
  await writeResult(text, host, outFile);
  const { exceeded = [], undecided = [], unknown, failed } = operation.judge?.(answer.document, options) ?? {};
  if (failed === true) return EXIT.error;
  for (const each of exceeded) await host.stderr.write(`${each}\n`);
  if (exceeded.length > 0) return EXIT.gateExceeded;
  if (options.failOnUnknown !== true || (unknown === undefined && undecided.length === 0)) return EXIT.done;
  for (const each of undecided) await host.stderr.write(`${each}\n`);
  if (unknown !== undefined) await host.stderr.write(`${unknown} and --fail-on-unknown is given.\n`);
  return EXIT.unknownData;
}

const findingsIn = (document: unknown): readonly Finding[] =>
  typeof document === 'object' && document !== null && 'findings' in document && Array.isArray(document.findings)
    ? document.findings
    : [];

/** Everything that an operation may ask: a command line has it all. An interruption is caught from the moment that work asks for it. */
const portsOf = (host: Host, services: Services, open: Disk['open']) => ({
  ...services,
  disk: {
    folder: process.cwd(),
    kindOf: services.kindOf,
    open,
    checkout: services.checkout,
    environment: host.environment,
  },
  operation: operationNamed,
  progress: () => progressOf(host),
  get signal() {
    return host.signal;
  },
});

/** Names the first flag that is missing. Checked after the options, so that a misspelt one is named first. Throws TG1012. */
function requireInputs({ inputs, needs }: Operation, isGiven: (name: string) => boolean): void {
  for (const [name, { required, fromPolicy, flag, hint }] of Object.entries(inputs)) {
    if (required === true && fromPolicy !== true && !isGiven(name)) {
      throw new TollgateError('TG1012', `No --${flag} is given.`, { hint: hint ?? `Give a file with --${flag}.` });
    }
  }
  if (!needs || needs.oneOf.some(isGiven)) return;
  const names = needs.oneOf.map((name) => `--${inputs[name]?.flag}`);
  throw new TollgateError('TG1012', `Neither ${names.join(' nor ')} is given.`, { hint: needs.hint });
}

function checkedOptions(
  operation: Operation,
  flags: readonly OperationFlag[],
  values: Readonly<Record<string, unknown>>,
) {
  const own = flags.filter(({ kind }) => kind === 'option');
  const raw = Object.fromEntries(own.map(({ name, flag }) => [name, values[flag.attributeName()]]));
  for (const { name, flag } of own) {
    if (operation.options[name]?.required !== true || raw[name] !== undefined) continue;
    throw new TollgateError('TG1012', `No ${flag.long} is given.`, { hint: `Give ${operation.options[name].says}.` });
  }
  return parseOptions(operation, raw, (name, message, value) => {
    const flags = own.find((each) => each.name === name)?.flag.flags ?? name;
    return new TollgateError('TG1012', `Option '${flags}' argument '${String(value)}' is invalid. ${message}`, {
      hint: 'Run the command with --help to see what it takes.',
    });
  });
}
