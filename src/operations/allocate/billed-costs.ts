import { type Decimal, ZERO } from '../../core/decimal.ts';
import type { AllocatedCost } from '../../model/allocation/allocate.ts';
import { consumersOf, ownerAlone } from '../../model/allocation/consumers.ts';
import { type CostPlace, placeOfEndpoint } from '../../model/allocation/place.ts';
import type { JoinedEndpoint, JoinedNetwork } from '../../model/join.ts';
import type { BillLine } from '../../traffic/sources/billing-export/bill-lines.ts';
import type { ForeignMoney } from '../shared/bill-currency.ts';
import type { BillLedger } from '../shared/bill-ledger.ts';
import { chargeOf } from '../shared/bill-products.ts';
import { namesOf } from '../shared/bill-subjects.ts';

/**
 * What a bill charges each endpoint: usage with its discounts, credits and taxes that belong to it; what names no endpoint is of its
 * account and Region, and what belongs to nothing is nobody's.
 */
export function billedCosts(
  { compared, named }: Pick<BillLedger, 'compared' | 'named'>,
  network: JoinedNetwork,
  shared: 'even' | 'owner',
  foreign: readonly ForeignMoney[] = [],
): readonly AllocatedCost[] {
  const names = namesOf(network);
  const joined = new Map(network.endpoints.map((each) => [each.endpoint.id, each]));
  const idOf = ({ resource, region = 'no Region' }: BillLine): string =>
    resource === undefined ? `all of ${region}` : (names.get(resource) ?? resource);
  const subjectOf = (line: BillLine): string =>
    line.resource === undefined ? [idOf(line), line.account].join('\u0000') : idOf(line);
  const groups = Map.groupBy(withLabels(compared, subjectOf), (line) =>
    [idOf(line), line.account, line.product, line.label].join('\u0000'),
  );
  const costs = [...groups.values()].flatMap((own): readonly AllocatedCost[] => {
    const [first] = own;
    if (!first) return [];
    const id = idOf(first);
    const endpoint = joined.get(id);
    const owner = ownerOf(first, endpoint, network);
    return [
      {
        kind: 'endpoint',
        id,
        charge: chargeOf(first.product ?? ''),
        owner,
        consumers: endpoint ? consumersOf(endpoint, network, shared, owner) : ownerAlone(owner),
        amount: own.reduce((sum, line) => sum.plus(line.cost), ZERO),
        list: listOf(own),
      },
    ];
  });
  const unplaced = named.flatMap(({ part, what, amount }): readonly AllocatedCost[] =>
    part === 'notModelled' || part === 'remainder'
      ? [{ kind: 'unplaced', id: what, charge: 'unplaced', owner: {}, consumers: ownerAlone({}), amount, list: amount }]
      : [],
  );
  // What no rate converts is a cost that the total leaves out.
  const abroad = foreign.map(({ currency }): AllocatedCost => {
    const what = `in ${currency}`;
    return {
      kind: 'unplaced',
      id: what,
      charge: 'unplaced',
      owner: {},
      consumers: ownerAlone({}),
      amount: undefined,
      list: undefined,
    };
  });
  return [...costs, ...unplaced, ...abroad];
}

/** Discounts, credits and taxes carry no tags in many bills: they have the label of the usage they are of, where that has exactly one. */
function withLabels(lines: readonly BillLine[], subjectOf: (line: BillLine) => string): readonly BillLine[] {
  const labels = new Map<string, Set<string | undefined>>();
  for (const line of lines) {
    if (line.lineType !== 'usage') continue;
    const own = labels.get(subjectOf(line));
    if (own) own.add(line.label);
    else labels.set(subjectOf(line), new Set([line.label]));
  }
  return lines.map((line) => {
    if (line.lineType === 'usage' || line.label !== undefined) return line;
    const [label, ...others] = labels.get(subjectOf(line)) ?? [];
    return label === undefined || others.length > 0 ? line : { ...line, label };
  });
}

/** The bill tells the account, and the label where the endpoint carries it; the network tells the rest. */
function ownerOf(
  { account, region, label }: BillLine,
  endpoint: JoinedEndpoint | undefined,
  network: JoinedNetwork,
): CostPlace {
  const own: CostPlace = endpoint ? placeOfEndpoint(endpoint, network) : { region };
  return { ...own, account: account ?? own.account, billed: label };
}

/** Undefined where the bill does not tell the public price of every line of usage. */
function listOf(lines: readonly BillLine[]): Decimal | undefined {
  let list: Decimal | undefined = ZERO;
  for (const line of lines) {
    if (line.lineType === 'usage') list = list && line.listCost ? list.plus(line.listCost) : undefined;
  }
  return list;
}
