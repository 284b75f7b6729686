import { endpointOf } from '../situation/client.ts';
import type { Candidate } from './candidate.ts';

/** An endpoint that carries no byte at all is not needed. Whether the evidence is long enough is for the evidence guard. */
export const removeIdle: Candidate = (client) => {
  const idle = endpointOf(client)?.traffic?.monthlyGb.isZero() === true;
  return idle ? [{ kind: 'retire', move: 'remove-idle' }] : [];
};
