import type { CommandModule } from '../command.ts';
import { outFileOption, pathOption, repeated, requirePath } from '../options.ts';
import { runUsageSync } from '../usage/run-usage-sync.ts';

export const usage: CommandModule = {
  name: 'usage',
  summary: 'work on Infracost usage files',
  build(command, { host, flags, action }) {
    command
      .command('sync')
      .summary('fill a usage file from measured traffic, keeping every value of yours')
      .description(
        'Fills a usage file (Infracost 0.1) from measured traffic. Values you wrote stay; values written here carry their window and date and are renewed.',
      )
      .addOption(pathOption)
      .option('--plan <file>', 'plan or template whose addresses the file uses')
      .option('--traffic <file>', 'measured traffic: CSV or Parquet of bytes by endpoint, zone and period', repeated)
      .option('--region <region>', 'Region of entries that name none')
      .option('--parameter <name=value>', 'template parameter, or imported value by its export name', repeated)
      .option('--parameter-file <file>', 'template parameters as the AWS CLI takes them', repeated)
      .addOption(outFileOption)
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          return runUsageSync({ ...options, path }, host, await host.services(flags()));
        }),
      );
  },
};
