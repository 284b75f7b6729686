import { TollgateError } from '../../core/errors.ts';
import type { InputDocument } from '../../core/input-document.ts';

/** The documents of a request with their companions: where one is read as a file, the other members would count for nothing. */
const REQUESTS: readonly { readonly leading: string; readonly beside: readonly string[]; readonly flags: string }[] = [
  {
    leading: 'head',
    beside: ['base', 'options', 'traffic', 'usage', 'discounts'],
    flags: 'tollgate diff --path HEAD --compare-to BASE',
  },
  {
    leading: 'document',
    beside: ['options', 'traffic', 'usage', 'discounts'],
    flags: 'the command with --path FILE and the flags of the rest, such as --traffic and --usage-file',
  },
  { leading: 'variants', beside: ['options'], flags: 'tollgate scenarios --variant NAME=FILE for each' },
];

/** Refuses the body of a request to the service where a document is meant: its options and other documents would be lost. Throws TG1190. */
export function refuseRequest({ name, value }: InputDocument): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || 'schema' in value) return;
  for (const { leading, beside, flags } of REQUESTS) {
    const others = beside.filter((key) => Object.hasOwn(value, key));
    if (!Object.hasOwn(value, leading) || others.length === 0) continue;
    throw new TollgateError(
      'TG1190',
      `${name} is the body of a request: it holds ${others.join(', ')} beside ${leading}.`,
      {
        location: { file: name, ...(others[0] !== undefined && { path: others[0] }) },
        hint: `Write each document to a file of its own and run ${flags}, or send the body to the service.`,
      },
    );
  }
}
