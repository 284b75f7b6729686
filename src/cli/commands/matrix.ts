import { runMatrix } from '../capacity/run-matrix.ts';
import type { CommandModule } from '../command.ts';
import {
  DOCUMENT_FORMATS,
  formatOf,
  formatOption,
  networkOptions,
  outFileOption,
  repeated,
  requirePath,
} from '../options.ts';

export const matrix: CommandModule = {
  name: 'matrix',
  summary: 'show who talks to which endpoint from which zone, and what bypasses them, from VPC flow logs',
  build(command, { host, flags, action }) {
    networkOptions(command)
      .option('--flow-logs <path>', 'flow log file, folder or quoted glob: text, gzip or Parquet', repeated)
      .option('--memory-limit <size>', 'memory to take before spilling to disk, such as 4GB (default: 1GB)')
      .option('--topology-out <file>', 'also write the network with these flows, as a topology file')
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(outFileOption)
      .option('--all', 'list every endpoint and every finding')
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          const format = formatOf(options.format, options.outFile, DOCUMENT_FORMATS);
          return runMatrix({ ...options, path, format }, host, host.services(flags()));
        }),
      );
  },
};
