import type { MergePart } from './policy/merged-size.ts';

/** What a guard asks to be done before names change. A step that carries it holds the command; without one the guard blocks. */
export type Requirement =
  /** A route in each table of a VPC that leads anywhere, to the other VPC's ranges over a path. */
  | {
      readonly kind: 'route';
      readonly vpc: string;
      readonly tables: readonly string[];
      readonly destinations: readonly string[];
      readonly via: string;
    }
  /** The policy that an endpoint must have: `place` is its place; `parts` are the policies that meet there, each with its addresses. */
  | { readonly kind: 'endpoint-policy'; readonly place: number; readonly parts: readonly MergePart[] }
  /** The policy of a gateway endpoint that takes over from a client's interface endpoint. */
  | { readonly kind: 'gateway-policy'; readonly vpc: string; readonly service: string; readonly policy: unknown };

/**
 * Kinds that the steps of a recommendation carry out. A guard blocks what needs another kind (principle 14: a warning that demands
 * an action carries the action).
 */
export const CARRIED: ReadonlySet<Requirement['kind']> = new Set<Requirement['kind']>([
  'route',
  'endpoint-policy',
  'gateway-policy',
]);
