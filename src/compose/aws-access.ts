import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DirectConnectClient } from '@aws-sdk/client-direct-connect';
import { EC2Client } from '@aws-sdk/client-ec2';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { Route53Client } from '@aws-sdk/client-route-53';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { TollgateError } from '../core/errors.ts';
import { regionNamed } from '../core/regions.ts';
import type { AwsAccess, ScanAccounts, ScopeAccess } from '../operations/scan/ports.ts';
import { watchedClient } from '../telemetry/watched-client.ts';
import { collectInventory } from '../topology/sources/ec2-inventory/collect.ts';
import { createPacing, type Pacing } from '../topology/sources/ec2-inventory/pacing.ts';
import { toTopology } from '../topology/sources/ec2-inventory/to-topology.ts';
import { METRIC_SOURCES } from '../traffic/registry.ts';
import { awsFailure } from './aws-failure.ts';
import { BoundedRequests } from './bounded-requests.ts';
import { dnsServices } from './dns-services.ts';

type Credentials = ReturnType<typeof fromTemporaryCredentials>;

type CreateMetrics = Awaited<ReturnType<typeof METRIC_SOURCES.cloudwatch>>;

/** The SDK slows itself down when AWS throttles; after these attempts the error is the user's to see. */
const MOST_ATTEMPTS = 8;

/** How roles of other accounts are assumed. */
export interface RoleSession {
  /** What the trust policy of each role asks for, so that nobody else can make Tollgate use it. */
  readonly externalId?: string | undefined;
  /** Seconds that a session lasts; absent = as AWS does, an hour. It is renewed while a scan runs. */
  readonly seconds?: number | undefined;
}

interface Retry {
  readonly retryMode: string;
  readonly maxAttempts: number;
  readonly requestHandler: BoundedRequests;
}

/** AWS through the SDK's own credential chain; `AWS_ENDPOINT_URL` and its kin are honoured. One pace serves all accounts. */
export function createAwsAccess({
  maxAttempts = MOST_ATTEMPTS,
  answerMs,
  session = {},
}: {
  readonly maxAttempts?: number;
  readonly answerMs?: number;
  readonly session?: RoleSession;
} = {}): AwsAccess {
  const pacing = createPacing();
  return {
    open: (accounts, signal) =>
      guarded(
        accounts.regions[0] ?? '',
        async () => {
          const retry = (): Retry => ({
            retryMode: 'adaptive',
            maxAttempts,
            requestHandler: new BoundedRequests({ signal, answerMs }),
          });
          const createMetrics = await METRIC_SOURCES.cloudwatch();
          const home = { ...retry(), region: accounts.regions[0] ?? '' };
          const identity = await identify(home);
          const wanted = await accountsOf(accounts, identity.account, home);
          return wanted.flatMap((account) => {
            const isOwn = account === identity.account;
            const credentials = isOwn ? undefined : assume(identity.partition, account, accounts.role, home, session);
            return accounts.regions.map((region) => {
              const client = { ...retry(), region: regionNamed(region).region, ...(credentials && { credentials }) };
              return access(account, client, pacing, createMetrics);
            });
          });
        },
        signal,
      ),
  };
}

/** What every client is built with. */
interface ClientOptions extends Retry {
  readonly region: string;
  readonly credentials?: Credentials;
}

async function identify(home: ClientOptions): Promise<{ readonly account: string; readonly partition: string }> {
  const { partition } = regionNamed(home.region);
  const { Account } = await watchedClient(new STSClient(home)).send(new GetCallerIdentityCommand({}));
  if (Account === undefined) throw new TollgateError('TG2001', 'AWS names no account for the credentials.');
  return { account: Account, partition };
}

async function accountsOf({ accounts }: ScanAccounts, own: string, home: ClientOptions): Promise<readonly string[]> {
  if (accounts !== 'all') return accounts.length === 0 ? [own] : [...new Set(accounts)].sort();
  const ids: string[] = [];
  for await (const page of paginateListAccounts({ client: watchedClient(new OrganizationsClient(home)) }, {})) {
    for (const { Id, Status } of page.Accounts ?? []) if (Id !== undefined && Status === 'ACTIVE') ids.push(Id);
  }
  return ids.sort();
}

function assume(
  partition: string,
  account: string,
  role: string | undefined,
  home: ClientOptions,
  { externalId, seconds }: RoleSession,
): Credentials {
  if (role === undefined) {
    throw new TollgateError('TG1012', `Account ${account} is not the credentials' own, and no role is given.`, {
      hint: 'Name the role to assume there with --role.',
    });
  }
  const RoleArn = `arn:${partition}:iam::${account}:role/${role}`;
  return fromTemporaryCredentials({
    params: { RoleArn, RoleSessionName: 'tollgate-scan', ExternalId: externalId, DurationSeconds: seconds },
    clientConfig: home,
  });
}

function access(account: string, client: ClientOptions, pacing: Pacing, createMetrics: CreateMetrics): ScopeAccess {
  const { region } = client;
  const ec2 = watchedClient(new EC2Client(client));
  const clients = {
    ec2,
    elb: watchedClient(new ElasticLoadBalancingV2Client(client)),
    route53: watchedClient(new Route53Client(client)),
    directConnect: watchedClient(new DirectConnectClient(client)),
  };
  const metrics = createMetrics(watchedClient(new CloudWatchClient(client)));
  return {
    scope: { account, region },
    inventory: (signal) =>
      guarded(
        region,
        async () => {
          const { inventory, findings } = await collectInventory(
            { ...clients, ...dnsServices(ec2, signal) },
            { account, region, pacing, signal },
          );
          const reading = toTopology(inventory);
          return { topology: reading.topology, findings: [...findings, ...reading.findings] };
        },
        signal,
      ),
    metrics: {
      alignedStart: metrics.alignedStart,
      cost: (request) => metrics.cost(request),
      natTraffic: (request) => guarded(region, () => metrics.natTraffic(request), request.signal),
      collect: (request, sink) => guarded(region, () => metrics.collect(request, sink), request.signal),
    },
  };
}

/** An interrupted call stays what it is; every other failure of AWS gets our words. */
async function guarded<Result>(region: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof TollgateError ? error : awsFailure(error, region);
  }
}
