/** How sure a rate is: high = seen in the price list, medium = one good source, inferred = named by its values, low = old or single. */
export type Confidence = 'high' | 'medium' | 'inferred' | 'low';

/** Where a rate came from. */
export interface RateProvenance {
  readonly source: string;
  readonly usageType: string;
  readonly asOf: string;
  readonly confidence: Confidence;
  readonly sku?: string;
  /** The price list's own name of the price, where the rate has one. */
  readonly rateCode?: string;
  /** What is paid of the list price, where a discount was applied: 0.92 = 8 % off. */
  readonly discount?: string;
}

/** Where a traffic figure came from. */
export interface TrafficProvenance {
  readonly source:
    | 'assumption'
    | 'flows'
    | 'usage-file'
    | 'throughput-file'
    | 'metric-statistics'
    | 'cloudwatch'
    | 'billing-export'
    | 'flow-logs';
  /** File name, or the key of the usage file that gave the figure. */
  readonly from?: string;
  readonly window?: { readonly start: string; readonly end: string };
  readonly samples?: number;
  readonly gaps?: number;
}
