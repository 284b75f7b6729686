import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/config.ts';

const telemetry = (environment: Readonly<Record<string, string>>) => readConfig(environment).service.telemetry;

describe('what is exported', () => {
  test('nothing unless an endpoint is set', () => {
    expect(telemetry({})).toBeUndefined();
    expect(telemetry({ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER_ARG: '0.5' })).toBeUndefined();
    expect(telemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318', OTEL_SDK_DISABLED: 'true' })).toBeUndefined();
  });

  test('traces and metrics each have their path, or a URL of their own', () => {
    expect(telemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/' })).toEqual({
      tracesUrl: 'http://c:4318/v1/traces',
      metricsUrl: 'http://c:4318/v1/metrics',
      tracesRatio: 1,
      metricsMs: 60_000,
    });
    expect(telemetry({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'https://t/x' })).toMatchObject({
      tracesUrl: 'https://t/x',
      metricsUrl: undefined,
    });
    expect(
      telemetry({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_TRACES_EXPORTER: 'none' })?.tracesUrl,
    ).toBeUndefined();
  });

  test('a share of traces where the sampler is one of shares', () => {
    const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c', OTEL_TRACES_SAMPLER_ARG: '0.25' };
    expect(telemetry(endpoint)?.tracesRatio).toBe(1);
    expect(telemetry({ ...endpoint, OTEL_TRACES_SAMPLER: 'parentbased_traceidratio' })?.tracesRatio).toBe(0.25);
  });

  test.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'localhost:4317'],
    ['OTEL_EXPORTER_OTLP_PROTOCOL', 'grpc'],
    ['OTEL_TRACES_SAMPLER', 'always_off'],
  ])('%s=%s is refused by name: nothing is sent in a form that nobody asked for', (name, value) => {
    expect(() => telemetry({ [name]: value })).toThrow(
      expect.objectContaining({ code: 'TG1520', message: `${name} is not valid.` }),
    );
  });
});
