import type { Client } from '../situation/client.ts';
import type { Situation } from '../situation/situation.ts';
import type { Way } from '../way.ts';

/** A move: the ways it opens to a client. Moves that only change zones open none; the zone sets of a place hold theirs. */
export type Candidate = (client: Client, situation: Situation) => readonly Way[];
