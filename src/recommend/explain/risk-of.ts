import { counted } from '../../core/counted.ts';
import type { NamedVerdict } from '../guards/guard.ts';
import type { Recommendation } from '../recommendation.ts';
import { RISKS } from './risks.ts';
import { isEndpoint, listed, type StepFacts, zonesOf } from './step-facts.ts';

type Level = Recommendation['risk']['level'];

/** How dangerous a step is, from what it touches: each fact says what it weighs. */
export function riskOf(
  facts: StepFacts,
  verdicts: readonly NamedVerdict[],
  { vpcs }: Pick<Recommendation['blastRadius'], 'vpcs'>,
): Recommendation['risk'] {
  const unknown = [...new Set(verdicts.flatMap((each) => (each.outcome === 'not-evaluated' ? [each.guard] : [])))];
  const accounts = new Set(vpcs.flatMap((vpc) => facts.regional.vpcs.entry(vpc)?.account ?? []));
  const zones = zonesLeft(facts);
  const found: (readonly [Level, string])[] = [
    [vpcs.length > 3 ? 'high' : vpcs.length > 1 ? 'medium' : 'low', `it touches ${counted(vpcs.length, 'VPC')}`],
    ...(accounts.size > 1 ? [['medium', `of ${counted(accounts.size, 'account')}`] as const] : []),
    ...(namesChange(facts) ? [['medium', 'DNS answers change'] as const] : []),
    ...(zones === undefined ? [] : [[zones < 2 ? 'high' : 'low', `${counted(zones, 'zone')} at least stay`] as const]),
    ...(unknown.length === 0
      ? []
      : [[unknown.length > 1 ? 'high' : 'medium', `not evaluated: ${listed(unknown, 6)}`] as const]),
    ...(lastPath(facts) ? [['medium', 'no other path to the service is known there'] as const] : []),
  ];
  const level: Level = (['high', 'medium'] as const).find((each) => found.some(([one]) => one === each)) ?? 'low';
  const text = found.map(([, words]) => words).join(', ');
  return { level, reason: `${RISKS[facts.group.move]} ${text.charAt(0).toUpperCase()}${text.slice(1)}.` };
}

/** Fewest zones of the endpoints that carry what the step moves or changes; undefined = none does. */
function zonesLeft(facts: StepFacts): number | undefined {
  const places = [...facts.rezoned, ...facts.moved.flatMap(({ to }) => (isEndpoint(to) ? [to.place] : []))];
  const counts = places.map((place) => zonesOf(facts, place).after.length);
  return counts.length === 0 ? undefined : Math.min(...counts);
}

const namesChange = ({ moved }: StepFacts): boolean =>
  moved.some(({ to }) => to.kind === 'endpoint' || to.kind === 'nat');

/** Whether an endpoint goes without anything else in its VPC that leads to its service. */
const lastPath = ({ moved, regional }: StepFacts): boolean =>
  moved.some(
    ({ client, to }) =>
      to.kind === 'retire' && client.vpc !== undefined && regional.vpcs.natGateways(client.vpc).length === 0,
  );
