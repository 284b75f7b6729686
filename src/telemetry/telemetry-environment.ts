import { z } from 'zod';

/** What is exported, and how often. */
export interface TelemetrySettings {
  /** Where traces are sent; absent = there are none. */
  readonly tracesUrl: string | undefined;
  readonly metricsUrl: string | undefined;
  /** Share of traces that begin here and are kept; a caller's own decision counts before. */
  readonly tracesRatio: number;
  /** Milliseconds between two exports of metrics. */
  readonly metricsMs: number;
}

const url = () => z.url({ protocol: /^https?$/ }).optional();

/** Variables of OpenTelemetry that Tollgate reads; headers, timeout, certificates and compression are read by its exporters. */
export const telemetryEnvironment = () => ({
  OTEL_SDK_DISABLED: z.stringbool().default(false),
  OTEL_EXPORTER_OTLP_ENDPOINT: url(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url(),
  OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: url(),
  OTEL_EXPORTER_OTLP_PROTOCOL: z.literal('http/json').optional(),
  OTEL_TRACES_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_METRICS_EXPORTER: z.enum(['otlp', 'none']).default('otlp'),
  OTEL_TRACES_SAMPLER: z.enum(['parentbased_always_on', 'parentbased_traceidratio']).optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
  OTEL_METRIC_EXPORT_INTERVAL: z.coerce.number().int().min(1000).max(3_600_000).default(60_000),
});

export const TELEMETRY_EXPECTED: Readonly<Record<string, string>> = {
  OTEL_EXPORTER_OTLP_ENDPOINT: 'the URL of an OTLP/HTTP receiver such as http://127.0.0.1:4318',
  OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json, the form that Tollgate sends, with the HTTP port of the receiver',
  OTEL_TRACES_SAMPLER: 'parentbased_always_on or parentbased_traceidratio',
  OTEL_TRACES_SAMPLER_ARG: 'a share from 0 to 1',
  OTEL_METRIC_EXPORT_INTERVAL: 'milliseconds from 1000 to 3600000',
  OTEL_TRACES_EXPORTER: 'otlp or none',
  OTEL_METRICS_EXPORTER: 'otlp or none',
};

type Settings = z.output<z.ZodObject<ReturnType<typeof telemetryEnvironment>>>;

/** Absent unless an endpoint is set. */
export function telemetrySettingsOf(data: Settings): TelemetrySettings | undefined {
  if (data.OTEL_SDK_DISABLED) return undefined;
  const base = data.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '');
  const at = (own: string | undefined, exporter: 'otlp' | 'none', path: string): string | undefined =>
    exporter === 'none' ? undefined : (own ?? (base === undefined ? undefined : `${base}${path}`));
  const tracesUrl = at(data.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, data.OTEL_TRACES_EXPORTER, '/v1/traces');
  const metricsUrl = at(data.OTEL_EXPORTER_OTLP_METRICS_ENDPOINT, data.OTEL_METRICS_EXPORTER, '/v1/metrics');
  if (tracesUrl === undefined && metricsUrl === undefined) return undefined;
  const isRatio = data.OTEL_TRACES_SAMPLER === 'parentbased_traceidratio';
  return Object.freeze({
    tracesUrl,
    metricsUrl,
    tracesRatio: isRatio ? data.OTEL_TRACES_SAMPLER_ARG : 1,
    metricsMs: data.OTEL_METRIC_EXPORT_INTERVAL,
  });
}
