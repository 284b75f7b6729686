import { TollgateError } from '../../core/errors.ts';
import { runBudgetCheck } from '../budget/run-budget-check.ts';
import type { CommandModule } from '../command.ts';
import {
  DOCUMENT_FORMATS,
  formatOf,
  formatOption,
  networkOptions,
  outFileOption,
  repeated,
  requirePath,
} from '../options.ts';

export const budget: CommandModule = {
  name: 'budget',
  summary: 'check budgets against what a network costs',
  build(command, { host, flags, action }) {
    networkOptions(
      command.command('check').description('say where each budget stands; exit with 2 when one is crossed'),
    )
      .option('--budget <file>', 'budget file (tollgate/budget@1), YAML or JSON', repeated)
      .option('--bill <files...>', 'billing export of the month: what was spent (see reconcile)')
      .option('--fail-on-unknown', 'exit with 3 when no budget is crossed and one is not fully known')
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(outFileOption)
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          const { budget: files } = options;
          if (files === undefined) {
            throw new TollgateError('TG1012', 'No --budget is given.', {
              hint: 'Give a file, for example --budget budget.yaml.',
            });
          }
          const format = formatOf(options.format, options.outFile, DOCUMENT_FORMATS);
          return runBudgetCheck({ ...options, budget: files, path, format }, host, host.services(flags()));
        }),
      );
  },
};
