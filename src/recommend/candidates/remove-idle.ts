import { endpointOf } from '../region/client.ts';
import { isDead } from '../region/dead.ts';
import type { Candidate } from './candidate.ts';

/** An endpoint that carries no byte at all is not needed, and neither is one whose connection was refused or failed. Whether the evidence is long enough is for the evidence guard. */
export const removeIdle: Candidate = (client) => {
  const joined = endpointOf(client);
  const idle = joined && (isDead(joined.endpoint) || joined.traffic?.monthlyGb.isZero() === true);
  return idle ? [{ kind: 'retire', move: 'remove-idle' }] : [];
};
