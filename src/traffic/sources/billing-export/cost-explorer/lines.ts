import type { Decimal } from '../../../../core/decimal.ts';

/** What Cost Explorer adds up for one period and group. */
export interface CostExplorerLine {
  /** RFC 3339 or YYYY-MM-DD; the end is exclusive. */
  readonly start: string;
  readonly end: string;
  /** Values in the order of the query's `by`. */
  readonly keys: readonly string[];
  readonly cost: Decimal;
  /** Undefined where the file tells money alone. */
  readonly quantity: Decimal | undefined;
  readonly currency: string;
}

/** What the lines of a file are grouped by, such as DIMENSION USAGE_TYPE or TAG team. */
export interface GroupedBy {
  readonly type: string;
  readonly key: string;
}

/** One file of Cost Explorer: an answer of the API (or a page of one), or a table of the console. */
export interface CostFile {
  readonly name: string;
  readonly by: readonly GroupedBy[];
  readonly lines: readonly CostExplorerLine[];
  /** The first start and the last end of what was asked for; undefined where the file has no period. */
  readonly start: string | undefined;
  readonly end: string | undefined;
  /** Starts of periods that AWS calls estimated. */
  readonly estimated: readonly string[];
  /** Whether AWS says that another page follows. */
  readonly hasNext: boolean;
  /** Whether the ends of the periods are read from their starts. */
  readonly hasOpenEnd: boolean;
}

/** How an answer with everything that is needed is asked for. */
export const ASK =
  'Ask with `aws ce get-cost-and-usage --granularity DAILY --metrics UnblendedCost UsageQuantity --group-by Type=DIMENSION,Key=USAGE_TYPE Type=DIMENSION,Key=LINKED_ACCOUNT --time-period Start=YYYY-MM-DD,End=YYYY-MM-DD` (0.01 USD a request).';

const NONE = /^(?:no ?(?:usage ?type|region|operation|linked ?account)|others)$/i;

/** Whether Cost Explorer names nothing by a key: a cost of no usage type, or of all that the console does not list. */
export const isNone = (key: string): boolean => NONE.test(key);
