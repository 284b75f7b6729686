import { runForecast } from '../capacity/run-forecast.ts';
import { share } from '../capacity/share.ts';
import type { CommandModule } from '../command.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import { focusVersionOption } from '../focus-options.ts';
import {
  count,
  DOCUMENT_FORMATS,
  day,
  formatOf,
  formatOption,
  networkOptions,
  outFileOption,
  requirePath,
} from '../options.ts';

const FORMATS = [...DOCUMENT_FORMATS, 'focus'] as const;

export const forecast: CommandModule = {
  name: 'forecast',
  summary: 'foretell when each zone fills up and what each coming month costs',
  build(command, { host, flags, action }) {
    networkOptions(command)
      .option('--months <number>', 'whole calendar months to look ahead, at most 36 (default: 12)', count)
      .option('--from <time>', 'learn from the traffic from this day or time on')
      .option('--to <time>', 'learn from the traffic before this day or time')
      .option('--watch <share>', 'first share of the ceiling to look for (default: 0.6)', share)
      .option('--warning <share>', 'second share of the ceiling to look for (default: 0.75)', share)
      .option('--critical <share>', 'last share of the ceiling to look for (default: 0.9)', share)
      .option(
        '--billing-date <day>',
        'day (YYYY-MM-DD) whose billing rules apply (default: the rules now in force)',
        day,
      )
      .addOption(formatOption(FORMATS))
      .addOption(focusVersionOption)
      .option('--billing-account <account>', 'paying account that --format focus writes')
      .addOption(discountsOption)
      .addOption(outFileOption)
      .option('--all', 'list every endpoint and every finding')
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          const format = formatOf(options.format, options.outFile, FORMATS);
          const services = await withDiscounts(options.discounts, host, host.services(flags()));
          return runForecast({ ...options, path, format }, host, services);
        }),
      );
  },
};
