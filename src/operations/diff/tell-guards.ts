import type { FindingLog } from '../../core/finding.ts';
import type { JoinedNetwork } from '../../model/join.ts';
import type { Endpoint, IngressRule } from '../../topology/topology.ts';
import type { Pair } from '../shared/match.ts';
import { rulesWiden } from './group-widened.ts';
import { policyWidening } from './policy-widened.ts';

/** Says where a change lets more through: an endpoint policy or a security group that is wider than before. */
export function tellGuards(
  pairs: readonly Pair<{ readonly id: string }>[],
  base: JoinedNetwork | undefined,
  head: JoinedNetwork | undefined,
  findings: FindingLog,
): void {
  if (!base || !head || !(guarded(base) || guarded(head))) return;
  const before = sideOf(base);
  const after = sideOf(head);
  for (const pair of pairs) {
    const old = pair.base && before.endpoints.get(pair.base.id);
    const now = pair.head && after.endpoints.get(pair.head.id);
    if (!old || !now) continue;
    tellPolicy(old, now, findings);
    tellGroups(old, now, before, after, findings);
  }
}

/** Whether there is anything to compare. */
const guarded = ({ topology }: JoinedNetwork): boolean =>
  topology.endpoints.some(({ policy, securityGroups }) => policy !== undefined || securityGroups !== undefined);

interface Side {
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  readonly groups: ReadonlyMap<string, readonly IngressRule[]>;
}

const sideOf = ({ topology }: JoinedNetwork): Side => ({
  endpoints: new Map(topology.endpoints.map((each) => [each.id, each])),
  groups: new Map(topology.securityGroups?.map((each) => [each.id, each.ingress])),
});

function tellPolicy(old: Endpoint, now: Endpoint, findings: FindingLog): void {
  if (old.policy === undefined && now.policy === undefined) return;
  const widening = policyWidening(old.policy, now.policy);
  if (widening === 'yes') findings.add('TG5054', now.id, `The policy of ${now.id} allows more than before.`);
  if (widening === 'unclear') {
    findings.add('TG5059', now.id, `The policy of ${now.id} changes in a way that cannot be compared; review it.`);
  }
}

/** Groups that neither side tells the rules of are compared by name: a new one cannot be judged. */
function tellGroups(old: Endpoint, now: Endpoint, before: Side, after: Side, findings: FindingLog): void {
  const names = now.securityGroups ?? [];
  const unknown = names.filter((name) => !after.groups.has(name) && !old.securityGroups?.includes(name));
  if (unknown.length > 0) {
    findings.add(
      'TG5059',
      now.id,
      `${now.id} takes a security group with unknown rules: ${unknown.join(', ')}; review it.`,
    );
  }
  const rulesOf = (endpoint: Endpoint, side: Side): IngressRule[] =>
    (endpoint.securityGroups ?? []).flatMap((name) => side.groups.get(name) ?? []);
  const judged = old.securityGroups?.every((name) => before.groups.has(name)) === true;
  if (judged && rulesWiden(rulesOf(old, before), rulesOf(now, after))) {
    findings.add('TG5055', now.id, `The security groups of ${now.id} admit more than before.`);
  }
}
