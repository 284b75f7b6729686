import { parseGates } from '../../analysis/gates/parse-gates.ts';
import type { CommandModule } from '../command.ts';
import { DIFF_FORMATS, runDiff } from '../diff/run-diff.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import { day, formatOf, formatOption, outFileOption, pathOption, repeated } from '../options.ts';

export const diff: CommandModule = {
  name: 'diff',
  summary: 'compare two states of a network: what the change costs, and whether it keeps the limits',
  build(command, { host, flags, action }) {
    command
      .addOption(pathOption)
      .option('--compare-to <file>', 'the state before the change; a Terraform plan tells it itself')
      .option('--usage-file <file>', 'stated traffic: an Infracost usage file')
      .option('--traffic <file>', 'measured traffic: CSV or Parquet of bytes by endpoint, zone and period', repeated)
      .option('--region <region>', 'Region of entries that name none')
      .option('--parameter <name=value>', 'template parameter, or imported value by its export name', repeated)
      .option('--parameter-file <file>', 'template parameters as the AWS CLI takes them', repeated)
      .option('--pool-gb <region=gb>', 'GB a month that the same billing family processes outside', repeated)
      .option('--hours <number>', 'hours of a month (default: 730)')
      .option(
        '--billing-date <day>',
        'day (YYYY-MM-DD) whose billing rules apply (default: the rules now in force)',
        day,
      )
      .option(
        '--max-increase <limit>',
        'most a change may add a month: an amount (100) or a share of base (10%)',
        repeated,
      )
      .option('--max-monthly <amount>', 'most the network may cost a month')
      .option('--min-azs <count>', 'fewest zones of an endpoint')
      .option('--max-utilisation <share>', 'highest use of a zone at the known peak, such as 0.6')
      .option('--budgets <file>', 'budgets by Region, account, VPC, service or tags')
      .option('--fail-on-existing', 'also fail on what the state before violates already')
      .option('--config <file>', 'policy file (default: tollgate.yml here or in a folder above)')
      .option('--no-config', 'read no policy file')
      .option('--project <name>', 'project of the policy file')
      .option('--title <text>', 'a word for the head of the report, such as the environment')
      .addOption(formatOption(DIFF_FORMATS))
      .addOption(discountsOption)
      .addOption(outFileOption)
      .option('--all', 'show every finding')
      .option('--fail-on-unknown', 'exit with 3 when a cost line is newly unknown')
      .action(
        action(async ({ parameter, parameterFile, ...options }) => {
          const gates = parseGates(options);
          const services = await withDiscounts(options.discounts, host, host.services(flags()));
          const format = formatOf(options.format, options.outFile, DIFF_FORMATS);
          return runDiff(
            {
              ...options,
              gates,
              format,
              parameters: parameter,
              parameterFiles: parameterFile,
              folder: process.cwd(),
            },
            host,
            services,
          );
        }),
      );
  },
};
