import { Option } from '@commander-js/extra-typings';
import { TollgateError } from '../../core/errors.ts';
import { runAllocate } from '../allocate/run-allocate.ts';
import type { CommandModule } from '../command.ts';
import { discountsOption, withDiscounts } from '../discounts.ts';
import { focusOptions } from '../focus-options.ts';
import { DOCUMENT_FORMATS, formatOf, formatOption, networkOptions, outFileOption } from '../options.ts';

const FORMATS = [...DOCUMENT_FORMATS, 'focus'] as const;

export const allocate: CommandModule = {
  name: 'allocate',
  summary: 'say whose the cost is: by team, account, VPC, service, tag or cost category',
  build(command, { host, flags, action }) {
    focusOptions(networkOptions(command))
      .option('--by <key>', 'team, account, vpc, service, region, tag:KEY or cost-category:NAME')
      .option('--bill <files...>', 'allocate what this bill charges: CUR or FOCUS files; globs are read when quoted')
      .option('--flow-logs <files...>', 'share endpoints by the consumers that these VPC flow logs show')
      .addOption(
        new Option(
          '--shared <rule>',
          'who pays for a shared endpoint where no flow tells: even among the VPCs whose DNS leads to it, or its owner (default: even)',
        ).choices(['even', 'owner'] as const),
      )
      .option('--cost-category <file>', 'file that defines a cost category by accounts, VPCs, services and tags')
      .addOption(formatOption(FORMATS))
      .addOption(discountsOption)
      .addOption(outFileOption)
      .option('--all', 'list every shared endpoint and every finding')
      .option('--fail-on-unknown', 'exit with 3 when a cost line is unknown')
      .action(
        action(async (options) => {
          const { by } = options;
          if (by === undefined) {
            throw new TollgateError('TG1012', 'No --by is given.', { hint: 'For example --by team or --by account.' });
          }
          const format = formatOf(options.format, options.outFile, FORMATS);
          const services = await withDiscounts(options.discounts, host, host.services(flags()));
          return runAllocate({ ...options, by, format }, host, services);
        }),
      );
  },
};
