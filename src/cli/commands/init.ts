import { Option } from '@commander-js/extra-typings';
import type { CommandModule } from '../command.ts';
import { PRESETS } from '../init/presets.ts';
import { runInit } from '../init/run-init.ts';
import { outFileOption } from '../options.ts';

export const init: CommandModule = {
  name: 'init',
  summary: 'write a topology file to start from',
  build(command, { host, action }) {
    command
      .description(
        'Writes a commented topology file of a common design, or of your network: --from-aws prints the describe commands, and --from-aws FOLDER reads their answers (several accounts and Regions, any file names).',
      )
      .addOption(new Option('--preset <name>', 'a common design').choices(PRESETS))
      .option('--from-aws [folder]', 'print the describe commands, or read a folder of their answers')
      .option('--region <region>', 'Region of the design and of the commands (default us-east-1)')
      .addOption(outFileOption)
      .action(action((options) => runInit(options, host)));
  },
};
