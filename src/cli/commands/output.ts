import type { CommandModule } from '../command.ts';
import { formatOf, formatOption, outFileOption, repeated, requirePath } from '../options.ts';
import { OUTPUT_FORMATS, runOutput } from '../report/run-output.ts';

export const output: CommandModule = {
  name: 'output',
  summary: 'merge saved estimates or diffs and write them in another format',
  build(command, { host, flags, action }) {
    command
      .option('-p, --path <file>', "saved diffs or estimates, or Infracost's JSON; several, or a quoted glob", repeated)
      .addOption(formatOption(OUTPUT_FORMATS))
      .addOption(outFileOption)
      .option('--title <text>', 'a word for the head of the report')
      .option('--all', 'list every item and every finding')
      .action(
        action(async ({ path, format, outFile, title, all }) => {
          requirePath(path?.[0]);
          const asked = formatOf(format, outFile, OUTPUT_FORMATS);
          return runOutput({ paths: path ?? [], format: asked, outFile, title, all }, host, host.services(flags()));
        }),
      );
  },
};
