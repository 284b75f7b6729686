import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { readInput } from '../input.ts';

export const open: CommandModule = {
  name: 'open',
  summary: 'show one network in the browser, without a service account, key or internet',
  build(command, { host, flags, action }) {
    command
      .argument(
        '<file>',
        'Terraform plan JSON, CloudFormation template, topology file or snapshot; - reads standard input',
      )
      .option('--port <number>', 'port to listen on; 0 = any free port (default: 0)')
      .action(
        action(async (file, { port = '0' }) => {
          const { openedNetwork } = await import('../../operations/resources/network/opened-network.ts');
          const services = host.services(flags());
          const opened = await openedNetwork(await readInput(file, host, services));
          await host.serve(
            { ...flags(), port },
            { opened, onListening: (url) => host.stdout.write(`${opened.name} is open at ${url}/ (Ctrl+C ends it)\n`) },
          );
          return EXIT.done;
        }),
      );
  },
};
