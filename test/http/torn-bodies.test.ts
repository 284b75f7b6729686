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

/** Documents that end too early, are of another form than they claim, or are no text. */
const TORN_DOCUMENTS: Readonly<Record<string, { readonly type: string; readonly body: string | Buffer }>> = {
  'JSON that ends too early': { type: 'application/json', body: '{"network":{"endpoints":[' },
  'JSON that is empty': { type: 'application/json', body: '' },
  'JSON in UTF-16': { type: 'application/json', body: Buffer.from('{"a":1}', 'utf16le') },
  'YAML that ends in a list': { type: 'application/yaml', body: 'endpoints: [a, {b: ' },
  'no text': { type: 'application/json', body: Buffer.from([0xff, 0xfe, 0x00, 0xd8]) },
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

test('a torn document is answered on every route that takes one, and never with a fault of the service', async () => {
  const app = await testApp({ withState: true, options: { rateLimitPerMinute: 0 } });
  const { paths } = (await app.inject('/openapi.json')).json<{ paths: Record<string, Record<string, Operation>> }>();
  const wrong: string[] = [];
  let taken = 0;
  for (const [path, methods] of Object.entries(paths)) {
    for (const [method, { requestBody }] of Object.entries(methods)) {
      if (requestBody === undefined) continue;
      taken += 1;
      for (const [name, { type, body }] of Object.entries(TORN_DOCUMENTS)) {
        const answer = await app.inject({
          method: method as 'POST',
          url: path.replace(/\{[^}]+\}/g, '0199a1b2-7c3d-7e4f-8a5b-6c7d8e9f0a1b'),
          headers: { 'content-type': type },
          payload: body,
        });
        const isRight = answer.statusCode >= 400 && answer.statusCode < 500;
        if (!isRight) wrong.push(`${method} ${path}, ${name}: ${answer.statusCode} ${answer.body.slice(0, 200)}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(taken).toBeGreaterThan(10);
}, 240_000);
