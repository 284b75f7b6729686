import { expect, test } from 'vitest';
import { TollgateError } from '../../src/core/errors.ts';
import { createBudgetStore } from '../../src/state/budget-store.ts';
import { accessOfTest } from '../support/access-services.ts';
import { testApp } from '../support/http-app.ts';
import { stateServices } from '../support/state-services.ts';
import { budgetOf } from '../support/two-accounts.ts';

const SECRET = 'hunter2-secret-name';

async function audited() {
  const { database, services, bearer } = await accessOfTest();
  const app = await testApp({
    services: { ...services, ...stateServices({ budgets: createBudgetStore(database.db) }) },
  });
  const [admin, write, read] = [
    await bearer({ scope: 'admin' }),
    await bearer({ scope: 'write' }),
    await bearer({ scope: 'read' }),
  ];
  const log = async (query = '') => (await app.inject({ url: `/v1/audit${query}`, headers: admin })).json();
  const who = async (headers: object) => {
    const { keys } = await services.access();
    return (await keys.authenticate(String((headers as { authorization: string }).authorization).slice(7)))?.id;
  };
  return { app, admin, write, read, log, who };
}

test('every write is written down: who, what, when and the result; never what it carried', async () => {
  const { app, write, read, log, who } = await audited();
  const payload = { ...budgetOf('111122223333'), name: SECRET };
  const made = await app.inject({ method: 'POST', url: '/v1/budgets', payload, headers: write });
  const url = String(made.headers.location);
  await app.inject({ method: 'DELETE', url, headers: write });
  await app.inject({ method: 'DELETE', url, headers: write });
  await app.inject({ method: 'DELETE', url, headers: read });
  await app.inject({ method: 'POST', url: '/v1/budgets', payload: { secret: SECRET }, headers: write });
  const { id } = made.json();
  const by = await who(write);
  const entry = {
    who: by,
    at: expect.stringMatching(/^20.*Z$/),
    id: expect.any(String),
    requestId: expect.any(String),
  };
  const one = { ...entry, method: 'DELETE', route: '/v1/budgets/:id', objectId: id };
  const answer = await log();
  expect(answer.data).toEqual([
    { ...entry, method: 'POST', route: '/v1/budgets', objectId: null, status: 400 },
    { ...one, who: await who(read), status: 403 },
    { ...one, status: 404 },
    { ...one, status: 204 },
    {
      ...entry,
      method: 'POST',
      route: '/v1/budgets',
      objectId: id,
      status: 201,
      requestId: made.headers['x-request-id'],
    },
  ]);
  expect(JSON.stringify(answer)).not.toContain(SECRET);
});

test('keys that are made are written down, and not shown', async () => {
  const { app, admin, log } = await audited();
  const made = await app.inject({
    method: 'POST',
    url: '/v1/keys',
    payload: { name: 'a', scope: 'read' },
    headers: admin,
  });
  const answer = await log();
  expect(answer.data).toEqual([
    expect.objectContaining({ route: '/v1/keys', objectId: made.json().record.id, status: 201 }),
  ]);
  expect(JSON.stringify(answer)).not.toContain(made.json().key.slice(37));
});

test('reads, unknown callers and what answers from the request alone leave no entry', async () => {
  const { app, write, log } = await audited();
  await app.inject({ url: '/v1/budgets', headers: write });
  await app.inject({ method: 'POST', url: '/v1/budgets', payload: {} });
  await app.inject({ method: 'POST', url: '/v1/budgets', payload: {}, headers: { authorization: 'Bearer nope' } });
  await app.inject({ method: 'POST', url: '/v1/estimates', payload: {}, headers: write });
  await app.inject({ method: 'PUT', url: '/v1/keys', payload: {}, headers: write });
  expect(await log()).toEqual({ data: [], next: null });
});

test('it is for admin, by page, and can be asked for one person or one thing', async () => {
  const { app, admin, write, read, log, who } = await audited();
  for (const headers of [read, write]) {
    expect((await app.inject({ url: '/v1/audit', headers })).json()).toMatchObject({ status: 403, code: 'TG1518' });
  }
  const ids: string[] = [];
  for (let index = 0; index < 3; index++) {
    const payload = budgetOf('111122223333');
    const headers = index === 1 ? admin : write;
    ids.unshift((await app.inject({ method: 'POST', url: '/v1/budgets', payload, headers })).json().id);
  }
  const objects = (page: { data: { objectId: string }[] }) => page.data.map(({ objectId }) => objectId);
  const first = await log('?limit=2');
  const second = await log(`?limit=2&cursor=${first.next}`);
  expect([...objects(first), ...objects(second), second.next]).toEqual([...ids, null]);
  expect(objects(await log(`?who=${await who(admin)}`))).toEqual([ids[1]]);
  expect(objects(await log(`?objectId=${ids[2]}`))).toEqual([ids[2]]);
});

test('where a write cannot be written down it is not done', async () => {
  const { services, bearer } = await accessOfTest();
  const headers = await bearer({ scope: 'write' });
  let calls = 0;
  // The first call looks at the key; then the database goes away.
  const access = () => {
    calls += 1;
    return calls === 1 ? services.access() : Promise.reject(new TollgateError('TG2201', 'It is gone.'));
  };
  const app = await testApp({ services: { ...services, access } });
  const answer = await app.inject({ method: 'POST', url: '/v1/rates/refresh', headers });
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'TG2201']);
});

test('a service that asks nobody for a key opens no database to write that down', async () => {
  const app = await testApp({
    services: {
      access: () => Promise.reject(new Error('opened')),
      accessInUse: async () => undefined,
      keysInUse: async () => false,
    },
  });
  expect((await app.inject({ method: 'POST', url: '/v1/rates/refresh' })).json().code).toBe('TG1514');
});
