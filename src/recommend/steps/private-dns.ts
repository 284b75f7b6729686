import { shell } from '../explain/quote.ts';
import type { StepFacts } from '../explain/step-facts.ts';
import type { Place } from '../region/place.ts';
import { awsIdOf, endpointAddress, endpointAgain, endpointWord, hostAccount, placeOf } from './lookups.ts';
import { takeEndpoint } from './make-endpoints.ts';
import { aws, take, untilAccepted, variable } from './shell.ts';
import type { TerraformChange } from './terraform.ts';

/** Half of a switch: what lets go of a name, or what takes hold of it. */
export interface Half {
  readonly cli: readonly string[];
  readonly undo: readonly string[];
  readonly terraform: readonly TerraformChange[];
}

export const NOTHING: Half = { cli: [], undo: [], terraform: [] };

export const together = (halves: readonly Half[]): Half => ({
  cli: halves.flatMap((half) => half.cli),
  undo: halves.toReversed().flatMap((half) => half.undo),
  terraform: halves.flatMap((half) => half.terraform),
});

/** Private DNS off at an endpoint that answers by it; what was is kept where the input does not say. */
export function privateDnsOff(facts: StepFacts, place: Place): Half {
  const endpoint = place.joined?.endpoint;
  if (!endpoint || endpoint.privateDns === false) return NOTHING;
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  const id = awsIdOf(place);
  const off = `ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(id)} --no-private-dns-enabled`;
  const on = `ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointAgain(facts, place).cli} --private-dns-enabled`;
  const was = variable('private_dns', id);
  const unknown = endpoint.privateDns === undefined;
  return {
    cli: [
      ...(unknown
        ? [
            take(
              was,
              `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(id)}`,
              'VpcEndpoints[0].PrivateDnsEnabled',
              where,
            ),
          ]
        : []),
      aws(off, where),
    ],
    undo: [`${unknown ? `[ "$${was}" != True ] || ` : ''}${untilAccepted(on, where)}`],
    terraform: setPrivateDns(facts, place, 'false'),
  };
}

/** Private DNS on at the endpoint that takes over; `waits` where another answer is just letting go of the name. */
export function privateDnsOn(facts: StepFacts, place: Place, waits: boolean): Half {
  const endpoint = place.joined?.endpoint;
  if (endpoint?.privateDns === true && endpoint.privateDnsInboundResolverOnly !== true) return NOTHING;
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  const word = endpointWord(facts, place);
  const on = `ec2 modify-vpc-endpoint --vpc-endpoint-id ${word.cli} --private-dns-enabled`;
  const unknown = endpoint !== undefined && endpoint.privateDns === undefined;
  const was = variable('private_dns', facts.names.place(place));
  const off = aws(
    `ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpointAgain(facts, place).cli} --no-private-dns-enabled`,
    where,
  );
  return {
    cli: [
      ...(unknown
        ? [
            take(
              was,
              `ec2 describe-vpc-endpoints --vpc-endpoint-ids ${word.cli}`,
              'VpcEndpoints[0].PrivateDnsEnabled',
              where,
            ),
          ]
        : []),
      waits ? untilAccepted(on, where) : aws(on, where),
    ],
    undo: [`${unknown ? `[ "$${was}" = True ] || ` : ''}${off}`],
    terraform: setPrivateDns(facts, place, 'true'),
  };
}

/** An S3 endpoint that stays for others answers inbound resolvers only, so that its VPC uses the gateway endpoint. */
export function inboundOnly(facts: StepFacts, place: Place): Half {
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  const set = (value: boolean): string =>
    aws(
      `ec2 modify-vpc-endpoint --vpc-endpoint-id ${shell(awsIdOf(place))} --dns-options PrivateDnsOnlyForInboundResolverEndpoint=${value}`,
      where,
    );
  return {
    cli: [set(true)],
    undo: [set(false)],
    terraform: [
      takeEndpoint(facts, place),
      {
        kind: 'set',
        address: endpointAddress(facts, place),
        name: 'dns_options.private_dns_only_for_inbound_resolver_endpoint',
        after: 'true',
      },
    ],
  };
}

const setPrivateDns = (facts: StepFacts, place: Place, after: string): readonly TerraformChange[] => [
  ...(place.joined ? [takeEndpoint(facts, place)] : []),
  { kind: 'set', address: endpointAddress(facts, place), name: 'private_dns_enabled', after },
];
