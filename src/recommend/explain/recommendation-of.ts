import type { GuardContext, NamedVerdict } from '../guards/guard.ts';
import { verdictsOf } from '../guards/index.ts';
import type { Group } from '../plan/group.ts';
import type { NewNames } from '../plan/names.ts';
import type { Saving } from '../plan/reprice.ts';
import type { NetworkState } from '../plan/state.ts';
import type { Recommendation } from '../recommendation.ts';
import { endpointOf } from '../region/client.ts';
import { sensitivityOf } from '../sensitivity.ts';
import { actionsOf } from '../steps/actions-of.ts';
import { blastRadiusOf } from './blast-radius.ts';
import { evidenceOf } from './evidence.ts';
import { adviceId } from './id.ts';
import { confidenceOf, effortOf, gathered } from './judgement.ts';
import { networkChangeOf } from './network-change.ts';
import { paybackOf } from './payback.ts';
import { riskOf } from './risk-of.ts';
import { ROLLBACKS } from './risks.ts';
import { clientsOf, type StepFacts, stepFacts } from './step-facts.ts';
import { TITLES } from './titles.ts';
import { zoneVerdicts } from './zone-verdicts.ts';

interface Explained {
  readonly group: Group;
  readonly saving: Saving;
  readonly before: NetworkState;
  readonly after: NetworkState;
}

/** Says everything a reviewer needs of one step of the plan. */
export function recommendationOf(
  context: GuardContext,
  names: NewNames,
  step: Explained,
  place: { readonly order: number; readonly dependsOn: readonly string[] },
): Recommendation {
  const facts = stepFacts(context, names, step);
  const verdicts: readonly NamedVerdict[] = [
    ...facts.moved.flatMap(({ client, to }) => verdictsOf(client, to, context)),
    ...zoneVerdicts(facts),
  ];
  const actions = actionsOf(facts);
  const { move, moves } = step.group;
  const subjects = subjectsOf(facts);
  const blastRadius = blastRadiusOf(facts, subjects.length);
  const effort = effortOf(actions.reduce((all, action) => all + action.changes, 0));
  return {
    id: adviceId('rec', context.region, move, subjects),
    region: context.region,
    move,
    with: moves.filter((each) => each !== move),
    subjects,
    title: TITLES[move](facts),
    saving: step.saving,
    evidence: evidenceOf(facts),
    effort,
    risk: riskOf(facts, verdicts, blastRadius),
    blastRadius,
    sensitivity: sensitivityOf(step, context),
    payback: paybackOf(step.saving.monthly, effort.changes, context.options),
    confidence: confidenceOf(clientsOf(facts), verdicts),
    verdicts: gathered(verdicts),
    order: place.order,
    dependsOn: place.dependsOn,
    network: networkChangeOf(facts),
    actions,
    rollback: ROLLBACKS[move],
  };
}

/** Endpoints, NAT gateways and new endpoints a step touches, each once, in the order of the network. */
function subjectsOf({ moved, made, rezoned, names }: StepFacts): readonly string[] {
  const from = moved.map(
    ({ client }) => endpointOf(client)?.endpoint.id ?? (client.origin.kind === 'nat' ? client.origin.gateway.id : ''),
  );
  const to = moved.flatMap(({ to: way }) =>
    way.kind === 'endpoint' ? [names.place(way.place)] : way.kind === 'nat' ? [way.gateway.id] : [],
  );
  return [...new Set([...from, ...to, ...made.map(names.place), ...rezoned.map(names.place)])];
}
