import type { JoinedEndpoint, JoinedNetwork } from '../../model/join.ts';
import { type Matchable, matchEntries, type Pair } from './match.ts';

/** An endpoint of a network with what it is matched by. */
export interface NetworkEntry extends Matchable {
  readonly joined: JoinedEndpoint;
}

/** The endpoints of two networks, paired. */
export const networkPairs = (
  base: JoinedNetwork | undefined,
  head: JoinedNetwork | undefined,
): readonly Pair<NetworkEntry>[] =>
  matchEntries(entriesOf(base), entriesOf(head), ({ joined }) => joined.endpoint.awsId);

const entriesOf = (network: JoinedNetwork | undefined): readonly NetworkEntry[] =>
  (network?.endpoints ?? []).map((joined) => {
    const { id, address, type, service, vpc } = joined.endpoint;
    const { region, account, zones } = joined;
    return { id, address, type, service, vpc, region, account, azCount: zones?.length, joined };
  });
