import { type Command, Option, type OptionValues } from '@commander-js/extra-typings';
import type { Services } from '../operations/services.ts';
import { FOCUS_VERSIONS, type FocusVersion } from '../report/focus/columns.ts';
import type { FocusDocument } from '../report/formats/focus.ts';
import { month } from './breakdown/month.ts';

/** What `--format focus` is told, the same for every command that offers it. */
export interface FocusWriteOptions {
  readonly focusVersion?: FocusVersion | undefined;
  /** Month that rows carry, YYYY-MM; absent = the present one. */
  readonly focusMonth?: string | undefined;
  readonly billingAccount?: string | undefined;
}

export const focusVersionOption = new Option(
  '--focus-version <version>',
  'columns of --format focus (default: 1.2)',
).choices(FOCUS_VERSIONS);

/** The options of a command whose rows carry one month and one payer. */
export const focusOptions = <Given extends OptionValues>(command: Command<[], Given>) =>
  command
    .addOption(focusVersionOption)
    .option('--focus-month <month>', 'month (YYYY-MM) that --format focus writes (default: the present one)', month)
    .option(
      '--billing-account <account>',
      'paying account that --format focus writes (default: that of each endpoint)',
    );

/** A document as FOCUS. */
export async function writeFocus(
  document: FocusDocument,
  { focusVersion, focusMonth, billingAccount }: FocusWriteOptions,
  services: Pick<Services, 'now'>,
): Promise<string> {
  const { focus } = await import('../report/formats/focus.ts');
  return focus(document, {
    version: focusVersion ?? '1.2',
    month: focusMonth ?? services.now().toISOString().slice(0, 7),
    billingAccount,
  });
}
