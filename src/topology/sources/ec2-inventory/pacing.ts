import Bottleneck from 'bottleneck';

/** Spreads calls over time. One instance serves a whole scan: PrivateLink calls are throttled for the organization, not the account. */
export interface Pacing {
  /** Runs a PrivateLink call (endpoints, services, connections) within the pace of all accounts together. */
  privateLink<Result>(call: () => Promise<Result>): Promise<Result>;
  /** Runs another Describe call within the pace of its account and Region: 20 a second after a burst of 100. */
  describe<Result>(scope: string, call: () => Promise<Result>): Promise<Result>;
}

/** Calls a second for all accounts together. AWS publishes no figure; five leaves room for other tools of the organization. */
const PRIVATE_LINK_PER_SECOND = 5;

/** Refill and size of EC2's bucket for Describe calls (EC2 developer guide, request throttling, read 2026-11-23). */
const DESCRIBE_PER_SECOND = 20;
const DESCRIBE_BURST = 100;

const bucket = (perSecond: number, burst: number): Bottleneck =>
  new Bottleneck({
    reservoir: burst,
    reservoirIncreaseAmount: perSecond,
    reservoirIncreaseInterval: 1000,
    reservoirIncreaseMaximum: burst,
  });

export function createPacing(): Pacing {
  const privateLink = bucket(PRIVATE_LINK_PER_SECOND, 2 * PRIVATE_LINK_PER_SECOND);
  const scopes = new Map<string, Bottleneck>();
  return {
    privateLink: (call) => privateLink.schedule(call),
    describe(scope, call) {
      const own = scopes.get(scope) ?? bucket(DESCRIBE_PER_SECOND, DESCRIBE_BURST);
      scopes.set(scope, own);
      return own.schedule(call);
    },
  };
}
