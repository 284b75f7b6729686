import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { MetricSource } from '../../metric-source.ts';
import { alignedStart } from './age-bands.ts';
import { collect } from './collect.ts';
import { natTraffic } from './nat-gateways.ts';
import { queryCost } from './query-cost.ts';

/** Throughput of endpoints and endpoint services from CloudWatch, at the finest period each age still has. */
export const createCloudWatchSource = (client: CloudWatchClient): MetricSource => ({
  alignedStart: (start, now) => alignedStart(start, Math.floor(now.getTime() / 1000)),
  cost: queryCost,
  natTraffic: (request) => natTraffic(client, request),
  collect: (request, sink) => collect(client, request, sink),
});
