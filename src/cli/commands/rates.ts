import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { DOCUMENT_FORMATS, formatOf, formatOption, outFileOption } from '../options.ts';
import { writeResult } from '../output.ts';

export const rates: CommandModule = {
  name: 'rates',
  summary: 'show the list prices in use, refresh them, verify them',
  build(command, { host, flags, action }) {
    command
      .command('show')
      .summary('show every list price of a Region that Tollgate uses')
      .description('Show every list price of a Region that Tollgate uses, with its tiers, its age and how sure it is.')
      .requiredOption('--region <region>', 'Region, such as us-east-1')
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(outFileOption)
      .action(
        action(async ({ region, format, outFile }) => {
          const services = await host.services(flags());
          const { showRates } = await import('../rates/show-rates.ts');
          await writeResult(
            await showRates(region, formatOf(format, outFile, DOCUMENT_FORMATS), host, services),
            host,
            outFile,
          );
          return EXIT.done;
        }),
      );
  },
};
