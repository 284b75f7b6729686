import { startLoopback } from './loopback.ts';

/** A value of an attribute as OTLP's JSON writes it. */
type Value = Readonly<Record<string, unknown>>;

interface Keyed {
  readonly key: string;
  readonly value: Value;
}

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Keyed[];
}

export interface ReceivedMetric {
  readonly name: string;
  readonly gauge?: { readonly dataPoints: readonly Readonly<Record<string, unknown>>[] };
  readonly sum?: { readonly dataPoints: readonly Readonly<Record<string, unknown>>[] };
  readonly histogram?: {
    readonly dataPoints: readonly {
      readonly count: number | string;
      readonly bucketCounts: readonly (number | string)[];
      readonly explicitBounds: readonly number[];
      readonly attributes: readonly Keyed[];
    }[];
  };
}

interface Batch {
  readonly resourceSpans?: readonly { readonly scopeSpans: readonly { readonly spans: readonly ReceivedSpan[] }[] }[];
  readonly resourceMetrics?: readonly {
    readonly resource: { readonly attributes: readonly Keyed[] };
    readonly scopeMetrics: readonly { readonly metrics: readonly ReceivedMetric[] }[];
  }[];
}

/** An OTLP/HTTP receiver on loopback that decodes what arrives as JSON. */
export async function startOtlpReceiver() {
  const loopback = await startLoopback(() => ({ status: 200, body: {} }));
  const bodies = (path: string): readonly Batch[] =>
    loopback.seen.filter((each) => each.path === path).map(({ body }) => body as Batch);
  return {
    url: loopback.url,
    close: loopback.close,
    spans: (): readonly ReceivedSpan[] =>
      bodies('/v1/traces')
        .flatMap(({ resourceSpans = [] }) => resourceSpans.flatMap(({ scopeSpans }) => scopeSpans))
        .flatMap(({ spans }) => spans),
    resources: () => bodies('/v1/metrics').flatMap(({ resourceMetrics = [] }) => resourceMetrics),
    metrics: (): readonly ReceivedMetric[] =>
      bodies('/v1/metrics')
        .flatMap(({ resourceMetrics = [] }) => resourceMetrics.flatMap(({ scopeMetrics }) => scopeMetrics))
        .flatMap(({ metrics }) => metrics),
  };
}
