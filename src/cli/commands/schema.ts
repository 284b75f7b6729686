import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { outFileOption } from '../options.ts';
import { writeResult } from '../output.ts';

export const schema: CommandModule = {
  name: 'schema',
  summary: 'print the JSON Schema of a document: topology, estimate or rate-card',
  build(command, { host, action }) {
    command
      .argument('<document>', 'name of the document')
      .addOption(outFileOption)
      .action(
        action(async (name, { outFile }) => {
          const { documentSchema } = await import('../../report/document-schemas.ts');
          await writeResult(JSON.stringify(await documentSchema(name), null, 2), host, outFile);
          return EXIT.done;
        }),
      );
  },
};
