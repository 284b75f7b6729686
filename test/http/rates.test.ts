import { describe, expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { REGIONS } from '../../src/core/regions.ts';
import { rateCardSchema } from '../../src/rates/rate-card.ts';
import type { RateRefreshDocument } from '../../src/report/rate-refresh.ts';
import { JSON_TYPE, testApp } from '../support/http-app.ts';

const REFRESHED: RateRefreshDocument = {
  schema: 'tollgate/rate-refresh@1',
  source: 'price-list-bulk',
  startedAt: '2026-11-23T08:00:00.000Z',
  totals: { regions: 0, changed: 0, unchanged: 0, fresh: 0, failed: 0 },
  regions: [],
};

describe('GET /v1/rates', () => {
  test('gives the card of a Region with its source', async () => {
    const app = await testApp();
    const { source, card, findings } = (await app.inject('/v1/rates?region=sa-east-1')).json();
    expect(source).toBe('pricing-cache');
    expect(rateCardSchema.parse(card).rates.length).toBeGreaterThan(5);
    expect(findings).toEqual([]);
  });

  test.each([
    ['/v1/rates', 'TG1005'],
    ['/v1/rates?region=', 'TG1102'],
    ['/v1/rates?region=us-easst-1', 'TG1102'],
    ['/v1/rates?region=..%2F..%2Fetc%2Fpasswd', 'TG1102'],
    ['/v1/rates?region=us-east-1&x=1', 'TG1005'],
    ['/v1/rates?region=constructor', 'TG1102'],
  ])('%s is refused', async (url, code) => {
    const response = await (await testApp()).inject(url);
    expect([response.statusCode, response.json().code]).toEqual([400, code]);
  });
});

describe('lists', () => {
  test('page by cursor, each item once and in order', async () => {
    const app = await testApp();
    const seen: string[] = [];
    let next: string | null = '';
    for (let pages = 0; next !== null && pages < 100; pages += 1) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page: { data: { region: string }[]; next: string | null } = (
        await app.inject(`/v1/regions?limit=7${cursor}`)
      ).json();
      expect(page.data.length).toBeLessThanOrEqual(7);
      seen.push(...page.data.map((each) => each.region));
      next = page.next;
    }
    expect(seen).toEqual(REGIONS.map((each) => each.region).sort());
  });

  test.each(['limit=0', 'limit=201', 'limit=x', 'cursor=', 'offset=3'])('?%s is refused', async (query) => {
    expect((await (await testApp()).inject(`/v1/regions?${query}`)).json().code).toBe('TG1005');
  });

  test('a cursor that no page gave is refused', async () => {
    const made = Buffer.from('us-east-1').toString('base64url');
    expect((await (await testApp()).inject(`/v1/regions?cursor=${made}`)).json().code).toBe('TG1012');
  });
});

