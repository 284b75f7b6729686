import type { GuardName } from '../move.ts';
import type { Policies } from '../policy/policies.ts';
import type { Client } from '../region/client.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import { CARRIED, type Requirement } from '../requirement.ts';
import type { Way } from '../way.ts';

/** What a guard found: something to know, something that forbids the step, or a fact that is missing, which is never a pass. */
export interface GuardVerdict {
  readonly outcome: 'warn' | 'block' | 'not-evaluated';
  /** One sentence without names of the guard; it carries no policy text and no tag value. */
  readonly reason: string;
  /** What the steps must do so that this is only a warning. */
  readonly requires?: readonly Requirement[];
}

export interface GuardContext extends RegionalNetwork {
  readonly policies: Policies;
}

/** A verdict that forbids nothing. */
export interface Remark extends GuardVerdict {
  readonly outcome: 'warn' | 'not-evaluated';
}

/** Judges one way for one client, on its own. Undefined = evaluated, and nothing to say. */
export type Guard = (client: Client, way: Way, context: GuardContext) => GuardVerdict | undefined;

/** A guard that can forbid nothing, by its type: what may block does not compile as one. */
export type AdvisingGuard = (client: Client, way: Way, context: GuardContext) => Remark | undefined;

export interface NamedVerdict extends GuardVerdict {
  readonly guard: GuardName;
}

export const block = (reason: string): GuardVerdict => ({ outcome: 'block', reason });
export const warn = (reason: string): Remark => ({ outcome: 'warn', reason });
export const notEvaluated = (reason: string): Remark => ({ outcome: 'not-evaluated', reason });

/** A warning where the steps carry out what is required; a block where they do not. */
export const required = (reason: string, requires: readonly Requirement[]): GuardVerdict => ({
  outcome: requires.every((each) => CARRIED.has(each.kind)) ? 'warn' : 'block',
  reason,
  requires,
});

type EndpointWay = Extract<Way, { kind: 'endpoint' }>;

/** The way to an endpoint in another VPC; undefined for any other way. */
export const foreignWay = (client: Client, way: Way): EndpointWay | undefined =>
  way.kind === 'endpoint' && way.place.vpc !== client.vpc ? way : undefined;

/** The way to another endpoint than today's; undefined for any other way. */
export const newEndpointWay = (client: Client, way: Way): EndpointWay | undefined => {
  if (way.kind !== 'endpoint') return undefined;
  const today = client.origin.kind === 'endpoint' ? client.origin.joined : undefined;
  return today !== undefined && way.place.joined === today ? undefined : way;
};
