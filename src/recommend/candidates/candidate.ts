import type { Client } from '../region/client.ts';
import type { RegionalNetwork } from '../region/regional-network.ts';
import type { Way } from '../way.ts';

/** A move: the ways it opens to a client. Moves that only change zones open none; the zone sets of a place hold theirs. */
export type Candidate = (client: Client, regional: RegionalNetwork) => readonly Way[];
