import { bandwidthOf } from '../../capacity/limits.ts';
import { BITS_PER_GIGABIT } from '../../core/quantity.ts';
import type { Endpoint } from '../../topology/topology.ts';
import type { DecisionOptions } from '../options.ts';

/** Gbps of one zone of an endpoint that the plan may use. */
export const usableGbps = (
  endpoint: Pick<Endpoint, 'type'> & Partial<Endpoint>,
  { maxUtilisation }: Pick<DecisionOptions, 'maxUtilisation'>,
): number => ((bandwidthOf(endpoint)?.ceilingBps ?? 0) / BITS_PER_GIGABIT) * maxUtilisation;
