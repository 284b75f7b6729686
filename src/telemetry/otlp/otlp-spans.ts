import type { Tracer } from '@opentelemetry/api';
import { type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import type { OpenSpan, SpanEnd, SpanSource } from '../spans.ts';

const KINDS = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };

interface SdkSpan extends OpenSpan {
  readonly span: Span;
}

/** Spans through the SDK. */
export const otlpSpans = (tracer: Tracer): SpanSource => ({
  open(name, { kind, attributes = {}, traceparent, start }, parent) {
    const options = { attributes, kind: kind === undefined ? SpanKind.INTERNAL : KINDS[kind] };
    const span = tracer.startSpan(
      name,
      { ...options, ...(start !== undefined && { startTime: start }) },
      contextOf(traceparent, parent),
    );
    const { traceId, spanId, traceFlags } = span.spanContext();
    const flags = (traceFlags & TraceFlags.SAMPLED) === 0 ? '00' : '01';
    const end = ({ attributes: more, error, at }: SpanEnd = {}): void => {
      if (more) span.setAttributes(more);
      if (error !== undefined) span.setAttribute('error.type', error).setStatus({ code: SpanStatusCode.ERROR });
      span.end(at);
    };
    return { span, traceId, spanId, traceparent: `00-${traceId}-${spanId}-${flags}`, end } as SdkSpan;
  },
});

/** A header that is no W3C header begins a new trace. */
function contextOf(traceparent: string | undefined, parent: OpenSpan | undefined): Context {
  if (parent !== undefined) return trace.setSpan(ROOT_CONTEXT, (parent as SdkSpan).span);
  const remote = traceparent === undefined ? null : parseTraceParent(traceparent);
  return remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...remote, isRemote: true });
}
