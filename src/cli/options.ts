import { type Command, InvalidArgumentError, Option } from '@commander-js/extra-typings';
import { TollgateError } from '../core/errors.ts';
import type { Format } from '../report/formats/format.ts';
import { FORMATS, type FormatName, VIEW_FORMATS } from '../report/formats/index.ts';

/** `--path`, the same for every command that reads a network. */
export const pathOption = new Option(
  '-p, --path <file>',
  'Terraform plan JSON, CloudFormation template, CDK assembly (cdk.out), topology file, snapshot or saved estimate; - reads standard input',
);

/** The path, which every such command needs; checked after the options, so that a misspelt one is named first. Throws TG1012. */
export function requirePath(path: string | undefined): string {
  if (path !== undefined) return path;
  throw new TollgateError('TG1012', 'No --path is given.', {
    hint: 'Give the file to read, for example --path plan.json.',
  });
}

/** `--out-file`, the same for every command that has a result. */
export const outFileOption = new Option(
  '-o, --out-file <file>',
  'write the result to a file instead of standard output',
);

/** Formats of a document that people read: every view format, and the document itself. */
export const DOCUMENT_FORMATS = [...VIEW_FORMATS, 'json'] as const;

/** `--format` with the formats a command offers. */
export const formatOption = <const F extends string>(formats: readonly F[]) =>
  new Option(
    '-f, --format <format>',
    'form of the result (default: as the ending of --out-file says, else table)',
  ).choices(formats);

/** The format to write: the one asked for, else the one that the ending of the file names, else the first. */
export function formatOf<F extends FormatName>(
  asked: F | undefined,
  outFile: string | undefined,
  formats: readonly F[],
): F {
  const ending = outFile?.split('.').at(-1)?.toLowerCase() ?? '';
  const format = asked ?? formats.find((each) => (FORMATS[each] as Format).endings.includes(ending)) ?? formats[0];
  if (format === undefined) throw new RangeError('a command offers at least one format');
  return format;
}

/** Collects an option that may be given several times. */
export const repeated = (value: string, before: readonly string[] | undefined): string[] => [...(before ?? []), value];

/** A whole number of one or more. */
export function count(value: string): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new InvalidArgumentError('Give a whole number of one or more.');
}

/** A day of the calendar, YYYY-MM-DD. */
export function day(value: string): string {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime()) && time.toISOString().startsWith(value)) return value;
  throw new InvalidArgumentError('Give a day as YYYY-MM-DD.');
}

/** The options of a command that reads a network and what was measured with it. */
export const measuredOptions = (command: Command) =>
  command
    .addOption(pathOption)
    .option('--traffic <file>', 'measured traffic: CSV or Parquet of bytes by endpoint, zone and period', repeated)
    .option('--region <region>', 'Region of entries that name none')
    .option('--parameter <name=value>', 'template parameter, or imported value by its export name', repeated)
    .option('--parameter-file <file>', 'template parameters as the AWS CLI takes them', repeated)
    .option('--account <id>', 'account a template is deployed to, for its mappings by AWS::AccountId')
    .on('option:account', function (this: Command, id: string) {
      const given = this.getOptionValue('parameter') as readonly string[] | undefined;
      this.setOptionValue('parameter', [...(given ?? []), `AWS::AccountId=${id}`]);
    });

/** The options of a command that reads a network and its traffic, measured or stated. */
export const networkOptions = (command: Command) =>
  measuredOptions(command).option('--usage-file <file>', 'stated traffic: an Infracost usage file');

/** The options of a command that prices a network. */
export const pricingOptions = (command: Command) =>
  networkOptions(command)
    .option('--pool-gb <region=gb>', 'GB a month that the same billing family processes outside of it', repeated)
    .option('--hours <number>', 'hours of a month (default: 730)')
    .option(
      '--billing-date <day>',
      'day (YYYY-MM-DD) whose billing rules apply (default: the rules now in force)',
      day,
    );
