import { currentSpan, keepSpans, type OpenSpan, openSpan, type SpanAttributes, type SpanEnd, within } from './spans.ts';

/** A span that is over, as a worker thread hands it to the thread that exports. */
export interface RecordedSpan {
  readonly name: string;
  readonly kind?: 'server' | 'client' | 'consumer' | undefined;
  readonly attributes: SpanAttributes;
  readonly start: number;
  readonly end: number;
  readonly error?: string | undefined;
}

/** Spans of one task that are handed over at most; the rest would be megabytes. */
const MOST_SPANS = 1000;

interface Recording extends OpenSpan {
  readonly spans: RecordedSpan[];
}

const NOWHERE = { traceId: '', spanId: '', traceparent: '' };

const now = (): number => performance.timeOrigin + performance.now();

/** In a thread without exporter: spans of a task are kept for whoever asked for it. */
export const recordSpans = (): void =>
  keepSpans({
    open(name, { kind, attributes = {}, start = now() }, parent) {
      const spans = (parent as Recording | undefined)?.spans ?? [];
      const end = ({ attributes: more = {}, error, at = now() }: SpanEnd = {}): void => {
        if (spans.length < MOST_SPANS)
          spans.push({ name, kind, attributes: { ...attributes, ...more }, start, end: at, error });
      };
      return { ...NOWHERE, spans, end } as Recording;
    },
  });

/** Runs a task and returns the spans that ended in it. Call only in a thread that records. */
export async function recording<Result>(
  work: () => Promise<Result>,
): Promise<{ readonly result: Result; readonly spans: readonly RecordedSpan[] }> {
  const spans: RecordedSpan[] = [];
  const root: Recording = { ...NOWHERE, spans, end: () => undefined };
  return { result: await within(root, work), spans };
}

/** Keeps the spans of a worker below the current one. */
export function keepRecorded(spans: readonly RecordedSpan[]): void {
  if (currentSpan() === undefined) return;
  for (const { name, kind, attributes, start, end, error } of spans)
    openSpan(name, { kind, attributes, start })?.end({ at: end, error });
}
