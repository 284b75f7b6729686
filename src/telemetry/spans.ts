import { AsyncLocalStorage } from 'node:async_hooks';

/** What a span is named after; names follow the semantic conventions of OpenTelemetry where those have one. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

export interface SpanOptions {
  /** How it stands to the rest of a trace; absent = a step inside this process. */
  readonly kind?: 'server' | 'client' | 'consumer' | undefined;
  readonly attributes?: SpanAttributes | undefined;
  /** Where the trace began in another process, in the form of the W3C header. */
  readonly traceparent?: string | undefined;
  /** Milliseconds since 1970 at which it began; absent = now. */
  readonly start?: number | undefined;
}

/** How a span ended. */
export interface SpanEnd {
  readonly attributes?: SpanAttributes | undefined;
  /** Code or class of the failure, never a message: that may quote a plan or a policy. */
  readonly error?: string | undefined;
  /** Milliseconds since 1970; absent = now. */
  readonly at?: number | undefined;
}

/** A span under way. */
export interface OpenSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** The span as a W3C header, so that a job can go on with the trace. */
  readonly traceparent: string;
  end(outcome?: SpanEnd): void;
}

/** Port: whoever keeps spans. */
export interface SpanSource {
  open(name: string, options: SpanOptions, parent: OpenSpan | undefined): OpenSpan;
}

const current = new AsyncLocalStorage<OpenSpan>();
let source: SpanSource | undefined;

/** Keeps the spans of this thread from now on; undefined = none any more. Until then each function here costs one comparison. */
export function keepSpans(next: SpanSource | undefined): void {
  source = next;
}

/** The span that the work of the caller belongs to. */
export const currentSpan = (): OpenSpan | undefined => (source === undefined ? undefined : current.getStore());

/** Begins a span below the current one; undefined where none are kept. */
export const openSpan = (name: string, options: SpanOptions = {}): OpenSpan | undefined =>
  source?.open(name, options, current.getStore());

/** Runs work as a part of a span. */
export const within = <Result>(span: OpenSpan, work: () => Result): Result => current.run(span, work);

/** Runs work in a span of its own. */
export async function traced<Result>(name: string, options: SpanOptions, work: () => Promise<Result>): Promise<Result> {
  const span = openSpan(name, options);
  if (span === undefined) return work();
  try {
    const result = await within(span, work);
    span.end();
    return result;
  } catch (error) {
    span.end({ error: kindOfError(error) });
    throw error;
  }
}

/** Code of an error of ours, class of any other. */
export function kindOfError(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  if (typeof code === 'string') return code;
  return typeof name === 'string' ? name : typeof error;
}
