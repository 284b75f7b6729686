import type { EndpointDocument } from '../../report/report.ts';
import { matchEntries, type Pair } from '../shared/match.ts';
import type { DiffSide } from './side.ts';

/** The endpoints of two priced sides, paired. */
export const pairsOf = (base: DiffSide, head: DiffSide): readonly Pair<EndpointDocument>[] =>
  matchEntries(base.document.endpoints, head.document.endpoints, awsIds(base, head));

/** AWS's own ids of the endpoints, which only the networks know. */
function awsIds(...sides: readonly DiffSide[]): (endpoint: EndpointDocument) => string | undefined {
  const known = new Map<string, string>();
  for (const { network } of sides) {
    for (const { endpoint } of network?.endpoints ?? []) {
      if (endpoint.awsId !== undefined) known.set(endpoint.id, endpoint.awsId);
    }
  }
  return ({ id }) => known.get(id);
}
