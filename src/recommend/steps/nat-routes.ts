import { shell } from '../explain/quote.ts';
import { listed, type StepFacts } from '../explain/step-facts.ts';
import { accountOf, placeOf } from './lookups.ts';
import type { StepOperation } from './operation.ts';
import { aws } from './shell.ts';

/** Before names answer with public addresses, every subnet must lead there: the command lists tables that do not. */
export function checkNatRoutes(facts: StepFacts): readonly StepOperation[] {
  const leaving = facts.moved.filter((each) => each.to.kind === 'nat' && each.from.kind !== 'nat');
  const vpcs = [...new Set(leaving.flatMap(({ client }) => client.vpc ?? []))];
  if (vpcs.length === 0) return [];
  const query = 'RouteTables[?!(Routes[?DestinationCidrBlock==`"0.0.0.0/0"`])].RouteTableId';
  return [
    {
      title: `Check that every route table of ${listed(vpcs)} leads 0.0.0.0/0 to a NAT gateway: the command lists those without`,
      phase: 'prepare',
      changes: 0,
      cli: vpcs.map((vpc) =>
        aws(
          `ec2 describe-route-tables --filters ${shell(`Name=vpc-id,Values=${vpc}`)} --query ${shell(query)}`,
          placeOf(facts.regional, accountOf(facts.regional, vpc)),
        ),
      ),
      undo: [],
      terraform: [],
    },
  ];
}
