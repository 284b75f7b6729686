import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';

export const serve: CommandModule = {
  name: 'serve',
  summary: 'serve the REST API until it is stopped',
  build(command, { host, flags, action }) {
    command
      .option('--host <address>', 'address to listen on (default: 127.0.0.1)')
      .option('--port <number>', 'port to listen on; 0 = any free port (default: 8080)')
      .action(
        action(async (options) => {
          await host.serve({ ...flags(), ...options });
          return EXIT.done;
        }),
      );
  },
};
