import { shortService } from '../../core/ids.ts';
import type { Forgone } from '../decide/blocked.ts';
import type { GuardName } from '../move.ts';
import type { BlockedSaving } from '../recommendation.ts';
import { endpointOf } from '../region/client.ts';
import { adviceId } from './id.ts';
import { listed } from './step-facts.ts';

/** A blocked saving in words. */
export function blockedOf(region: string, { blocked, monthly }: Forgone): BlockedSaving {
  const [first] = blocked;
  const move = first?.way.move ?? 'share-across-vpcs';
  const subjects = [
    ...new Set(
      blocked.map(
        ({ client }) =>
          endpointOf(client)?.endpoint.id ?? (client.origin.kind === 'nat' ? client.origin.gateway.id : ''),
      ),
    ),
  ];
  const verdicts = blocked.flatMap((each) => each.verdicts);
  const blockedBy: readonly GuardName[] = [...new Set(verdicts.map((verdict) => verdict.guard))];
  return {
    id: adviceId('blk', region, `${move} ${blockedBy.join(' ')}`, subjects),
    region,
    move,
    subjects,
    title: `${move} of ${shortService(first?.client.service ?? '')} at ${listed(subjects)}`,
    blockedBy,
    reasons: [...new Set(verdicts.map((verdict) => verdict.reason))],
    monthly,
  };
}
