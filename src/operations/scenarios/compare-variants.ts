import { type Decimal, sum, ZERO } from '../../core/decimal.ts';
import { TollgateError } from '../../core/errors.ts';
import { FindingLog } from '../../core/finding.ts';
import { AMOUNT_PLACES, amountText, quantityText } from '../../core/money.ts';
import { estimate } from '../../model/estimate.ts';
import { regionsOf } from '../../model/regions-of.ts';
import { isDiscounted } from '../../model/totals.ts';
import type { RateCard } from '../../rates/rate-card.ts';
import type { ComparisonDocument } from '../../report/comparison-document.ts';
import { mergeTraffic, type TrafficProfile } from '../../traffic/traffic.ts';
import type { NetworkReading } from '../inputs/load-network.ts';
import type { Services } from '../services.ts';
import { loadCards } from '../shared/estimate-network.ts';
import { MOST_MONTHS, MOST_VARIANTS } from './limits.ts';
import { scaleProfile, scaleTraffic } from './scale-traffic.ts';

/** A named design, and the traffic a file tells of it. */
export interface Variant {
  readonly name: string;
  readonly reading: NetworkReading;
  readonly traffic?: TrafficProfile | undefined;
}

export interface ComparisonOptions {
  /** How many months, the first being today's traffic. */
  readonly months: number;
  /** Growth of the bytes a month: 0.02 = 2 %. */
  readonly growth?: Decimal | undefined;
  /** Hours of a billed month; absent = 730. */
  readonly hours?: Decimal | undefined;
  readonly billingDate?: string | undefined;
}

/** Use case: price variants of a network month by month, all with the same rates and growth. Throws TG1012, TG1401. */
export async function compareVariants(
  variants: readonly Variant[],
  { months, growth = ZERO, hours, billingDate }: ComparisonOptions,
  { rates }: Pick<Services, 'rates'>,
): Promise<ComparisonDocument> {
  refuseUnfit(variants, months);
  const findings = new FindingLog();
  const regions = [...new Set(variants.flatMap(({ reading }) => regionsOf(reading.topology)))];
  const { cards, findings: rateFindings } = await loadCards(regions, rates);
  findings.addAll(rateFindings);
  const priced = variants.map((variant) =>
    priceMonths(variant, cards, { months, growth, hours, billingDate }, findings),
  );
  const [currency = 'USD', ...others] = [...new Set(priced.map((each) => each.currency))];
  if (others.length > 0) {
    throw new TollgateError('TG1401', `The variants are billed in ${[currency, ...others].join(' and ')}.`, {
      hint: 'Compare variants of one AWS partition.',
    });
  }
  return {
    schema: 'tollgate/comparison@1',
    currency,
    growth: quantityText(growth),
    variants: priced.map(documentOf),
    cheapest: cheapestOf(priced),
    breakEvens: priced.flatMap((a, index) => priced.slice(index + 1).map((b) => breakEven(a, b))),
    findings: [...findings.findings],
  };
}

interface Priced {
  readonly name: string;
  readonly currency: string;
  readonly monthly: readonly Decimal[];
  readonly cumulative: readonly Decimal[];
  readonly unknownLines: number;
  readonly list: Decimal;
  readonly isDiscounted: boolean;
}

function priceMonths(
  { name, reading, traffic }: Variant,
  cards: ReadonlyMap<string, RateCard>,
  { months, growth, hours, billingDate }: ComparisonOptions & { readonly growth: Decimal },
  findings: FindingLog,
): Priced {
  const measured = reading.measured?.profile;
  const profile = measured && traffic ? mergeTraffic(measured, traffic) : (traffic ?? measured);
  const own = new Map(regionsOf(reading.topology).flatMap((region) => cardOf(cards, region)));
  const results = Array.from({ length: months }, (_, month) => {
    const factor = growth.plus(1).pow(month);
    return estimate({
      topology: scaleTraffic(reading.topology, factor),
      cards: own,
      traffic: profile && scaleProfile(profile, factor),
      findings: month === 0 ? reading.findings : [],
      hours,
      billingDate,
    });
  });
  for (const each of results[0]?.findings.findings ?? [])
    findings.push({ ...each, message: `${name}: ${each.message}` });
  // Rounded as documents write amounts, so that what is shown adds up.
  const monthly = results.map((result) => result.totals.monthly.knownPart.toDecimalPlaces(AMOUNT_PLACES));
  return {
    name,
    currency: results[0]?.currency ?? 'USD',
    monthly,
    list: sum(results.map((result) => result.totals.list)),
    isDiscounted: results.some(({ totals }) => isDiscounted(totals)),
    cumulative: monthly.map((_, index) => sum(monthly.slice(0, index + 1))),
    unknownLines: results[0]?.totals.monthly.leftOut ?? 0,
  };
}

const cardOf = (cards: ReadonlyMap<string, RateCard>, region: string): readonly (readonly [string, RateCard])[] => {
  const card = cards.get(region);
  return card ? [[region, card]] : [];
};

const documentOf = ({
  name,
  monthly,
  cumulative,
  unknownLines,
  list,
  isDiscounted,
}: Priced): ComparisonDocument['variants'][number] => ({
  name,
  monthly: amountText(monthly[0] ?? ZERO),
  total: amountText(cumulative.at(-1) ?? ZERO),
  ...(isDiscounted && { list: amountText(list) }),
  unknownLines,
  months: monthly.map((each, index) => ({
    month: index + 1,
    monthly: amountText(each),
    cumulative: amountText(cumulative[index] ?? ZERO),
  })),
});

/** A sum that leaves lines out is no basis for saying which is least. */
function cheapestOf(priced: readonly Priced[]): string | null {
  if (priced.some((each) => each.unknownLines > 0)) return null;
  const sorted = [...priced].sort((a, b) => (a.cumulative.at(-1) ?? ZERO).comparedTo(b.cumulative.at(-1) ?? ZERO));
  return sorted[0]?.name ?? null;
}

/** The cheaper design of the first month, and when the other one overtakes it. Between equals the first one given stays. */
function breakEven(a: Priced, b: Priced): ComparisonDocument['breakEvens'][number] {
  const [from, to] = (b.monthly[0] ?? ZERO).lessThan(a.monthly[0] ?? ZERO) ? [b, a] : [a, b];
  const first = (later: readonly Decimal[], earlier: readonly Decimal[]): number | null => {
    const index = later.findIndex((each, month) => each.lessThan(earlier[month] ?? ZERO));
    return index === -1 ? null : index + 1;
  };
  return {
    from: from.name,
    to: to.name,
    month: first(to.monthly, from.monthly),
    cumulativeMonth: first(to.cumulative, from.cumulative),
  };
}

function refuseUnfit(variants: readonly Variant[], months: number): void {
  const names = new Set(variants.map((variant) => variant.name));
  if (variants.length < 2 || variants.length > MOST_VARIANTS || names.size !== variants.length) {
    throw new TollgateError('TG1012', `A comparison takes 2 to ${MOST_VARIANTS} variants of different names.`, {
      hint: 'For example tollgate scenarios --variant own=per-vpc.yaml --variant hub=hub.yaml.',
    });
  }
  if (!Number.isInteger(months) || months < 1 || months > MOST_MONTHS) {
    throw new TollgateError('TG1012', `A comparison spans 1 to ${MOST_MONTHS} months.`);
  }
}
