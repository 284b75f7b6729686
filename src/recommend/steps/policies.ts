import { LIMITS } from '../../capacity/limits.ts';
import { shortService } from '../../core/ids.ts';
import { hcl, label, shell } from '../explain/quote.ts';
import { listed, type StepFacts } from '../explain/step-facts.ts';
import { policyAt } from '../plan/policy-at.ts';
import { type Client, endpointOf } from '../region/client.ts';
import type { Place } from '../region/place.ts';
import { arrivalsBy } from './arrivals.ts';
import { awsIdOf, endpointAddress, endpointAgain, hostAccount, placeOf } from './lookups.ts';
import { takeEndpoint } from './make-endpoints.ts';
import type { StepOperation } from './operation.ts';
import { aws } from './shell.ts';

/** The policy under which everybody keeps what they had is written before names change; where policies are not known, they are compared. */
export const mergePolicies = (facts: StepFacts): readonly StepOperation[] =>
  arrivalsBy(facts).flatMap(([place, clients]): StepOperation[] => {
    if (!place.joined) return [];
    const after = policyAt(facts, facts.after, place);
    if (after === undefined) return [compare(facts, place, clients)];
    const before = policyAt(facts, facts.before, place) ?? place.joined.endpoint.policy;
    const text = textOf(after);
    if (text === textOf(before) || text.length > LIMITS.quotas.endpointPolicyCharacters.value) return [];
    const where = placeOf(facts.regional, hostAccount(facts.regional, place));
    const write = (endpoint: string, policy: unknown): string =>
      aws(`ec2 modify-vpc-endpoint --vpc-endpoint-id ${endpoint} --policy-document ${shell(textOf(policy))}`, where);
    return [
      {
        title: `Write the merged policy of ${facts.names.place(place)} (${text.length} of ${LIMITS.quotas.endpointPolicyCharacters.value} characters): each VPC keeps what its own policy allows`,
        phase: 'prepare',
        changes: 1,
        cli: [write(shell(awsIdOf(place)), after)],
        undo: [write(endpointAgain(facts, place).cli, before)],
        terraform: [
          withPolicy(takeEndpoint(facts, place), textOf(place.joined.endpoint.policy)),
          { kind: 'set', address: endpointAddress(facts, place), name: 'policy', after: hcl(text) },
        ],
      },
    ];
  });

const withPolicy = (change: ReturnType<typeof takeEndpoint>, policy: string): ReturnType<typeof takeEndpoint> =>
  change.kind === 'take' ? { ...change, body: [...change.body, ['policy', hcl(policy)]] } : change;

const textOf = (policy: unknown): string => (typeof policy === 'string' ? policy : JSON.stringify(policy));

/** Where policies are not known, IAM Access Analyzer says whether the shared endpoint allows what the clients could not do before. */
function compare(facts: StepFacts, place: Place, clients: readonly Client[]): StepOperation {
  const where = placeOf(facts.regional, hostAccount(facts.regional, place));
  const old = clients.flatMap((client) => endpointOf(client) ?? []);
  const file = (id: string): string => `${label(id)}.policy.json`;
  const write = (id: string, account: string | undefined): string =>
    `${aws(`ec2 describe-vpc-endpoints --vpc-endpoint-ids ${shell(id)} --query 'VpcEndpoints[0].PolicyDocument' --output text`, placeOf(facts.regional, account))} > ${file(id)}`;
  const host = awsIdOf(place);
  return {
    title: `Compare the policy of ${facts.names.place(place)} with those of ${listed(old.map((joined) => joined.endpoint.id))}: a FAIL means that it allows more`,
    phase: 'prepare',
    changes: 0,
    cli: [
      write(host, where.account),
      ...old.flatMap((joined) => {
        const id = joined.endpoint.awsId ?? joined.endpoint.id;
        return [
          write(id, joined.account),
          aws(
            `accessanalyzer check-no-new-access --policy-type RESOURCE_POLICY --existing-policy-document file://${file(id)} --new-policy-document file://${file(host)}`,
            where,
          ),
        ];
      }),
    ],
    undo: [],
    terraform: [],
  };
}

/** Services whose resources carry policies that may name an endpoint, and the command that reads them one by one. */
const READERS: Readonly<Record<string, readonly [list: string, query: string, read: string]>> = {
  s3: ['s3api list-buckets', 'Buckets[].Name', 's3api get-bucket-policy --bucket'],
  kms: ['kms list-keys', 'Keys[].KeyId', 'kms get-key-policy --policy-name default --key-id'],
  sqs: ['sqs list-queues', 'QueueUrls[]', 'sqs get-queue-attributes --attribute-names Policy --queue-url'],
  sns: ['sns list-topics', 'Topics[].TopicArn', 'sns get-topic-attributes --topic-arn'],
  secretsmanager: ['secretsmanager list-secrets', 'SecretList[].ARN', 'secretsmanager get-resource-policy --secret-id'],
  'ecr.api': [
    'ecr describe-repositories',
    'repositories[].repositoryName',
    'ecr get-repository-policy --repository-name',
  ],
};

/** Policies of resources that name an endpoint (aws:SourceVpce) or its VPC (aws:SourceVpc) must name the new one before the names change. */
export function resourcePolicies(facts: StepFacts): readonly StepOperation[] {
  const moves = arrivalsBy(facts).flatMap(([place, clients]) =>
    clients.flatMap((client) => {
      const joined = endpointOf(client);
      return joined ? [{ place, joined, vpc: client.vpc ?? '', service: shortService(client.service) }] : [];
    }),
  );
  const [first] = moves;
  if (!first) return [];
  const ids = [...new Set(moves.map(({ joined }) => joined.endpoint.awsId ?? joined.endpoint.id))];
  const hosts = [...new Set(moves.map(({ place }) => facts.names.place(place)))];
  const found = moves.flatMap(({ joined, vpc, service }) => {
    const reader = READERS[service];
    if (!reader) return [];
    const where = placeOf(facts.regional, joined.account);
    const [all, query, read] = reader;
    const name = `${joined.endpoint.awsId ?? joined.endpoint.id}\\|${vpc}`;
    return [
      `for each in $(${aws(`${all} --query ${shell(query)} --output text`, where)}); do ${aws(`${read} "$each"`, where)} 2>/dev/null | grep -q ${shell(name)} && echo "$each"; done; true`,
    ];
  });
  return [
    {
      title: `Resource policies that name ${listed(ids)} in aws:SourceVpce, or ${listed([...new Set(moves.map(({ vpc }) => vpc))])} in aws:SourceVpc, must name ${listed(hosts)} and its VPC as well, before the names change`,
      phase: 'prepare',
      changes: 0,
      cli: [
        `# bucket, key, queue, topic, secret and repository policies; each name printed needs the change`,
        ...new Set(found),
      ],
      undo: [],
      terraform: [],
    },
  ];
}
