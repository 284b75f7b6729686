import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { App } from '../../src/http/routes/route-group.ts';
import { createKeptAnswers } from '../../src/state/kept-answers.ts';
import { pglite } from '../support/databases.ts';
import { network, testApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';

const engine = pglite();
beforeAll(() => engine.start());
afterAll(() => engine.stop());

let app: App;
beforeEach(async () => {
  const { db } = await engine.open();
  app = await testApp({ services: stateServices({ answers: createKeptAnswers(db) }) });
});

const post = (query: string, head = network(2)) =>
  app.inject({ method: 'POST', url: `/v1/diffs${query}`, payload: { base: network(1), head } });

test('a diff is kept under its name as it was answered, and a later one takes its place', async () => {
  const first = await post('?keep=shop%2Finfra%231&format=json');
  expect(first.statusCode).toBe(200);
  await post('?keep=other&format=json');
  const later = await post('?keep=shop%2Finfra%231&format=json', network(3));
  const list = (await app.inject('/v1/diffs')).json();
  expect(list.data.map(({ name }: { name: string }) => name)).toEqual(['shop/infra#1', 'other']);
  expect(list.data[0].document).toEqual(later.json());
  expect((await app.inject('/v1/reconciliations')).json().data).toEqual([]);
});

test('lists page without repeating or leaving out', async () => {
  for (const name of ['a', 'b', 'c']) await post(`?keep=${name}&format=json`);
  const first = (await app.inject('/v1/diffs?limit=2')).json();
  const next = (await app.inject(`/v1/diffs?limit=2&cursor=${first.next}`)).json();
  const names = [...first.data, ...next.data].map(({ name }: { name: string }) => name);
  expect(names).toEqual(['c', 'b', 'a']);
  expect(next.next).toBeNull();
});

test('without a name nothing is kept; another form than JSON is refused before the work', async () => {
  await post('');
  expect((await app.inject('/v1/diffs')).json().data).toEqual([]);
  const refused = await post('?keep=a&format=markdown');
  expect([refused.statusCode, refused.json().code]).toEqual([400, 'TG1012']);
});

test('keeping needs the scope write', async () => {
  const key = 'a-key-that-is-long-enough-for-a-service';
  const closed = await testApp({ apiKeys: [{ scope: 'read', key }] });
  const answer = await closed.inject({
    method: 'POST',
    url: '/v1/diffs?keep=a&format=json',
    headers: { authorization: `Bearer ${key}` },
    payload: { base: network(1), head: network(2) },
  });
  expect([answer.statusCode, answer.json().code]).toEqual([403, 'TG1518']);
});
