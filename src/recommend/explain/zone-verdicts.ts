import { weakness } from '../guards/evidence.ts';
import type { GuardVerdict, NamedVerdict } from '../guards/guard.ts';
import { notEvaluated, warn } from '../guards/guard.ts';
import type { GuardName } from '../move.ts';
import { clientsAt } from '../plan/state.ts';
import type { Place } from '../region/place.ts';
import { type StepFacts, zonesOf } from './step-facts.ts';

/** What guards say of a change of zones. The solver keeps floor, headroom and offered zones; what it could not know is told here. */
export function zoneVerdicts(facts: StepFacts): readonly NamedVerdict[] {
  const { allow } = facts.regional.options;
  return facts.rezoned.flatMap((place) => {
    const clients = clientsAt(facts.regional, facts.after, place);
    const found: (readonly [GuardName, GuardVerdict | undefined])[] = [
      ['service-zones', offeredThere(place, facts)],
      [
        'resilience',
        zonesOf(facts, place).after.length < 2
          ? warn("with one zone it fails Trusted Advisor's multi-AZ check")
          : undefined,
      ],
      ...clients.map((client) => ['evidence', weakness(client, facts.regional.options)] as const),
      [
        'headroom',
        clients.every((client) => client.peakKnown || client.gb.isZero())
          ? undefined
          : notEvaluated('the peak of its traffic is not known, so its mean rate was used'),
      ],
    ];
    return found.flatMap(([guard, verdict]) => (verdict && !allow.includes(guard) ? [{ guard, ...verdict }] : []));
  });
}

function offeredThere(place: Place, facts: StepFacts): GuardVerdict | undefined {
  const { before, after } = zonesOf(facts, place);
  const isAdded = after.some((zone) => !before.includes(zone));
  const known = facts.regional.offered.get(place.service)?.azs !== undefined;
  return isAdded && !known ? notEvaluated('the zones in which the service is offered are not known') : undefined;
}
