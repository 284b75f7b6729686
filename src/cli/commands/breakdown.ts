import type { CommandModule } from '../command.ts';
import { DOCUMENT_FORMATS, formatOption, outFileOption } from '../options.ts';

export const breakdown: CommandModule = {
  name: 'breakdown',
  summary: 'price a network: what each endpoint costs a month, and what is not known',
  build(command, { host, flags, action }) {
    command
      .requiredOption('--path <file>', 'Terraform plan JSON, topology file or saved estimate; - for standard input')
      .option('--region <region>', 'Region of entries that name none')
      .addOption(formatOption([...DOCUMENT_FORMATS, 'infracost'] as const))
      .addOption(outFileOption)
      .action(
        action(async (options) => {
          const services = await host.services(flags());
          const { runBreakdown } = await import('../breakdown/run-breakdown.ts');
          return runBreakdown(options, host, services);
        }),
      );
  },
};
