import type { CommandModule } from '../command.ts';
import { measuredOptions, outFileOption, requirePath } from '../options.ts';
import { runUsageSync } from '../usage/run-usage-sync.ts';

export const usage: CommandModule = {
  name: 'usage',
  summary: 'work on Infracost usage files',
  build(command, { host, flags, action }) {
    measuredOptions(
      command
        .command('sync')
        .summary('fill a usage file from measured traffic, keeping every value of yours')
        .description(
          'Fills a usage file (Infracost 0.1) from measured traffic. Values you wrote stay; values written here carry their window and date and are renewed.',
        ),
    )
      .option('--plan <file>', 'plan or template that the file takes its addresses from')
      .addOption(outFileOption)
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          return runUsageSync({ ...options, path }, host, await host.services(flags()));
        }),
      );
  },
};
