import { afterEach, describe, expect, test } from 'vitest';
import { keepRecorded, type RecordedSpan, recording, recordSpans } from '../../../src/telemetry/recorded-spans.ts';
import { keepSpans, openSpan, traced, within } from '../../../src/telemetry/spans.ts';

afterEach(() => keepSpans(undefined));

const fails = async (): Promise<never> => {
  throw Object.assign(new Error('secret'), { code: 'TG1004' });
};

describe('spans of a worker', () => {
  test('are handed over with their times and the code of what failed, never its message', async () => {
    recordSpans();
    const { result, spans } = await recording(async () => {
      await traced('query', { attributes: { 'db.system.name': 'duckdb' } }, fails).catch(() => undefined);
      return traced('read', {}, async () => 42);
    });
    expect(result).toBe(42);
    expect(spans.map(({ name, error }) => [name, error])).toEqual([
      ['query', 'TG1004'],
      ['read', undefined],
    ]);
    expect(JSON.stringify(spans)).not.toContain('secret');
    for (const { start, end } of spans) expect(end).toBeGreaterThanOrEqual(start);
  });

  test('work that no task asked for is not kept', async () => {
    recordSpans();
    expect(await traced('query', {}, async () => 1)).toBe(1);
  });

  test('become children of the span that asked', () => {
    const opened: string[] = [];
    keepSpans({
      open(name, { start }, parent) {
        opened.push(`${parent === undefined ? '' : 'child '}${name} ${start ?? ''}`.trim());
        return { traceId: 't', spanId: 's', traceparent: '', end: () => undefined };
      },
    });
    const span: RecordedSpan = { name: 'query', attributes: {}, start: 5, end: 6 };
    keepRecorded([span]);
    const request = openSpan('request');
    if (request) within(request, () => keepRecorded([span]));
    expect(opened).toEqual(['request', 'child query 5']);
  });
});
