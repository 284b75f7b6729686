import type { JoinedEndpoint } from '../../model/join.ts';

/** A set of zones an endpoint can stand in. */
export interface ZoneSet {
  readonly zones: readonly string[];
  /** Exactly the zones of today. */
  readonly today: boolean;
  /** Breaks the zone floor or the headroom: only what is there today may stay on it. */
  readonly tolerated: boolean;
  readonly capacityGbps: number;
}

/** A place where an endpoint stands or could stand. */
export interface Place {
  readonly index: number;
  readonly vpc: string;
  readonly service: string;
  /** The endpoint that stands there today. */
  readonly joined: JoinedEndpoint | undefined;
  /** Tells new places of one VPC and service apart: clients of different endpoint policies, or a second endpoint beside a full one. */
  readonly variant: string;
  readonly zoneSets: readonly ZoneSet[];
}
