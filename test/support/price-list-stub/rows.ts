/** One product of the stub's price list, in the words of the real one. */
export interface StubRow {
  readonly serviceCode: string;
  readonly sku: string;
  readonly productFamily?: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Terms keyed `SKU.offerTermCode`. */
  readonly terms: Readonly<Record<string, StubTerm>>;
}

export interface StubTerm {
  readonly effectiveDate: string;
  readonly priceDimensions: Readonly<Record<string, StubDimension>>;
}

export interface StubDimension {
  readonly unit: string;
  readonly beginRange: string;
  readonly endRange: string;
  readonly pricePerUnit: Readonly<Record<string, string>>;
}

export interface StubBand {
  readonly from: string;
  readonly to: string | null;
  readonly price: string;
}

/** The code of on-demand terms, and one suffix for each band. */
const ON_DEMAND = 'JRTCKXETXF';
const BANDS = ['D7RZ6WCPVW', 'RBMR72YW69', 'SW9U2ZKBYX', '6YS6EN2CT7'];

/** A price as the price list writes it, with ten decimals. */
const tenDecimals = (price: string): string => {
  const [whole = '0', decimals = ''] = price.split('.');
  return `${whole}.${decimals.padEnd(10, '0')}`;
};

/** The on-demand terms of a SKU. */
export function onDemand(
  sku: string,
  unit: string,
  currency: string,
  bands: readonly StubBand[],
  effectiveDate = '2026-09-01T00:00:00Z',
): Readonly<Record<string, StubTerm>> {
  const dimensions = bands.map(({ from, to, price }, index) => {
    const rateCode = `${sku}.${ON_DEMAND}.${BANDS[index] ?? `BAND${index}`}`;
    const dimension = {
      unit,
      beginRange: from,
      endRange: to ?? 'Inf',
      description: `${price} per ${unit}`,
      appliesTo: [],
      rateCode,
      pricePerUnit: { [currency]: tenDecimals(price) },
    };
    return [rateCode, dimension] as const;
  });
  const term = {
    sku,
    offerTermCode: ON_DEMAND,
    effectiveDate,
    termAttributes: {},
    priceDimensions: Object.fromEntries(dimensions),
  };
  return { [`${sku}.${ON_DEMAND}`]: term };
}
