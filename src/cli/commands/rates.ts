import { Option } from '@commander-js/extra-typings';
import { LIVE_RATE_SOURCES } from '../../rates/registry.ts';
import type { CommandContext, CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { DOCUMENT_FORMATS, formatOf, formatOption, outFileOption, repeated } from '../options.ts';
import { writeResult } from '../output.ts';

type Rates = Parameters<CommandModule['build']>[0];

const sourceOption = new Option(
  '--source <source>',
  'live price list (default: TOLLGATE_PRICE_SOURCE, else price-list-bulk, which needs no account)',
).choices(LIVE_RATE_SOURCES);

export const rates: CommandModule = {
  name: 'rates',
  summary: 'show the list prices in use, refresh them, verify them',
  build(command, context) {
    addShow(command, context);
    addRefresh(command, context);
    addVerify(command, context);
  },
};

function addShow(command: Rates, { host, flags, action }: CommandContext): void {
  command
    .command('show')
    .summary('show every list price of a Region that Tollgate uses')
    .description('Show every list price of a Region that Tollgate uses, with its tiers, its age and how sure it is.')
    .requiredOption('--region <region>', 'Region, such as us-east-1')
    .addOption(formatOption(DOCUMENT_FORMATS))
    .addOption(outFileOption)
    .action(
      action(async ({ region, format, outFile }) => {
        const services = host.services(flags());
        const { showRates } = await import('../rates/show-rates.ts');
        await writeResult(
          await showRates(region, formatOf(format, outFile, DOCUMENT_FORMATS), host, services),
          host,
          outFile,
        );
        return EXIT.done;
      }),
    );
}

function addRefresh(command: Rates, { host, flags, action }: CommandContext): void {
  command
    .command('refresh')
    .summary('read the live price list and keep it in the user cache')
    .description(
      'Read the live price list and keep it in the user cache. A Region that fails keeps the prices it has. The output shows what changed prices do to the newest kept scans, or to the networks of --path.',
    )
    .option('--region <region>', 'Region to refresh, several times for several (default: every Region)', repeated)
    .addOption(sourceOption)
    .option('--path <file>', 'network to price before and after; repeatable', repeated)
    .option('--force', 'read even what has not been published anew since it was read')
    .addOption(formatOption(DOCUMENT_FORMATS))
    .addOption(outFileOption)
    .action(
      action(async ({ format, outFile, ...options }) => {
        const { runRefreshRates } = await import('../rates/refresh-rates.ts');
        const form = formatOf(format, outFile, DOCUMENT_FORMATS);
        return runRefreshRates({ ...options, format: form, outFile }, host, host.services(flags()));
      }),
    );
}

function addVerify(command: Rates, { host, flags, action }: CommandContext): void {
  command
    .command('verify')
    .summary('check the prices on disk, and with --live whether they still hold')
    .description('Check every copy of the prices on disk against its checksum, and that each product has one price.')
    .option('--region <region>', 'Region to verify, several times for several (default: every Region)', repeated)
    .option('--live', 'compare with the live price list; nothing is written')
    .addOption(sourceOption)
    .addOption(formatOption(DOCUMENT_FORMATS))
    .addOption(outFileOption)
    .action(
      action(async ({ format, outFile, ...options }) => {
        const { runVerifyRates } = await import('../rates/verify-rates.ts');
        const form = formatOf(format, outFile, DOCUMENT_FORMATS);
        return runVerifyRates({ ...options, format: form, outFile }, host, host.services(flags()));
      }),
    );
}
