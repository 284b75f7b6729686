import { LIMITS } from '../../capacity/limits.ts';
import { standingGateway } from '../candidates/gateway-instead.ts';
import { canBeMerged, type MergePart, mergedSize } from '../policy/merged-size.ts';
import { policyClass } from '../policy/policy-class.ts';
import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import {
  block,
  type Guard,
  type GuardContext,
  type GuardVerdict,
  newEndpointWay,
  notEvaluated,
  required,
} from './guard.ts';

/** A client that changes its endpoint must be able to do what its own policy let it do, and nothing more. */
export const endpointPolicy: Guard = (client, way, context) => {
  const own = endpointOf(client)?.endpoint.policy;
  if (way.kind === 'nat') return withoutEndpoint(client, context);
  if (way.kind === 'gateway') return atGateway(client, context);
  const moved = newEndpointWay(client, way);
  if (!moved) return undefined;
  if (client.origin.kind === 'nat')
    return moved.place.joined ? newlyBound(moved.place.joined.endpoint.policy, context) : undefined;
  if (!moved.place.joined) return madeWith(own, moved.place, context);
  const theirs = moved.place.joined.endpoint.policy;
  if (own === undefined || theirs === undefined) return notEvaluated('the endpoint policies are not known');
  const gains = context.policies.grantsNoMore(theirs, own);
  const loses = context.policies.grantsNoMore(own, theirs);
  if (gains === undefined || loses === undefined) return notEvaluated('an endpoint policy cannot be read');
  if (gains && loses) return undefined;
  return merge(
    client,
    moved.place,
    context,
    gains ? 'would allow less than the client has' : 'would allow the client more than it has',
  );
};

/** A new endpoint is made with the policy of its clients; without one it allows everything. */
function madeWith(own: unknown, place: Place, context: GuardContext): GuardVerdict | undefined {
  if (own === undefined) return notEvaluated('the policy that its clients have today is not known');
  const open = context.policies.grantsNoMore(FULL_ACCESS, own);
  if (open === undefined) return notEvaluated('an endpoint policy cannot be read');
  if (open) return undefined;
  return required('the new endpoint must have the policy that its clients have today', [
    { kind: 'endpoint-policy', place: place.index, parts: [{ policy: own, cidrs: [] }] },
  ]);
}

/** A gateway endpoint has a policy of its own: a new one allows everything, a standing one has what it has. */
function atGateway(client: Client, context: GuardContext): GuardVerdict | undefined {
  const { vpc = '', service } = client;
  const standing = standingGateway(client, context);
  const theirs =
    standing === undefined
      ? FULL_ACCESS
      : context.topology.endpoints.find((endpoint) => endpoint.id === standing)?.policy;
  if (client.origin.kind === 'nat') return standing === undefined ? undefined : newlyBound(theirs, context);
  const own = endpointOf(client)?.endpoint.policy;
  if (own === undefined || theirs === undefined) return notEvaluated('the endpoint policies are not known');
  const gains = context.policies.grantsNoMore(theirs, own);
  const loses = context.policies.grantsNoMore(own, theirs);
  if (gains === undefined || loses === undefined) return notEvaluated('an endpoint policy cannot be read');
  if (gains && loses) return undefined;
  const problem = gains ? 'allows less than the client has' : 'allows the client more than it has';
  return required(
    standing === undefined
      ? 'the gateway endpoint must have the policy of the interface endpoint'
      : `the policy of ${standing} ${problem}`,
    [{ kind: 'gateway-policy', vpc, service, policy: own }],
  );
}

/** Different policies can share one endpoint where each part is bound to the addresses it is for. */
function merge(client: Client, place: Place, context: GuardContext, problem: string): GuardVerdict {
  const own = endpointOf(client)?.endpoint.policy;
  const theirs = place.joined?.endpoint.policy;
  if (!canBeMerged(own) || !canBeMerged(theirs))
    return block(`the endpoint's policy ${problem}, and the two cannot be merged`);
  const alike = sameAddresses(client, context);
  if (alike.length > 0)
    return block(
      `the endpoint's policy ${problem}, and no address tells the clients of ${client.vpc} from those of ${alike.join(', ')} there: give these endpoints one policy first`,
    );
  const parts = partsAt(place, context);
  if (!parts) return block(`the endpoint's policy ${problem}, and without the CIDRs of all VPCs it cannot be merged`);
  const size = mergedSize(parts);
  const limit = LIMITS.quotas.endpointPolicyCharacters.value;
  if (size > limit)
    return block(`the endpoint's policy ${problem}, and a merged one has ${size} of ${limit} characters`);
  return required(
    `the endpoint's policy ${problem}: merge both, each bound to its VPCs by aws:VpcSourceIp (at most ${size} of ${limit} characters)`,
    [{ kind: 'endpoint-policy', place: place.index, parts }],
  );
}

/** Endpoints of the service under another policy that the same VPC uses: addresses do not tell whose policy holds. */
function sameAddresses(client: Client, { byService }: GuardContext): readonly string[] {
  const own = policyClass(endpointOf(client)?.endpoint.policy);
  const others = (byService.get(client.service) ?? []).flatMap((each) => {
    const endpoint = endpointOf(each)?.endpoint;
    return endpoint && each.vpc === client.vpc && policyClass(endpoint.policy) !== own ? [endpoint.id] : [];
  });
  return [...new Set(others)];
}

/** Every policy that could meet at an endpoint, were all its possible clients to come. Undefined where a VPC's CIDRs are not known. */
function partsAt(place: Place, context: GuardContext): readonly MergePart[] | undefined {
  const clients = (context.byService.get(place.service) ?? []).filter((each) => endpointOf(each) !== undefined);
  const parts: MergePart[] = [];
  for (const same of Map.groupBy(clients, (each) => policyClass(endpointOf(each)?.endpoint.policy)).values()) {
    const vpcs = [...new Set(same.map((each) => each.vpc))];
    const cidrs = vpcs.map((vpc) => (vpc === undefined ? undefined : context.vpcs.entry(vpc)?.cidrs));
    if (!cidrs.every((each) => each !== undefined && each.length > 0)) return undefined;
    parts.push({ policy: endpointOf(same[0] as Client)?.endpoint.policy, cidrs: cidrs.flatMap((each) => each ?? []) });
  }
  return parts;
}

/** Traffic from a NAT gateway had no policy: one that does not allow everything may refuse some of it, and nothing widens by itself. */
function newlyBound(policy: unknown, context: GuardContext): GuardVerdict | undefined {
  const all = context.policies.grantsNoMore(FULL_ACCESS, policy);
  if (all === undefined)
    return notEvaluated('the endpoint policy that traffic from the NAT gateway would meet is not known');
  return all ? undefined : block('the endpoint policy may refuse what goes over the NAT gateway today');
}

/** Without an endpoint no endpoint policy holds: fine only where the policy allows everything. */
function withoutEndpoint(client: Client, context: GuardContext): GuardVerdict | undefined {
  const own = endpointOf(client)?.endpoint.policy;
  if (client.origin.kind === 'nat') return undefined;
  if (own === undefined) return notEvaluated('the endpoint policy that would no longer hold is not known');
  const all = context.policies.grantsNoMore(FULL_ACCESS, own);
  if (all === undefined) return notEvaluated('the endpoint policy that would no longer hold cannot be read');
  return all ? undefined : block('the endpoint policy would no longer hold');
}

/** The policy AWS gives an endpoint that states none. */
export const FULL_ACCESS = { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
