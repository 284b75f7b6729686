import { Option } from '@commander-js/extra-typings';
import { ESTIMATE_FORMATS } from '../breakdown/format-estimate.ts';
import { runBreakdown } from '../breakdown/run-breakdown.ts';
import type { CommandModule } from '../command.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import { focusOptions } from '../focus-options.ts';
import { count, formatOf, formatOption, outFileOption, pricingOptions, repeated, requirePath } from '../options.ts';

export const breakdown: CommandModule = {
  name: 'breakdown',
  summary: 'price a network: what each endpoint costs a month, and what is not known',
  build(command, { host, flags, action }) {
    focusOptions(pricingOptions(command))
      .option(
        '--group-by <key>',
        'also show cost by vpc, account, service, region, type, client-vpc, client-account or tag:KEY',
        repeated,
      )
      .addOption(formatOption(ESTIMATE_FORMATS))
      .addOption(discountsOption)
      .addOption(outFileOption)
      .option('--top <count>', 'list so many endpoints one by one, the costliest first (default: 100)', count)
      .option('--all', 'list every endpoint and every finding')
      .addOption(new Option('--fail-on-unknown', 'exit with 3 when a cost line is unknown'))
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          const services = await withDiscounts(options.discounts, host, host.services(flags()));
          const format = formatOf(options.format, options.outFile, ESTIMATE_FORMATS);
          return runBreakdown({ ...options, path, format }, host, services);
        }),
      );
  },
};
