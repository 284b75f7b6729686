import type { FormatOptions, Rendering, Written } from '../report/formats/format.ts';
import { type FormatName, formatsOf, write as writeAs } from '../report/formats/index.ts';
import { withAgeOfPrices } from '../report/stale-prices.ts';
import type { View } from '../report/view.ts';
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

/** The formats of an operation, the usual one first. */
export const formatsFor = ({ document, formats }: Operation): readonly FormatName[] => formats ?? formatsOf(document);

/** The answer as people read it. */
export function viewOf(
  operation: Operation,
  { document, view }: Answer<unknown>,
  options: Readonly<Record<string, unknown>>,
  shown: Shown,
): Promise<View> {
  const drawn = view?.() ?? operation.view?.(document, options, shown);
  if (!drawn) throw new RangeError(`no format draws what ${operation.name} answers`);
  return drawn;
}

/** The answer of an operation as text: the same for every face. */
export const write = (
  operation: Operation,
  answer: Answer<unknown>,
  options: Readonly<Record<string, unknown>>,
  { format, isShort, paths, now, origin, layout }: Writing,
): Promise<Written> => {
  const { document, also } = answer;
  return writeAs(
    format,
    {
      kind: operation.document,
      document,
      view: async () => withAgeOfPrices(await viewOf(operation, answer, options, { isShort }), document, now),
      now,
      paths,
      origin,
      ...also,
    },
    { ...options, ...layout },
  );
};
