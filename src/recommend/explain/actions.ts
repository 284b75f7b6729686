import type { Action } from '../recommendation.ts';
import { changeZones, makeEndpoints, removeEndpoints, useGateways } from './endpoint-actions.ts';
import { nameEndpoints, nameLocalEndpoints } from './name-actions.ts';
import { admitClients, attachVpcs, changeNat } from './path-actions.ts';
import type { StepFacts } from './step-facts.ts';

/** What to do, in order: make and open first, switch names, watch, and only then take away. */
export const actionsOf = (facts: StepFacts): readonly Action[] => [
  ...attachVpcs(facts),
  ...makeEndpoints(facts),
  ...changeZones(facts, 'add'),
  ...admitClients(facts),
  ...useGateways(facts),
  ...nameEndpoints(facts),
  ...nameLocalEndpoints(facts),
  ...changeNat(facts),
  ...removeEndpoints(facts),
  ...changeZones(facts, 'remove'),
];
