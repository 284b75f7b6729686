import { TollgateError } from '../../core/errors.ts';
import { share } from '../capacity/share.ts';
import type { CommandModule } from '../command.ts';
import { DOCUMENT_FORMATS, formatOf, formatOption, networkOptions, outFileOption, requirePath } from '../options.ts';
import { runReconcile } from '../reconcile/run-reconcile.ts';

export const reconcile: CommandModule = {
  name: 'reconcile',
  summary: 'compare a bill with what the model says, and name why they differ',
  build(command, { host, flags, action }) {
    networkOptions(command)
      .option('--bill <files...>', 'billing export: CUR or FOCUS as CSV, CSV.GZ or Parquet; globs are read when quoted')
      .option('--by-day', 'show every day of every line (json)')
      .option(
        '--max-residual <share>',
        'exit with 2 when more of the bill than this is unexplained, such as 0.5%',
        share,
      )
      .addOption(formatOption(DOCUMENT_FORMATS))
      .addOption(outFileOption)
      .option('--all', 'list every line and every finding')
      .action(
        action(async (options) => {
          const path = requirePath(options.path);
          const { bill } = options;
          if (bill === undefined) {
            throw new TollgateError('TG1012', 'No --bill is given.', {
              hint: "Give the files of a billing export, for example --bill 'export/*.parquet'.",
            });
          }
          const format = formatOf(options.format, options.outFile, DOCUMENT_FORMATS);
          return runReconcile({ ...options, bill, path, format }, host, host.services(flags()));
        }),
      );
  },
};
