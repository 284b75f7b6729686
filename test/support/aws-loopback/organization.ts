import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Topology } from '../../../src/topology/topology.ts';
import { listsOfNetwork, recordsOf, zoneOwner } from './network-answers.ts';
import { toXml } from './xml.ts';

export interface Organization {
  /** The account of the credentials that a scan starts with. */
  readonly home: string;
  /** What exists, whoever owns it; accounts and Regions stand in the VPCs. */
  readonly network: Topology;
  /** Bytes an hour that every NAT gateway takes in from its clients, and as many from destinations. */
  readonly natBytesPerHour?: number;
  /** Actions that are denied. */
  readonly denied?: ReadonlySet<string>;
  /** Actions whose connection is cut, as where a service has no way out of a private subnet. */
  readonly cut?: ReadonlySet<string>;
}

interface Asked {
  readonly account: string;
  readonly region: string;
  readonly action: string;
  readonly parameters: URLSearchParams;
  readonly json: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/**
 * EC2, STS, CloudWatch, Route 53, its Resolver and Profiles, and Direct Connect of several accounts and Regions on one loopback port,
 * speaking their documented protocols. Account and Region come from the signature, as at AWS.
 */
export async function startOrganization(options: Organization) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const asked = askedIn(request, Buffer.concat(chunks).toString('utf8'), options.home);
      calls.push(`${asked.account} ${asked.region} ${asked.action}`);
      answer(options, asked, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function askedIn(request: IncomingMessage, body: string, home: string): Asked {
  const [, key = '', , region = ''] =
    /Credential=([^/]+)\/([^/]+)\/([^/]+)\//.exec(String(request.headers.authorization)) ?? [];
  const url = new URL(request.url ?? '/', 'http://loopback');
  const target =
    String(request.headers['x-amz-target'] ?? '')
      .split('.')
      .at(-1) ?? '';
  const isJson = target !== '';
  const parameters = isJson ? url.searchParams : new URLSearchParams(body === '' ? url.search : body);
  return {
    account: /^AK(\d{12})$/.exec(key)?.[1] ?? home,
    region,
    action: isJson ? target : (parameters.get('Action') ?? url.pathname),
    parameters,
    json: isJson ? (JSON.parse(body) as Record<string, unknown>) : {},
    path: url.pathname,
  };
}

function answer(options: Organization, asked: Asked, response: ServerResponse): void {
  const { network } = options;
  const send = (type: string, text: string, status = 200): void => {
    response.writeHead(status, { 'content-type': type });
    response.end(text);
  };
  const xml = (text: string, status?: number): void => send('text/xml', `<?xml version="1.0"?>${text}`, status);
  const json = (value: object, status?: number): void =>
    send('application/x-amz-json-1.1', JSON.stringify(value), status);
  if (options.cut?.has(asked.action)) {
    response.socket?.destroy();
    return;
  }
  if (options.denied?.has(asked.action)) {
    xml(
      '<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>',
      403,
    );
    return;
  }
  switch (asked.action) {
    case 'GetCallerIdentity':
      xml(
        wrapped('GetCallerIdentity', {
          Account: asked.account,
          UserId: 'u',
          Arn: `arn:aws:iam::${asked.account}:user/u`,
        }),
      );
      return;
    case 'AssumeRole': {
      const account = /::(\d{12}):/.exec(asked.parameters.get('RoleArn') ?? '')?.[1] ?? '';
      const Credentials = {
        AccessKeyId: `AK${account}`,
        SecretAccessKey: 'secret',
        SessionToken: 'token',
        Expiration: '2099-01-01T00:00:00Z',
      };
      xml(wrapped('AssumeRole', { Credentials }));
      return;
    }
    case 'GetMetricData':
      json(metrics(options, asked.json));
      return;
    case 'ListResolverEndpoints':
      json({
        ResolverEndpoints: here(network, asked, network.dns?.resolverEndpoints ?? [], ({ vpc }) =>
          vpc === undefined ? [] : [vpc],
        ).map(({ id, vpc, direction }) => ({ Id: id, HostVPCId: vpc, Direction: direction.toUpperCase() })),
      });
      return;
    case 'ListResolverRules':
    case 'ListResolverRuleAssociations':
      json({ ResolverRules: [], ResolverRuleAssociations: [] });
      return;
    case 'DescribeDirectConnectGateways':
      json({ directConnectGateways: directConnect(network, asked).map(({ id }) => ({ directConnectGatewayId: id })) });
      return;
    case 'DescribeDirectConnectGatewayAssociations':
      json({
        directConnectGatewayAssociations: directConnect(network, asked).flatMap(({ id, transitGateways = [] }) =>
          transitGateways.map((gateway) => ({
            directConnectGatewayId: id,
            associationState: 'associated',
            associatedGateway: { id: gateway, type: 'transitGateway', region: asked.region },
          })),
        ),
      });
      return;
    case '/profileassociations':
      json({ ProfileAssociations: profiles(network, asked) });
      return;
  }
  if (asked.path.startsWith('/profileresourceassociations/')) {
    json({ ProfileResourceAssociations: [] });
    return;
  }
  if (asked.path.endsWith('/hostedzonesbyvpc')) {
    const vpc = asked.parameters.get('vpcid') ?? '';
    const zones = (network.dns?.hostedZones ?? []).filter((zone) => zone.vpcs?.includes(vpc));
    const list = zones
      .map((zone) => {
        const Owner = { OwningAccount: zoneOwner(network, zone) };
        return `<HostedZoneSummary>${toXml({ HostedZoneId: zone.id ?? '', Name: `${zone.name}.`, Owner })}</HostedZoneSummary>`;
      })
      .join('');
    xml(
      `<ListHostedZonesByVPCResponse><HostedZoneSummaries>${list}</HostedZoneSummaries><MaxItems>100</MaxItems></ListHostedZonesByVPCResponse>`,
    );
    return;
  }
  if (asked.path.endsWith('/rrset')) {
    xml(recordsOf(network, asked.path.split('/').at(-2) ?? ''));
    return;
  }
  const list = listsOfNetwork(network, asked)[asked.action];
  if (list === undefined) {
    xml(
      '<Response><Errors><Error><Code>InvalidAction</Code><Message>unknown</Message></Error></Errors></Response>',
      400,
    );
    return;
  }
  xml(`<${asked.action}Response>${list}</${asked.action}Response>`);
}

const wrapped = (action: string, result: Parameters<typeof toXml>[0]): string =>
  `<${action}Response><${action}Result>${toXml(result)}</${action}Result></${action}Response>`;

/** Entries of which a VPC belongs to the account and Region that ask. */
function here<Item>(
  network: Topology,
  asked: Asked,
  items: readonly Item[],
  vpcsOf: (item: Item) => readonly string[],
) {
  const own = new Set(
    (network.vpcs ?? [])
      .filter((vpc) => vpc.account === asked.account && vpc.region === asked.region)
      .map((vpc) => vpc.id),
  );
  return items.filter((item) => vpcsOf(item).some((vpc) => own.has(vpc)));
}

/** A Direct Connect gateway is of the account that owns the first VPC of its Transit Gateway. */
function directConnect(network: Topology, asked: Asked) {
  const gateways = new Map((network.connectivity?.transitGateways ?? []).map((each) => [each.id, each]));
  return here(network, asked, network.connectivity?.onPremises ?? [], ({ id, transitGateways = [] }) =>
    id.startsWith('dxgw') ? (gateways.get(transitGateways[0] ?? '')?.vpcs.slice(0, 1) ?? []) : [],
  );
}

const profiles = (network: Topology, asked: Asked) =>
  (network.dns?.profiles ?? []).flatMap(({ id, vpcs }) =>
    here(network, asked, vpcs, (vpc) => [vpc]).map((vpc) => ({ ProfileId: id, ResourceId: vpc, Status: 'COMPLETE' })),
  );

function metrics({ natBytesPerHour }: Organization, call: Readonly<Record<string, unknown>>): object {
  const {
    MetricDataQueries = [],
    StartTime,
    EndTime,
  } = call as {
    MetricDataQueries?: { Id: string; MetricStat: { Metric: { Namespace: string; MetricName: string } } }[];
    StartTime: number;
    EndTime: number;
  };
  const hours = Math.floor((EndTime - StartTime) / 3600);
  return {
    MetricDataResults: MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
      const told = Metric.Namespace === 'AWS/NATGateway' && natBytesPerHour !== undefined;
      const value = Metric.MetricName === 'ActiveConnectionCount' ? 7 : (natBytesPerHour ?? 0);
      const starts = told ? Array.from({ length: hours }, (_, hour) => StartTime + hour * 3600) : [];
      return { Id, Timestamps: starts, Values: starts.map(() => value), StatusCode: 'Complete' };
    }),
  };
}
