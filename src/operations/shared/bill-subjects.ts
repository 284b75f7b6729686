import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { JoinedNetwork } from '../../model/join.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';
import { isEndpointProduct } from '../../traffic/sources/billing-export/line-scope.ts';

/** What the bill says of where a subject is, and who pays for it. */
export interface BilledPlace {
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly payer: string | undefined;
}

/** Every name a bill may call an endpoint by. */
export const namesOf = ({ endpoints }: JoinedNetwork): ReadonlyMap<string, string> =>
  new Map(
    endpoints.flatMap(({ endpoint: { id, awsId } }) => [[id, id] as const, ...(awsId ? [[awsId, id] as const] : [])]),
  );

/** Account and Region of each subject by its first line of hours or bytes; the payer that is charged most for it. */
export function placesOf(
  lines: readonly BillLine[],
  subjectOf: (line: BillLine) => string,
): ReadonlyMap<string, BilledPlace> {
  return new Map(
    [...Map.groupBy(lines, subjectOf)].map(([subject, own]) => {
      const first = own.find(({ product }) => isEndpointProduct(product)) ?? own[0];
      return [subject, { account: first?.account, region: first?.region, payer: payerOf(own) }] as const;
    }),
  );
}

function payerOf(lines: readonly BillLine[]): string | undefined {
  const sums = new Map<string | undefined, Decimal>();
  for (const { payer, cost } of lines) sums.set(payer, (sums.get(payer) ?? ZERO).plus(cost.abs()));
  return [...sums].reduce((best, each) => (each[1].greaterThan(best[1]) ? each : best), [
    lines[0]?.payer,
    ZERO,
  ] as const)[0];
}

/** The payer of an endpoint: that of its own lines, of its account's lines, or the only one of the bill. */
export function payersOf(
  { endpoints }: JoinedNetwork,
  lines: readonly BillLine[],
  places: ReadonlyMap<string, BilledPlace>,
): (subject: string) => string | undefined {
  const byAccount = new Map(lines.map(({ account, payer }) => [account, payer]));
  const all = new Set(lines.flatMap(({ payer }) => payer ?? []));
  const [only] = all.size === 1 ? all : [];
  const accounts = new Map(endpoints.map((each) => [each.endpoint.id, each.account]));
  return (subject) => {
    const place = places.get(subject);
    if (place) return place.payer;
    const account = accounts.get(subject);
    return (account === undefined ? undefined : byAccount.get(account)) ?? only;
  };
}
