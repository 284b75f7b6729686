import type { Endpoint } from '../../topology/topology.ts';

/** States in which an endpoint carries nothing and never will, and is billed until it is deleted. */
const DEAD: ReadonlySet<string> = new Set(['rejected', 'failed', 'expired']);

/** Whether a connection was refused or failed: it can only be deleted. */
export const isDead = ({ state }: Pick<Endpoint, 'state'>): boolean =>
  state !== undefined && DEAD.has(state.toLowerCase());
