import { expect, test } from 'vitest';
import { testApp } from '../support/http-app.ts';

const PART = '--b\r\nContent-Disposition: form-data; name="network"; filename="plan.json"\r\n\r\n{"resource_changes":';

/** Multipart bodies that are torn in every place, and headers that do not fit them. */
const TORN: Readonly<Record<string, { readonly type: string; readonly body: string }>> = {
  'no end': { type: 'multipart/form-data; boundary=b', body: PART },
  'no end behind a part': { type: 'multipart/form-data; boundary=b', body: `${PART}\r\n--b` },
  'a torn part header': { type: 'multipart/form-data; boundary=b', body: '--b\r\nContent-Disposition: form-d' },
  'another boundary': { type: 'multipart/form-data; boundary=c', body: `${PART}\r\n--b--\r\n` },
  'no boundary': { type: 'multipart/form-data', body: `${PART}\r\n--b--\r\n` },
  'an empty boundary': { type: 'multipart/form-data; boundary=', body: `${PART}\r\n--b--\r\n` },
  'no body': { type: 'multipart/form-data; boundary=b', body: '' },
};

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, unknown>> };
}

test('a torn multipart body is the fault of who sends it, on every route that OpenAPI lists', async () => {
  const app = await testApp({ options: { rateLimitPerMinute: 0 } });
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  const wrong: string[] = [];
  let taken = 0;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { requestBody }] of Object.entries(methods)) {
      if (!['post', 'put', 'patch'].includes(method)) continue;
      const takesParts = requestBody?.content['multipart/form-data'] !== undefined;
      taken += Number(takesParts);
      for (const [name, { type, body }] of Object.entries(TORN)) {
        const answer = await app.inject({
          method: method as 'POST',
          url: path.replace(/\{[^}]+\}/g, 'x'),
          headers: { 'content-type': type },
          payload: body,
        });
        const isRight = takesParts ? answer.statusCode === 400 : answer.statusCode < 500 || answer.statusCode === 503;
        if (!isRight) wrong.push(`${method} ${path}, ${name}: ${answer.statusCode} ${answer.body}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(taken).toBeGreaterThan(5);
}, 120_000);
