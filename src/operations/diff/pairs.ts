import type { JoinedEndpoint, Network } from '../../model/join.ts';
import type { EndpointDocument } from '../../report/report.ts';
import { type Matchable, matchEntries, type Pair } from './match.ts';
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

/** An endpoint of a network with what it is matched by. */
export interface NetworkEntry extends Matchable {
  readonly joined: JoinedEndpoint;
}

/** The endpoints of two networks, paired. */
export const networkPairs = (base: Network | undefined, head: Network | undefined): readonly Pair<NetworkEntry>[] =>
  matchEntries(entriesOf(base), entriesOf(head), ({ joined }) => joined.endpoint.awsId);

const entriesOf = (network: Network | undefined): readonly NetworkEntry[] =>
  (network?.endpoints ?? []).map((joined) => {
    const { id, address, type, service, vpc } = joined.endpoint;
    const { region, account, zones } = joined;
    return { id, address, type, service, vpc, region, account, azCount: zones?.length, joined };
  });
