import { Option } from '@commander-js/extra-typings';
import { BASES, STATISTICS } from '../../capacity/endpoint-load.ts';
import { runHeadroom } from '../capacity/run-headroom.ts';
import { share } from '../capacity/share.ts';
import type { CommandModule } from '../command.ts';
import { DOCUMENT_FORMATS, formatOf, formatOption, networkOptions, outFileOption, requirePath } from '../options.ts';

export const headroom: CommandModule = {
  name: 'headroom',
  summary: 'show how full each zone of each endpoint is, today and with one zone gone',
  build(command, { host, flags, action }) {
    networkOptions(command)
      .option('--from <time>', 'look at the traffic from this day or time on')
      .option('--to <time>', 'look at the traffic before this day or time')
      .addOption(new Option('--statistic <name>', 'figure that stands for the load (default: p99)').choices(STATISTICS))
      .addOption(new Option('--base <name>', 'capacity to compare with (default: ceiling)').choices(BASES))
      .option('--watch <share>', 'utilisation from which a zone is watched (default: 0.6)', share)
      .option('--warning <share>', 'utilisation from which it is a warning (default: 0.75)', share)
      .option('--critical <share>', 'utilisation from which it is critical (default: 0.9)', share)
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(outFileOption)
      .option('--all', 'list every endpoint and every finding')
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          const format = formatOf(options.format, options.outFile, DOCUMENT_FORMATS);
          return runHeadroom({ ...options, path, format }, host, host.services(flags()));
        }),
      );
  },
};
