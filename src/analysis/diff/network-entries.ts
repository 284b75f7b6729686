import type { JoinedEndpoint, Network } from '../../model/join.ts';
import type { Matchable } from './match.ts';

/** An endpoint of a network with what it is matched by. */
export interface NetworkEntry extends Matchable {
  readonly joined: JoinedEndpoint;
}

export const networkEntries = (network: Network | undefined): readonly NetworkEntry[] =>
  (network?.endpoints ?? []).map((joined) => {
    const { id, address, awsId, type, service, vpc } = joined.endpoint;
    const { region, account, zones } = joined;
    return { id, address, awsId, type, service, vpc, region, account, azCount: zones?.length, joined };
  });
