import type { StepFacts } from '../explain/step-facts.ts';
import { admitClients } from './admit.ts';
import { attachVpcs } from './attach.ts';
import { nameUsers } from './endpoint-names.ts';
import { useGateways } from './gateways.ts';
import { makeEndpoints } from './make-endpoints.ts';
import { checkNatRoutes } from './nat-routes.ts';
import { PHASES, type StepOperation } from './operation.ts';
import { leaveZones, parkZones } from './park.ts';
import { mergePolicies, resourcePolicies } from './policies.ts';
import { shareByProfile } from './profiles.ts';
import { removeEndpoints, removeNatGateways } from './remove.ts';
import { repointZones } from './repoint.ts';
import { changeZones } from './rezone.ts';
import { routeVpcs } from './routes.ts';
import { switchNames } from './switch-names.ts';
import { authorizeVpcs, makeZones, removeScratch } from './zones.ts';

/**
 * What to do for a step, in an order in which every name always has an answer (docs/adr/0135): what nobody notices comes first, then one VPC after
 * the other switches, and only then something is taken away.
 */
export function operationsOf(facts: StepFacts): readonly StepOperation[] {
  const all = [
    ...attachVpcs(facts),
    ...routeVpcs(facts),
    ...makeEndpoints(facts),
    ...changeZones(facts, 'add'),
    ...admitClients(facts),
    ...mergePolicies(facts),
    ...resourcePolicies(facts),
    ...checkNatRoutes(facts),
    ...useGateways(facts),
    ...shareByProfile(facts),
    ...makeZones(facts),
    ...authorizeVpcs(facts),
    ...parkZones(facts),
    ...nameUsers(facts),
    ...repointZones(facts),
    ...switchNames(facts),
    ...removeScratch(facts),
    ...leaveZones(facts),
    ...removeNatGateways(facts),
    ...removeEndpoints(facts),
    ...changeZones(facts, 'remove'),
  ];
  return PHASES.flatMap((phase) => all.filter((operation) => operation.phase === phase));
}
