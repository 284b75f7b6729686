import { DiagLogLevel, diag } from '@opentelemetry/api';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { Registry } from 'prom-client';
import { keepSpans } from '../spans.ts';
import type { TelemetrySettings } from '../telemetry-environment.ts';
import { otlpSpans } from './otlp-spans.ts';
import { registryMetrics } from './registry-metrics.ts';

/** What is exported until it is closed. */
export interface Telemetry {
  /** Sends the metrics once more, for five seconds at most. Call while the state is still open, which some of them ask. */
  closeMetrics(): Promise<void>;
  /** Sends the spans that are left, for five seconds at most. */
  close(): Promise<void>;
}

/** A receiver that is away must not hold up the end of the process. */
const CLOSE_MS = 5000;
/** Milliseconds within which one line is written about a receiver that takes nothing. */
const QUIET_MS = 60_000;

export interface TelemetryParts {
  readonly settings: TelemetrySettings;
  /** The metrics that `/metrics` shows. */
  readonly registry: Registry;
  readonly version: string;
  /** Called with what the SDK complains about, at most once a minute. */
  readonly onTrouble: (message: string) => void;
}

/** Exports traces and metrics over OTLP/HTTP as JSON. Nothing here throws later: a receiver that is away loses what it would get. */
export function startTelemetry({ settings, registry, version, onTrouble }: TelemetryParts): Telemetry {
  sayTrouble(onTrouble);
  const resource = defaultResource()
    .merge(resourceFromAttributes({ 'service.name': 'tollgate', 'service.version': version }))
    .merge(detectResources({ detectors: [envDetector] }));
  let spans: Stoppable | undefined;
  let metrics: Stoppable | undefined;
  const { tracesUrl, metricsUrl, tracesRatio, metricsMs } = settings;
  if (tracesUrl !== undefined) {
    const exporter = new OTLPTraceExporter({ url: tracesUrl });
    const sampler = new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(tracesRatio) });
    const provider = new TracerProvider({ resource, sampler, spanProcessors: [new BatchSpanProcessor({ exporter })] });
    keepSpans(otlpSpans(provider.getTracer('tollgate', version)));
    spans = provider;
  }
  if (metricsUrl !== undefined) {
    const reader = new PeriodicExportingMetricReader({
      exporter: new OTLPMetricExporter({ url: metricsUrl }),
      exportIntervalMillis: metricsMs,
      exportTimeoutMillis: Math.min(metricsMs, 30_000),
      metricProducers: [registryMetrics(registry, resource)],
    });
    metrics = new MeterProvider({ resource, readers: [reader] });
  }
  return {
    closeMetrics: () => stopped(metrics),
    async close() {
      keepSpans(undefined);
      await stopped(spans);
    },
  };
}

interface Stoppable {
  shutdown(): Promise<void>;
}

async function stopped(part: Stoppable | undefined): Promise<void> {
  const timer = new Promise<void>((ended) => setTimeout(ended, CLOSE_MS).unref());
  await Promise.race([part?.shutdown().catch(() => undefined), timer]);
}

function sayTrouble(onTrouble: (message: string) => void): void {
  let next = 0;
  const say = (message: string): void => {
    if (Date.now() < next) return;
    next = Date.now() + QUIET_MS;
    onTrouble(message.slice(0, 300));
  };
  const silent = (): void => undefined;
  diag.setLogger(
    { error: say, warn: say, info: silent, debug: silent, verbose: silent },
    { logLevel: DiagLogLevel.WARN, suppressOverrideMessage: true },
  );
}
