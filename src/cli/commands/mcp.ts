import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';

export const mcp: CommandModule = {
  name: 'mcp',
  summary: 'offer every operation as a tool of the Model Context Protocol, on standard input and output',
  build(command, { host, flags, action }) {
    command
      .description(
        'Serves the Model Context Protocol on standard input and output until the client goes. Every computing operation is a tool; files below the working directory are read, nothing is written.',
      )
      .option('--online', 'let bills be read from s3://')
      .action(
        action(async ({ online }) => {
          await host.mcp({ offline: online !== true, ...flags() }, online === true);
          return EXIT.done;
        }),
      );
  },
};
