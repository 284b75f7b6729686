import { ZERO } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import type { CommandModule } from '../command.ts';
import { growth } from '../compare/growth.ts';
import { runCompare } from '../compare/run-compare.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import { count, DOCUMENT_FORMATS, formatOf, formatOption, outFileOption, repeated } from '../options.ts';

/** Months of a comparison unless told otherwise. */
const MONTHS = 12;

export const compare: CommandModule = {
  name: 'compare',
  summary: 'price variants of a network side by side over months of growth, and tell when they break even',
  build(command, { host, flags, action }) {
    command
      .option(
        '--variant <name=file>',
        'a design: topology file, plan, template or snapshot; give two or more',
        repeated,
      )
      .option('--months <number>', `how many months (default: ${MONTHS})`, count)
      .option('--growth <share>', 'growth of the bytes a month, such as 2% (default: 0)', growth)
      .option('--region <region>', 'Region of entries that name none')
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(discountsOption)
      .addOption(outFileOption)
      .option('--all', 'list every finding')
      .action(
        action(async (options) => {
          const { variant, months = MONTHS } = options;
          if (variant === undefined) {
            throw new TollgateError('TG1012', 'No --variant is given.', {
              hint: 'For example --variant own=per-vpc.yaml --variant hub=hub.yaml.',
            });
          }
          const format = formatOf(options.format, options.outFile, DOCUMENT_FORMATS);
          const request = { ...options, variant, months, growth: options.growth ?? ZERO, format };
          return runCompare(request, host, await withDiscounts(options.discounts, host, host.services(flags())));
        }),
      );
  },
};
