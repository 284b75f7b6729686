import type { AllocatedCost } from '../../model/allocation/allocate.ts';
import { consumersOf, ownerAlone } from '../../model/allocation/consumers.ts';
import { placeOfEndpoint, placeOfResource } from '../../model/allocation/place.ts';
import type { CostLine } from '../../model/cost-line.ts';
import type { Estimate } from '../../model/estimate.ts';
import { listAmount } from '../../model/list-price.ts';

/** What an estimate charges each endpoint and resource a month, line by line. Free lines cost nobody anything. */
export function modelledCosts(
  { network, endpoints, resources }: Estimate,
  shared: 'even' | 'owner',
): readonly AllocatedCost[] {
  const ofEndpoints = endpoints.flatMap(({ joined, lines }) => {
    const owner = placeOfEndpoint(joined, network);
    const consumers = consumersOf(joined, network, shared, owner);
    return costsOf(lines, { kind: 'endpoint', id: joined.endpoint.id, owner, consumers });
  });
  const ofResources = resources.flatMap(({ resource, lines }) => {
    const owner = placeOfResource(resource, network);
    return costsOf(lines, { kind: resource.kind, id: resource.id, owner, consumers: ownerAlone(owner) });
  });
  return [...ofEndpoints, ...ofResources];
}

const costsOf = (
  lines: readonly CostLine[],
  subject: Pick<AllocatedCost, 'kind' | 'id' | 'owner' | 'consumers'>,
): readonly AllocatedCost[] =>
  lines
    .filter(({ status }) => status !== 'free')
    .map((line) => ({
      ...subject,
      charge: line.charge,
      amount: line.monthly,
      list: line.monthly && listAmount(line),
    }));
