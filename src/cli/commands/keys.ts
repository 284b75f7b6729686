import { Option } from '@commander-js/extra-typings';
import { ACCESS_SCOPES } from '../../operations/resources/access/principal.ts';
import type { CommandModule } from '../command.ts';
import { createKey, listKeys, revokeKey, rotateKey } from '../keys/run-keys.ts';
import { DOCUMENT_FORMATS, formatOf, formatOption, outFileOption, repeated } from '../options.ts';

export const keys: CommandModule = {
  name: 'keys',
  summary: 'make, list, rotate and revoke the API keys of the service',
  build(command, { host, flags, action }) {
    command.description(
      'Make, list, rotate and revoke API keys in the state database of the service. The embedded database is held by one process: stop the service first, or use /v1/keys of the running one.',
    );
    command
      .command('create')
      .description('make a key and print it; it is shown this once')
      .requiredOption('--name <name>', 'what or whom it is for')
      .addOption(
        new Option('--scope <scope>', 'what it may do; write includes read, admin includes write')
          .choices(ACCESS_SCOPES)
          .default('read' as const),
      )
      .option('--account <id>', 'AWS account it may see; repeat it for more; absent = all', repeated)
      .option('--rate-limit <n>', 'requests a minute; absent = no limit of its own')
      .option('--expires <day>', 'when it stops working: a day or an RFC 3339 time; absent = never')
      .action(action((options) => createKey(options, host, host.services(flags()))));
    command
      .command('list')
      .description('list every key, revoked ones too')
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(outFileOption)
      .action(
        action(({ format, outFile }) =>
          listKeys({ format: formatOf(format, outFile, DOCUMENT_FORMATS), outFile }, host, host.services(flags())),
        ),
      );
    command
      .command('rotate')
      .argument('<id>', 'id of the key')
      .description('replace a key by a new one of the same id, and print it')
      .option('--grace-hours <n>', 'hours for which the key before works too; 0 = it ends at once', '0')
      .action(action((id, { graceHours }) => rotateKey(id, graceHours, host, host.services(flags()))));
    command
      .command('revoke')
      .argument('<id>', 'id of the key')
      .description('end a key at once')
      .action(action((id) => revokeKey(id, host, host.services(flags()))));
  },
};
