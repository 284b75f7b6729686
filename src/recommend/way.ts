import type { NatGateway } from '../topology/topology.ts';
import type { Move } from './move.ts';
import type { Place } from './region/place.ts';
import type { Path } from './region/reach.ts';

/** One thing that can be done with a client: an endpoint to use over a path, or a way to do without one. */
export type Way =
  | { readonly kind: 'endpoint'; readonly move: Move | undefined; readonly place: Place; readonly path: Path }
  | { readonly kind: 'gateway'; readonly move: Move }
  | { readonly kind: 'retire'; readonly move: Move }
  | { readonly kind: 'nat'; readonly move: Move | undefined; readonly gateway: NatGateway };
