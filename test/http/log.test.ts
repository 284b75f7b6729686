import { describe, expect, test } from 'vitest';
import { JSON_TYPE, network, testApp } from '../support/http-app.ts';

const SECRET = 'hunter2-secret-value';

describe('the log', () => {
  test('says what was answered, and never a body, a header or a query value', async () => {
    const lines: string[] = [];
    const app = await testApp({ log: (line) => lines.push(line), apiKeys: [{ scope: 'write', key: SECRET }] });
    const headers = { ...JSON_TYPE, authorization: `Bearer ${SECRET}`, cookie: SECRET, 'x-request-id': 'build-42' };
    const tagged = { ...network(), vpcs: [{ id: 'v', tags: { secret: SECRET } }] };
    const post = (payload: unknown, query = '') =>
      app.inject({
        method: 'POST',
        url: `/v1/estimates${query}`,
        headers,
        payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
      });
    expect((await post(tagged)).statusCode).toBe(200);
    expect((await post(tagged, `?region=${SECRET}`)).statusCode).toBe(400);
    expect((await post(`{"a":"${SECRET}`)).statusCode).toBe(400);
    expect((await post({ endpoints: SECRET })).statusCode).toBe(400);
    expect((await app.inject({ url: `/nope?key=${SECRET}`, headers })).statusCode).toBe(404);
    expect((await app.inject({ url: '/v1/regions', headers: { authorization: `Bearer x${SECRET}` } })).statusCode).toBe(
      401,
    );
    const text = lines.join('');
    expect(text).not.toContain(SECRET);
    const answered = lines.map((line) => JSON.parse(line)).filter((line) => line.msg === 'answered');
    expect(answered[0]).toMatchObject({
      reqId: 'build-42',
      method: 'POST',
      route: '/v1/estimates',
      status: 200,
      milliseconds: expect.any(Number),
    });
    expect(answered).toHaveLength(6);
  });

  test('keeps the frames of a fault but not its message, and the answer has neither', async () => {
    const lines: string[] = [];
    const rates = {
      kind: 'broken',
      rateCard: async () => {
        throw Object.assign(new TypeError(`cannot use ${SECRET}`), { code: 'E_BROKEN' });
      },
    };
    const app = await testApp({ log: (line) => lines.push(line), services: { rates } });
    const response = await app.inject('/v1/rates?region=us-east-1');
    expect(response.statusCode).toBe(500);
    expect(response.json()).toMatchObject({ code: 'TG1509', detail: 'Tollgate failed to answer the request.' });
    expect(response.body).not.toMatch(/TypeError|\.ts/);
    const failed = lines.map((line) => JSON.parse(line)).find((line) => line.msg === 'request failed');
    expect(failed.err).toMatchObject({ type: 'TypeError', code: 'E_BROKEN', stack: expect.stringContaining('.ts:') });
    expect(lines.join('')).not.toContain(SECRET);
  });
});
