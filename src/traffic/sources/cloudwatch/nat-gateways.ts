import { type CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import type { NatRequest, NatTraffic } from '../../metric-source.ts';
import { FACTS } from './facts.ts';

/**
 * What a NAT gateway takes in, from clients and from destinations, is what it processes and what is billed (VPC guide, NAT gateway
 * metrics). Connections tell an idle one from one that carries little.
 */
export const NAT_METRICS = [
  { name: 'BytesInFromSource', statistic: 'Sum' },
  { name: 'BytesInFromDestination', statistic: 'Sum' },
  { name: 'ActiveConnectionCount', statistic: 'Maximum' },
] as const;

const PERIOD = 3600;
const PER_CALL = Math.floor(FACTS.queriesPerCall / NAT_METRICS.length);

/** Bytes and highest connections of NAT gateways over a window. A gateway without any datapoint is left out: nothing is known of it. */
export async function natTraffic(
  client: CloudWatchClient,
  request: NatRequest,
): Promise<ReadonlyMap<string, NatTraffic>> {
  const found = new Map<string, NatTraffic>();
  for (let at = 0; at < request.gateways.length; at += PER_CALL) {
    await ask(client, request, request.gateways.slice(at, at + PER_CALL), found);
  }
  return found;
}

async function ask(
  client: CloudWatchClient,
  { window, signal }: NatRequest,
  gateways: readonly string[],
  found: Map<string, NatTraffic>,
): Promise<void> {
  const series = gateways.flatMap((gateway) => NAT_METRICS.map((metric) => ({ gateway, metric })));
  let nextToken: string | undefined;
  do {
    signal.throwIfAborted();
    const command = new GetMetricDataCommand({
      MetricDataQueries: series.map(({ gateway, metric }, index) => ({
        Id: `n${index}`,
        MetricStat: {
          Metric: {
            Namespace: 'AWS/NATGateway',
            MetricName: metric.name,
            Dimensions: [{ Name: 'NatGatewayId', Value: gateway }],
          },
          Period: PERIOD,
          Stat: metric.statistic,
        },
        ReturnData: true,
      })),
      StartTime: new Date(window.start * 1000),
      EndTime: new Date(window.end * 1000),
      MaxDatapoints: FACTS.datapointsPerPage,
      NextToken: nextToken,
    });
    const answer = await client.send(command, { abortSignal: signal });
    for (const { Id, Values = [] } of answer.MetricDataResults ?? []) {
      const asked = series[Number(Id?.slice(1))];
      if (asked === undefined || Values.length === 0) continue;
      const { bytes, peakConnections } = found.get(asked.gateway) ?? { bytes: 0, peakConnections: 0 };
      const isBytes = asked.metric.statistic === 'Sum';
      found.set(asked.gateway, {
        bytes: isBytes ? bytes + Values.reduce((sum, value) => sum + value, 0) : bytes,
        peakConnections: isBytes ? peakConnections : Math.max(peakConnections, ...Values),
      });
    }
    nextToken = answer.NextToken;
  } while (nextToken !== undefined && nextToken !== '');
}
