const CONDITION = ',"Condition":{"NotIpAddress":{"aws:VpcSourceIp":[]}}'.length;

/** One policy that takes part in a merge, with the CIDRs of the VPCs it is for. */
export interface MergePart {
  readonly policy: unknown;
  readonly cidrs: readonly string[];
}

/**
 * Characters of one policy that holds several, each bound to the addresses of its own VPCs (aws:VpcSourceIp), so that nobody gains
 * anything (merged-policy.ts): an upper bound without white space. AWS allows 20,480 in an endpoint policy.
 */
export function mergedSize(parts: readonly MergePart[]): number {
  // The policy of the endpoint excepts the addresses of everybody who comes.
  const addresses = parts.flatMap((part) => part.cidrs).reduce((all, cidr) => all + cidr.length + 3, 0);
  const own = parts.map(({ policy }) => {
    const text = textOf(policy);
    const statements = Math.max((text.match(/"Effect"/g) ?? []).length, 1);
    return text.length + statements * (CONDITION + addresses);
  });
  return own.reduce((all, size) => all + size, 0);
}

/** A policy that speaks of the caller's address already cannot be bound to another one. */
export const canBeMerged = (policy: unknown): boolean => !/aws:vpcsourceip/i.test(textOf(policy));

const textOf = (policy: unknown): string => (typeof policy === 'string' ? policy : (JSON.stringify(policy) ?? ''));
