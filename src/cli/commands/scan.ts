import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { outFileOption } from '../options.ts';
import { writeResult } from '../output.ts';

const list = (value: string, previous: readonly string[] = []): readonly string[] => [...previous, ...value.split(',')];

export const scan: CommandModule = {
  name: 'scan',
  summary: 'read endpoints and their throughput from AWS into a snapshot',
  build(command, { host, flags, action }) {
    command
      .description(
        'Read the endpoints of AWS accounts and Regions and their throughput from CloudWatch, keep the throughput, and write a snapshot that every other command works from offline.',
      )
      .requiredOption('--region <region...>', 'Region to scan; repeat it, or separate several by commas', list)
      .option(
        '--account <id...>',
        'account to scan, or "all" of the organization; absent = that of the credentials',
        list,
      )
      .option('--role <name>', 'role to assume in other accounts')
      .option('--days <n>', 'days of throughput to read, at most 455; 0 = the inventory only', '15')
      .option('--max-query-cost <usd>', 'refuse to ask CloudWatch for more than this', '1')
      .addOption(outFileOption)
      .action(
        action(async (options) => {
          const services = await host.services(flags());
          const { runScan } = await import('../scan/run-scan.ts');
          const snapshot = await runScan(options, host, services);
          await writeResult(JSON.stringify(snapshot, null, 1), host, options.outFile);
          return EXIT.done;
        }),
      );
  },
};
