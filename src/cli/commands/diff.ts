import { parseGates } from '../../operations/diff/gates/parse-gates.ts';
import type { CommandModule } from '../command.ts';
import { DIFF_FORMATS, runDiff } from '../diff/run-diff.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import { formatOf, formatOption, outFileOption, pricingOptions, repeated } from '../options.ts';

export const diff: CommandModule = {
  name: 'diff',
  summary: 'compare two states of a network: what the change costs, and whether it keeps the limits',
  build(command, { host, flags, action }) {
    pricingOptions(command)
      .option(
        '--compare-to <path>',
        'the state before the change: a file, or a checkout of the base commit; a Terraform plan tells it itself',
      )
      .option(
        '--max-increase <limit>',
        'most a change may add a month: an amount (100) or a share of base (10%)',
        repeated,
      )
      .option('--max-monthly <amount>', 'most the network may cost a month')
      .option('--min-azs <count>', 'fewest zones of an endpoint')
      .option('--max-utilisation <share>', 'highest use of a zone at the known peak, such as 0.6')
      .option('--budgets <file>', 'budgets (tollgate/budget@1), as budget check takes them')
      .option('--fail-on-existing', 'also fail on what the state before violates already')
      .option('--config <file>', 'policy file (default: tollgate.yml here or in a folder above)')
      .option('--no-config', 'read no policy file')
      .option('--project <name>', 'one project of the policy file (default: all of them)')
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
