import { DescribeLoadBalancerAttributesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type Finding, FindingLog } from '../../../core/finding.ts';
import type { Call, Clients } from './call.ts';
import { CALLS } from './calls.ts';
import type { Pacing } from './pacing.ts';
import { type Inventory, inventorySchema } from './schema.ts';

/** The action of the one call that is not a list: whether a load balancer crosses zones. */
export const LOAD_BALANCER_ATTRIBUTES = 'elasticloadbalancing:DescribeLoadBalancerAttributes';

export interface CollectOptions {
  readonly account: string;
  readonly region: string;
  readonly pacing: Pacing;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: { readonly done: number; readonly all: number }) => void) | undefined;
}

const DENIED = /UnauthorizedOperation|AccessDenied|NotAuthorized/;

/** Errors of one part that leave the rest of a scan whole: no permission, an API the Region lacks, something gone meanwhile. */
const PASSABLE =
  /UnauthorizedOperation|AccessDenied|NotAuthorized|InvalidAction|UnsupportedOperation|NotFound|InvalidServiceName|InvalidParameter|NotImplemented|UnknownError/;

/**
 * Asks EC2 and ELB for everything a network is made of, each list paged to its end. A part that is denied or not offered becomes
 * a finding, except the endpoints themselves. Rejects with the SDK's error.
 */
export async function collectInventory(
  clients: Clients,
  options: CollectOptions,
): Promise<{ readonly inventory: Inventory; readonly findings: readonly Finding[] }> {
  const findings = new FindingLog();
  const scope = `${options.account} ${options.region}`;
  const known: Record<string, unknown> = { Region: options.region, AccountId: options.account };
  // Services beside EC2 have no VPC endpoint everywhere: one that is out of reach is asked once.
  const unreachable = new Set<string>();
  for (const [index, call] of CALLS.entries()) {
    const service = serviceOf(call);
    if (unreachable.has(service)) {
      findings.add('TG2051', scope, `${call.part} could not be read: ${service} is out of reach. ${missing(call)}`);
      continue;
    }
    try {
      known[call.part] = await listAll(call, clients, known, options, scope);
    } catch (error) {
      options.signal.throwIfAborted();
      const isBeside = service !== 'ec2' && isOutOfReach(error);
      if (call.part === 'VpcEndpoints' || !(isPassable(error) || isBeside)) throw error;
      if (isBeside) unreachable.add(service);
      findings.add(
        'TG2051',
        scope,
        `${call.part} could not be read: ${call.action} ${whyNot(error)}. ${missing(call)}`,
      );
    }
    options.onProgress?.({ done: index + 1, all: CALLS.length });
  }
  await readCrossZone(clients, known, options, scope, findings);
  const inventory = inventorySchema.parse(known);
  reportVanished(inventory, findings);
  return { inventory, findings: findings.findings };
}

async function listAll(
  call: Call,
  clients: Clients,
  known: Partial<Inventory>,
  options: CollectOptions,
  scope: string,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for (const request of call.requests(known)) {
    let nextToken: string | undefined;
    do {
      options.signal.throwIfAborted();
      const token = nextToken;
      const send = () => request(clients, token);
      const page = await (call.privateLink ? options.pacing.privateLink(send) : options.pacing.describe(scope, send));
      items.push(...page.items);
      nextToken = page.nextToken === '' ? undefined : page.nextToken;
    } while (nextToken !== undefined);
  }
  return items;
}

async function readCrossZone(
  clients: Clients,
  known: Partial<Inventory>,
  { pacing, signal }: CollectOptions,
  scope: string,
  findings: FindingLog,
): Promise<void> {
  for (const balancer of known.LoadBalancers ?? []) {
    signal.throwIfAborted();
    try {
      const command = new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: balancer.LoadBalancerArn });
      const answer = await pacing.describe(`${scope} elb`, () => clients.elb.send(command));
      const value = answer.Attributes?.find((each) => each.Key === 'load_balancing.cross_zone.enabled')?.Value;
      if (value !== undefined) balancer.CrossZone = value === 'true';
    } catch (error) {
      if (!isPassable(error)) throw error;
      findings.add(
        'TG2051',
        scope,
        `Whether load balancers cross zones could not be read: ${LOAD_BALANCER_ATTRIBUTES} ${whyNot(error)}.`,
      );
      return;
    }
  }
}

/** A service that an endpoint names and the Region no longer offers: its endpoints still cost. */
function reportVanished(inventory: Inventory, findings: FindingLog): void {
  if (inventory.ServiceDetails === undefined) return;
  const offered = new Set(inventory.ServiceDetails.map((service) => service.ServiceName));
  for (const { VpcEndpointId, ServiceName, ServiceRegion } of inventory.VpcEndpoints) {
    const remote = ServiceRegion !== undefined && ServiceRegion !== inventory.Region;
    if (ServiceName === undefined || ServiceName === '' || remote || offered.has(ServiceName)) continue;
    findings.add(
      'TG2051',
      VpcEndpointId,
      `The service of ${VpcEndpointId} is no longer offered to this account in the Region.`,
    );
  }
}

const serviceOf = ({ action }: Call): string => action.slice(0, action.indexOf(':'));
const missing = ({ tells }: Call): string => `Not known without it: ${tells}.`;

/** No answer, no address, no connection, or one that is not the service's own, such as a proxy's page. */
function isOutOfReach(error: unknown): boolean {
  if (/^(NoAnswerError|TimeoutError|SyntaxError)$/.test(nameOf(error))) return true;
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_\w+)$/.test(code);
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');
const isPassable = (error: unknown): boolean => PASSABLE.test(nameOf(error));
const whyNot = (error: unknown): string =>
  DENIED.test(nameOf(error)) ? 'is not permitted' : isOutOfReach(error) ? 'has no answer' : `answered ${nameOf(error)}`;
