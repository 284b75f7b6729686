import { type HrTime, ValueType } from '@opentelemetry/api';
import { millisToHrTime } from '@opentelemetry/core';
import type { Resource } from '@opentelemetry/resources';
import {
  AggregationTemporality,
  type DataPoint,
  DataPointType,
  type HistogramMetricData,
  type MetricData,
  type MetricProducer,
} from '@opentelemetry/sdk-metrics';
import type { MetricObjectWithValues, MetricValue, Registry } from 'prom-client';

type Metric = MetricObjectWithValues<MetricValue<string>>;
type Histogram = HistogramMetricData['dataPoints'][number]['value'];

/** The metrics of `/metrics` under their names, so that both faces show one set of figures. */
export const registryMetrics = (registry: Registry, resource: Resource): MetricProducer => ({
  async collect() {
    const began = millisToHrTime(performance.timeOrigin);
    const now = millisToHrTime(Date.now());
    const metrics = (await registry.getMetricsAsJSON()) as unknown as Metric[];
    const data = metrics.flatMap((metric) => dataOf(metric, began, now));
    const scopeMetrics = [{ scope: { name: 'tollgate' }, metrics: data }];
    return { resourceMetrics: { resource, scopeMetrics }, errors: [] };
  },
});

function dataOf(metric: Metric, startTime: HrTime, endTime: HrTime): readonly MetricData[] {
  const { name, help, type } = metric;
  const common = {
    descriptor: { name, description: help, unit: '', valueType: ValueType.DOUBLE },
    aggregationTemporality: AggregationTemporality.CUMULATIVE,
  };
  // prom-client gives the kinds as words here, whatever its types say.
  const kind = String(type);
  if (kind === 'histogram') {
    const dataPoints = histogramsOf(metric).map((point) => ({ ...point, startTime, endTime }));
    return [{ ...common, dataPointType: DataPointType.HISTOGRAM, dataPoints }];
  }
  if (kind !== 'counter' && kind !== 'gauge') return [];
  const dataPoints = metric.values.map(({ labels, value }) => ({
    attributes: attributesOf(labels),
    value,
    startTime,
    endTime,
  }));
  return kind === 'counter'
    ? [{ ...common, dataPointType: DataPointType.SUM, isMonotonic: true, dataPoints }]
    : [{ ...common, dataPointType: DataPointType.GAUGE, dataPoints }];
}

interface Buckets {
  readonly attributes: Record<string, string>;
  readonly boundaries: number[];
  readonly upTo: number[];
  sum: number;
  count: number;
}

/** Prometheus counts up to each bound, OTLP between two. */
function histogramsOf({ name, values }: Metric): readonly Pick<DataPoint<Histogram>, 'attributes' | 'value'>[] {
  const series = new Map<string, Buckets>();
  for (const { labels, value, ...rest } of values) {
    const { le, ...others } = attributesOf(labels);
    const key = JSON.stringify(others);
    const each = series.get(key) ?? { attributes: others, boundaries: [], upTo: [], sum: 0, count: 0 };
    series.set(key, each);
    const part = (rest as { readonly metricName?: string }).metricName;
    if (part === `${name}_sum`) each.sum = value;
    else if (part === `${name}_count`) each.count = value;
    else if (le !== '+Inf') {
      each.boundaries.push(Number(le));
      each.upTo.push(value);
    }
  }
  return [...series.values()].map(({ attributes, boundaries, upTo, sum, count }) => ({
    attributes,
    value: {
      buckets: { boundaries, counts: [...upTo, count].map((each, index) => each - (upTo[index - 1] ?? 0)) },
      sum,
      count,
    },
  }));
}

const attributesOf = (labels: object): Record<string, string> =>
  Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, String(value)]));
