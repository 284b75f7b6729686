import * as route53 from '@aws-sdk/client-route-53';
import { type Call, type Clients, type Page, page, unique } from './call.ts';

const zones = 'guard private-dns: hosted zones that answer for a service already';
const profiles = 'guard private-dns: Route 53 Profiles that cover VPCs already';
const resolvers = 'guard clients: whether on-premises users resolve names of a VPC';

/** Parts that tell who answers for a name: private hosted zones, Route 53 Profiles, resolver endpoints and rules. */
export const DNS_CALLS: readonly Call[] = [
  {
    // By VPC, which finds zones of other accounts too and spares a call for each zone.
    part: 'HostedZones',
    action: 'route53:ListHostedZonesByVPC',
    privateLink: false,
    tells: zones,
    requests: (known) =>
      unique((known.Vpcs ?? []).map((vpc) => vpc.VpcId)).map((VPCId) => async ({ route53: client }, NextToken) => {
        const VPCRegion = known.Region as route53.VPCRegion | undefined;
        const answer = await client.send(new route53.ListHostedZonesByVPCCommand({ VPCId, VPCRegion, NextToken }));
        return page(
          (answer.HostedZoneSummaries ?? []).map((zone) => ({ ...zone, VpcId: VPCId })),
          answer.NextToken,
        );
      }),
  },
  {
    part: 'HostedZoneRecords',
    action: 'route53:ListResourceRecordSets',
    privateLink: false,
    tells: zones,
    requests: (known) =>
      // Another account's zone shows its association only.
      unique(
        (known.HostedZones ?? []).map((zone) =>
          zone.Owner?.OwningAccount === known.AccountId ? zone.HostedZoneId : undefined,
        ),
      ).map((HostedZoneId) => async ({ route53: client }, token) => {
        const [StartRecordName, StartRecordType] = (token ?? '').split(' ');
        const command = new route53.ListResourceRecordSetsCommand({
          HostedZoneId,
          ...(StartRecordName && { StartRecordName, StartRecordType: StartRecordType as route53.RRType }),
        });
        const answer = await client.send(command);
        const next = answer.IsTruncated ? `${answer.NextRecordName} ${answer.NextRecordType}` : undefined;
        return page(
          (answer.ResourceRecordSets ?? []).map((record) => ({ ...record, HostedZoneId })),
          next,
        );
      }),
  },
  {
    part: 'ProfileAssociations',
    action: 'route53profiles:ListProfileAssociations',
    privateLink: false,
    tells: profiles,
    requests: () => [
      async ({ profiles: list }, token) => {
        const answer = await list('/profileassociations', token);
        return page(listOf(answer['ProfileAssociations']), textOf(answer['NextToken']));
      },
    ],
  },
  {
    part: 'ProfileResources',
    action: 'route53profiles:ListProfileResourceAssociations',
    privateLink: false,
    tells: profiles,
    requests: (known) =>
      unique((known.ProfileAssociations ?? []).map((each) => each.ProfileId)).map(
        (id) =>
          async ({ profiles: list }, token) => {
            const answer = await list(`/profileresourceassociations/profileid/${encodeURIComponent(id)}`, token);
            return page(listOf(answer['ProfileResourceAssociations']), textOf(answer['NextToken']));
          },
      ),
  },
  {
    part: 'ResolverEndpoints',
    action: 'route53resolver:ListResolverEndpoints',
    privateLink: false,
    tells: resolvers,
    requests: () => [resolverList('ResolverEndpoints')],
  },
  {
    part: 'ResolverRules',
    action: 'route53resolver:ListResolverRules',
    privateLink: false,
    tells: 'guard private-dns: rules that forward names elsewhere',
    requests: () => [resolverList('ResolverRules')],
  },
  {
    part: 'ResolverRuleAssociations',
    action: 'route53resolver:ListResolverRuleAssociations',
    privateLink: false,
    tells: 'guard private-dns: rules that forward names elsewhere',
    requests: () => [resolverList('ResolverRuleAssociations')],
  },
];

const resolverList =
  (part: string) =>
  async ({ resolver }: Clients, NextToken: string | undefined): Promise<Page> => {
    const answer = await resolver(`List${part}`, { MaxResults: 100, ...(NextToken !== undefined && { NextToken }) });
    return page(listOf(answer[part]), textOf(answer['NextToken']));
  };

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
