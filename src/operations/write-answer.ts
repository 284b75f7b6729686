import type { FormatOptions, Rendering, Written } from '../report/formats/format.ts';
import { type FormatName, write as writeAs } from '../report/formats/index.ts';
import { withAgeOfPrices } from '../report/stale-prices.ts';
import type { Answer, Operation, Shown } from './operation.ts';

/** How a face writes an answer. */
export interface Writing extends Shown {
  readonly format: FormatName;
  /** Where the inputs came from. */
  readonly paths: readonly string[];
  readonly now: Date;
  /** Where the run comes from. */
  readonly origin?: Rendering['origin'];
  readonly layout: Pick<FormatOptions, 'width' | 'colour' | 'indent'>;
}

/** The answer of an operation as text: the same for every face. */
export const write = (
  operation: Operation,
  { document, also }: Answer<unknown>,
  options: Readonly<Record<string, unknown>>,
  { format, isShort, paths, now, origin, layout }: Writing,
): Promise<Written> =>
  writeAs(
    format,
    {
      kind: operation.document,
      document,
      view: async () => withAgeOfPrices(await operation.view(document, options, { isShort }), document, now),
      now,
      paths,
      origin,
      ...also,
    },
    { ...options, ...layout },
  );