describe('POST /v1/rates/refresh', () => {
  /** An app whose refresh ends when the test says so. */
  async function refreshingApp() {
    const ends: (() => void)[] = [];
    const asked: unknown[] = [];
    const idle = () => Promise.reject(new Error('only refreshes run here'));
    const app = await testApp({
      offline: false,
      withState: true,
      openPool: async () => ({
        run: idle,
        impact: idle,
        refresh: (request, signal) => {
          asked.push(request);
          return new Promise((done, failed) => {
            ends.push(() => done(REFRESHED));
            signal.addEventListener('abort', failed);
          });
        },
        load: 0,
        close: async () => undefined,
      }),
    });
    const refresh = (payload: unknown, headers: Record<string, string> = {}) =>
      app.inject({
        method: 'POST',
        url: '/v1/rates/refresh',
        headers: { ...JSON_TYPE, ...headers },
        payload: JSON.stringify(payload),
      });
    const end = async () => {
      await expect.poll(() => ends.length).toBeGreaterThan(0);
      ends.shift()?.();
      await expect.poll(async () => (await app.inject('/v1/rates/refresh')).json().status).toBe('done');
    };
    return { app, refresh, end, asked };
  }

  test('answers 202 at once and tells where it stands', async () => {
    const { app, refresh, end, asked } = await refreshingApp();
    expect((await app.inject('/v1/rates/refresh')).json()).toEqual({ status: 'never' });
    const started = await refresh({ regions: ['us-east-1'], force: true });
    expect([started.statusCode, started.headers['location']]).toEqual([202, '/v1/rates/refresh']);
    expect(started.json().status).toBe('running');
    await end();
    expect((await app.inject('/v1/rates/refresh')).json()).toMatchObject({ status: 'done', result: REFRESHED });
    expect(asked).toEqual([{ regions: ['us-east-1'], isForced: true }]);
  });

  test('joins the refresh that runs instead of starting another', async () => {
    const { refresh, end, asked } = await refreshingApp();
    const [first, second] = [await refresh({ regions: ['us-east-1'] }), await refresh({ regions: ['eu-west-1'] })];
    expect(second.json()).toEqual(first.json());
    await end();
    expect(asked).toHaveLength(1);
  });

  test('without a body asks for every Region that is listed', async () => {
    const { app, end, asked } = await refreshingApp();
    expect((await app.inject({ method: 'POST', url: '/v1/rates/refresh' })).statusCode).toBe(202);
    await end();
    expect(asked).toMatchObject([{ regions: expect.arrayContaining(['us-east-1', 'sa-east-1']) }]);
  });

  test('gives a repeated Idempotency-Key its first answer again, and refuses it for another request', async () => {
    const { refresh, end, asked } = await refreshingApp();
    const key = { 'idempotency-key': '5d0b9e3e' };
    const first = await refresh({ regions: ['us-east-1'] }, key);
    await end();
    const again = await refresh({ regions: ['us-east-1'] }, key);
    expect([again.statusCode, again.body, again.headers['location']]).toEqual([202, first.body, '/v1/rates/refresh']);
    expect(again.headers['idempotency-replayed']).toBe('true');
    expect(asked).toHaveLength(1);
    const other = await refresh({ regions: ['eu-west-1'] }, key);
    expect([other.statusCode, other.json().code]).toEqual([422, 'TG1515']);
  });

  test('forgets the key of a request that failed', async () => {
    const { refresh } = await refreshingApp();
    const key = { 'idempotency-key': 'k' };
    expect((await refresh({ regions: ['nowhere'] }, key)).json().code).toBe('TG1102');
    expect((await refresh({ regions: ['us-east-1'] }, key)).statusCode).toBe(202);
  });

  test.each(['', 'a b', 'x'.repeat(256), 'é'])('the key %j is refused', async (key) => {
    const { refresh } = await refreshingApp();
    expect((await refresh({}, { 'idempotency-key': key })).json().code).toBe('TG1012');
  });
});

describe('health', () => {
  test('the process lives and is ready', async () => {
    const app = await testApp();
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'ok' });
    expect((await app.inject('/readyz')).json()).toMatchObject({ status: 'ready', parts: { rates: 'ok' } });
  });

  test('without rates it lives but is not ready', async () => {
    const rates = {
      kind: 'none',
      rateCard: async () => {
        throw new TollgateError('TG1303', 'No rates.');
      },
    };
    const app = await testApp({ services: { rates } });
    expect((await app.inject('/healthz')).statusCode).toBe(200);
    const response = await app.inject('/readyz');
    expect([response.statusCode, response.json().code]).toEqual([503, 'TG1303']);
  });

  test('each part is told, and a replica that cannot work or is stopping is not ready', async () => {
    const parts = { state: 'ok', queue: 'ok', history: 'ok' } as const;
    const works = await testApp({ services: { readiness: async () => parts } });
    expect((await works.inject('/readyz')).json()).toEqual({ status: 'ready', parts: { rates: 'ok', ...parts } });
    const broken = await testApp({ services: { readiness: async () => ({ ...parts, state: 'failed' }) } });
    const answer = await broken.inject('/readyz');
    expect([answer.statusCode, answer.json().status, answer.json().parts.state]).toEqual([503, 'not ready', 'failed']);
    const stopping = await testApp({ draining: AbortSignal.abort() });
    expect((await stopping.inject('/readyz')).json()).toMatchObject({ status: 'stopping' });
    expect((await stopping.inject('/v1/regions')).statusCode).toBe(200);
  });

  test('metrics name the routes, never the paths asked for, and the Regions in use', async () => {
    const app = await testApp();
    await app.inject('/v1/rates?region=sa-east-1');
    await app.inject('/v1/schemas/topology');
    await app.inject('/hunter2');
    const { body, headers } = await app.inject('/metrics');
    expect(headers['content-type']).toMatch(/^text\/plain/);
    expect(body).toMatch(
      /tollgate_http_request_duration_seconds_count\{method="GET",route="\/v1\/schemas\/:name",status="200"\} 1/,
    );
    expect(body).toMatch(/tollgate_rates_published_age_days\{region="sa-east-1"\} \d+/);
    expect(body).not.toContain('hunter2');
  });
});
