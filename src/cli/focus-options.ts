import { Option } from '@commander-js/extra-typings';
import type { Services } from '../analysis/services.ts';
import { FOCUS_VERSIONS, type FocusVersion } from '../report/focus/columns.ts';
import type { FocusDocument } from '../report/formats/focus.ts';

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
