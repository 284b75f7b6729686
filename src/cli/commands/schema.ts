import type { CommandModule } from '../command.ts';
import { EXIT } from '../exit-code.ts';
import { outFileOption } from '../options.ts';
import { writeResult } from '../output.ts';

export const schema: CommandModule = {
  name: 'schema',
  summary: 'print the JSON Schema of a document, or list the documents',
  build(command, { host, action }) {
    command
      .argument('[document]', 'name of the document; without it the names are listed')
      .addOption(outFileOption)
      .action(
        action(async (name, { outFile }) => {
          const { DOCUMENT_NAMES, documentSchema } = await import('../../operations/document-schemas.ts');
          const text =
            name === undefined ? DOCUMENT_NAMES.join('\n') : JSON.stringify(await documentSchema(name), null, 2);
          await writeResult(text, host, outFile);
          return EXIT.done;
        }),
      );
  },
};
