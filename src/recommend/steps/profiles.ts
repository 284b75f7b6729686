import { shortService } from '../../core/ids.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import type { StepFacts } from '../explain/step-facts.ts';
import { arrivalsBy } from './arrivals.ts';
import { endpointAddress, endpointWord, hostAccount, placeOf } from './lookups.ts';
import { takeEndpoint } from './make-endpoints.ts';
import type { StepOperation } from './operation.ts';
import { privateDnsOn } from './private-dns.ts';
import { aws, take, variable } from './shell.ts';
import { of } from './terraform.ts';

/** Endpoints join the Route 53 Profile that covers their clients: no zone is needed, and private DNS of a client's own endpoint wins until it goes off. */
export const shareByProfile = (facts: StepFacts): readonly StepOperation[] =>
  arrivalsBy(facts).flatMap(([place, clients]): StepOperation[] => {
    const { regional } = facts;
    const profile = clients
      .map((client) => regional.dns.profileFor(client.vpc, place))
      .find((each) => each !== undefined);
    if (profile === undefined) return [];
    const account = hostAccount(regional, place);
    const where = placeOf(regional, account);
    const name = facts.names.place(place);
    const arn = variable('arn', name);
    const there = variable('in_profile', name);
    const association = variable('profile_association', name);
    // A profile hands on the private DNS of an endpoint, so that it must be on.
    const on = place.joined ? { cli: [], undo: [], terraform: [] } : privateDnsOn(facts, place, false);
    return [
      {
        title: `Associate ${name} (${shortService(place.service)}) with Route 53 Profile ${profile}`,
        phase: 'prepare',
        changes: 1,
        cli: [
          ...on.cli,
          `${arn}="arn:aws:ec2:${regional.region}:$(${aws(`ec2 describe-vpc-endpoints --vpc-endpoint-ids ${endpointWord(facts, place).cli} --query 'VpcEndpoints[0].OwnerId' --output text`, where)}):vpc-endpoint/"${endpointWord(facts, place).cli}`,
          take(
            there,
            `route53profiles list-profile-resource-associations --profile-id ${shell(profile)}`,
            'ProfileResourceAssociations[].ResourceArn',
            where,
          ),
          `${association}=$(case "$${there}" in *"$${arn}"*) ;; *) ${aws(`route53profiles associate-resource-to-profile --profile-id ${shell(profile)} --name ${shell(label(name))} --resource-arn "$${arn}" --query ProfileResourceAssociation.Id --output text`, where)} ;; esac)`,
        ],
        undo: [
          `[ -z "\${${association}:-}" ] || ${aws(`route53profiles disassociate-resource-from-profile --profile-id ${shell(profile)} --resource-arn "$${arn}"`, where)}`,
          ...on.undo,
        ],
        terraform: [
          ...(place.joined ? [takeEndpoint(facts, place)] : on.terraform),
          {
            kind: 'make',
            type: 'aws_route53profiles_resource_association',
            name: label(name),
            account,
            body: [
              ['name', hcl(label(name))],
              ['profile_id', hcl(profile)],
              ['resource_arn', of(endpointAddress(facts, place), 'arn')],
            ],
          },
        ],
      },
    ];
  });
