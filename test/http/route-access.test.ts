import type { InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { RouteAccess } from '../../src/http/plugins/access.ts';
import type { App } from '../../src/http/routes/route-group.ts';
import { ApiKeys } from '../../src/operations/resources/access/api-keys.ts';
import { keySettingsSchema } from '../../src/operations/resources/access/key-record.ts';
import { createAuditLog } from '../../src/state/audit-log.ts';
import type { Database } from '../../src/state/database.ts';
import { createKeyStore } from '../../src/state/key-store.ts';
import { testApp } from '../support/http-app.ts';
import { startIssuer } from '../support/issuer.ts';
import { stateServices } from '../support/state-services.ts';
import { openEmbedded } from '../support/state-template.ts';
import { budgetOf, OURS, scheduleOf, THEIRS, twoAccounts } from '../support/two-accounts.ts';

const SCOPES = ['read', 'write', 'admin'] as const;
type Headers = Readonly<Record<string, string>>;

let database: Database;
let accounts: Awaited<ReturnType<typeof twoAccounts>>;
/** A key of each scope that sees all, and one of each that sees our account alone. */
const whole = new Map<string, Headers>();
const limited = new Map<string, Headers>();

beforeAll(async () => {
  database = await openEmbedded();
  accounts = await twoAccounts(database);
  const keys = new ApiKeys(createKeyStore(database.db), () => new Date());
  const bearer = async (settings: object): Promise<Headers> => ({
    authorization: `Bearer ${(await keys.create(keySettingsSchema.parse({ name: 'test', ...settings }))).key}`,
  });
  for (const scope of SCOPES) {
    whole.set(scope, await bearer({ scope }));
    limited.set(scope, await bearer({ scope, accounts: [OURS] }));
  }
});
afterAll(async () => {
  await accounts.close();
  await database.close();
});

async function guardedApp(oidc?: Parameters<typeof testApp>[0]): Promise<App> {
  const keys = new ApiKeys(createKeyStore(database.db), () => new Date());
  const access = { keys, audit: createAuditLog(database.db) };
  return testApp({
    options: { rateLimitPerMinute: 0, requestTimeoutMs: 2000 },
    services: { ...stateServices(accounts.state), access: async () => access, keysInUse: () => keys.any() },
    ...oidc,
  });
}

/** What a route is called with: an id where it takes one, and no body. */
const requestOf = ({ method, url }: RouteAccess, headers: Headers = {}): InjectOptions => ({
  method: method as 'GET',
  url: url.replace(':id', accounts.ours.scan).replace(':name', 'topology').replace('*', 'x'),
  headers,
});

const nameOf = ({ method, url }: RouteAccess): string => `${method} ${url}`;
const isGuarded = ({ access }: RouteAccess): boolean => access !== 'open';
const codeOf = (answer: { readonly body: string }): unknown =>
  answer.body === '' ? undefined : JSON.parse(answer.body).code;

describe('every route', () => {
  test('says who may use it', async () => {
    const app = await guardedApp();
    expect(app.accessTable.length).toBeGreaterThan(80);
    expect(app.accessTable.filter(({ access }) => access === undefined).map(nameOf)).toEqual([]);
  });

  test('that is open is health, the description of the API, the way in, or the page without its figures', async () => {
    const app = await guardedApp();
    const open = app.accessTable.filter((route) => !isGuarded(route)).map(({ url }) => url);
    expect([...new Set(open)].filter((url) => !url.startsWith('/docs')).sort()).toEqual([
      '/',
      '/assets/:file',
      '/healthz',
      '/openapi.json',
      '/readyz',
      '/sw.js',
      '/v1/sign-in',
    ]);
  });

  test('answers 401 without a key', async () => {
    const app = await guardedApp();
    for (const route of app.accessTable.filter(isGuarded)) {
      const answer = await app.inject(requestOf(route));
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 401]);
      if (route.method !== 'HEAD') expect([nameOf(route), codeOf(answer)]).toEqual([nameOf(route), 'TG1517']);
    }
  });

  test('answers 403 to a scope below the one it needs, and not to that one', async () => {
    const issuer = await startIssuer();
    const app = await guardedApp({ oidc: issuer.options });
    const nothing = { authorization: `Bearer ${await issuer.token({ scope: 'openid' })}` };
    for (const route of app.accessTable.filter(isGuarded)) {
      const needed = SCOPES.indexOf(route.access as (typeof SCOPES)[number]);
      const below = needed === 0 ? nothing : whole.get(SCOPES[needed - 1] ?? '');
      const answer = await app.inject(requestOf(route, below));
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 403]);
      if (route.method !== 'HEAD') expect([nameOf(route), codeOf(answer)]).toEqual([nameOf(route), 'TG1518']);
    }
  });

  test('that is not for tenants answers 403 to a key that is limited to accounts', async () => {
    const app = await guardedApp();
    const routes = app.accessTable.filter((route) => isGuarded(route) && !route.tenants);
    expect(routes.map(nameOf)).toEqual(expect.arrayContaining(['GET /metrics', 'POST /v1/keys', 'GET /v1/keys']));
    for (const route of routes) {
      const answer = await app.inject(requestOf(route, limited.get('admin')));
      expect([nameOf(route), answer.statusCode]).toEqual([nameOf(route), 403]);
    }
  });

  test('that changes something kept asks for more than read', async () => {
    const app = await guardedApp();
    const described = (await app.inject('/openapi.json')).json().paths;
    const changing = app.accessTable.filter(
      ({ method, url }) =>
        ['PUT', 'PATCH', 'DELETE'].includes(method) &&
        described[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()],
    );
    expect(changing.length).toBeGreaterThan(3);
    expect(changing.filter(({ access }) => access === 'read')).toEqual([]);
  });
});

/** Routes that tell of no account: they answer from what the request brings, or of prices. */
const OF_NO_ACCOUNT = [
  'POST /v1/allocations',
  'POST /v1/diffs',
  'POST /v1/estimates',
  'POST /v1/forecasts',
  'POST /v1/headroom',
  'POST /v1/recommendations',
  'POST /v1/reconciliations',
  'POST /v1/scenarios',
  'GET /v1/me',
  'GET /v1/rates',
  'POST /v1/rates/refresh',
  'GET /v1/rates/refresh',
  'GET /v1/regions',
  'GET /v1/schemas',
  'GET /v1/schemas/:name',
];

interface Reach {
  /** Asked for with what is ours and with what is theirs. */
  readonly ask: (which: 'ours' | 'theirs') => InjectOptions;
  readonly ours: number;
  readonly theirs: readonly [status: number, code: string];
}

const hidden = [404, 'TG2202'] as const;
const byId = (
  method: 'GET' | 'PUT' | 'PATCH' | 'DELETE',
  thing: 'scan' | 'endpoint' | 'budget' | 'recommendation' | 'schedule',
  rest = '',
): Reach => ({
  ask: (which) => ({ method, url: `/v1/${thing}s/${accounts[which][thing]}${rest}` }),
  ours: 200,
  theirs: hidden,
});
const window = '/throughput?from=2026-11-01T00:00:00Z&to=2026-11-02T00:00:00Z';

/** Answers about one network of what the key may see: test/http/network.test.ts, test/http/costs.test.ts. */
const JOINED = [
  'GET /v1/topology',
  'GET /v1/estimates',
  'GET /v1/headroom',
  'GET /v1/forecasts',
  'GET /v1/allocations',
  'GET /v1/summary',
  'GET /v1/costs',
  'GET /v1/costs/changes',
];

/** Every other route that a limited key may use, in the order they are asked. */
const REACH: Readonly<Record<string, Reach | 'list'>> = {
  'GET /v1/endpoints': 'list',
  'GET /v1/scans': 'list',
  'GET /v1/budgets': 'list',
  'GET /v1/schedules': 'list',
  'GET /v1/recommendations': 'list',
  'GET /v1/recommendations/:id': byId('GET', 'recommendation'),
  'PATCH /v1/recommendations/:id': {
    ...byId('PATCH', 'recommendation'),
    ask: (which) => ({
      method: 'PATCH',
      url: `/v1/recommendations/${accounts[which].recommendation}`,
      payload: { status: 'accepted' },
    }),
  },
  'GET /v1/endpoints/:id': byId('GET', 'endpoint'),
  'GET /v1/endpoints/:id/throughput': byId('GET', 'endpoint', window),
  'GET /v1/scans/:id': byId('GET', 'scan'),
  'GET /v1/scans/:id/snapshot': byId('GET', 'scan', '/snapshot'),
  'GET /v1/scans/:id/events': byId('GET', 'scan', '/events'),
  'DELETE /v1/scans/:id': byId('DELETE', 'scan'),
  'POST /v1/scans': {
    ask: (which) => ({
      method: 'POST',
      url: '/v1/scans',
      payload: { region: 'eu-west-1', account: which === 'ours' ? OURS : THEIRS },
    }),
    ours: 202,
    theirs: [403, 'TG1522'],
  },
  'GET /v1/schedules/:id': byId('GET', 'schedule'),
  'PUT /v1/schedules/:id': {
    ...byId('PUT', 'schedule'),
    ask: (which) => ({ method: 'PUT', url: `/v1/schedules/${accounts[which].schedule}`, payload: scheduleOf(OURS) }),
  },
  'POST /v1/schedules': {
    ask: (which) => ({ method: 'POST', url: '/v1/schedules', payload: scheduleOf(which === 'ours' ? OURS : THEIRS) }),
    ours: 201,
    theirs: [403, 'TG1522'],
  },
  'DELETE /v1/schedules/:id': { ...byId('DELETE', 'schedule'), ours: 204 },
  'GET /v1/budgets/:id': byId('GET', 'budget'),
  'GET /v1/budgets/:id/evaluation': byId('GET', 'budget', '/evaluation'),
  'PUT /v1/budgets/:id': {
    ...byId('PUT', 'budget'),
    ask: (which) => ({ method: 'PUT', url: `/v1/budgets/${accounts[which].budget}`, payload: budgetOf(OURS) }),
  },
  'POST /v1/budgets': {
    ask: (which) => ({ method: 'POST', url: '/v1/budgets', payload: budgetOf(which === 'ours' ? OURS : THEIRS) }),
    ours: 201,
    theirs: [403, 'TG1522'],
  },
  'DELETE /v1/budgets/:id': { ...byId('DELETE', 'budget'), ours: 204 },
};

describe('a key that is limited to accounts', () => {
  test('has a case here for every route it may use', async () => {
    const app = await guardedApp();
    const described = (await app.inject('/openapi.json')).json().paths;
    const usable = app.accessTable.filter(
      ({ method, url, tenants }) => tenants && described[url.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()],
    );
    expect(usable.map(nameOf).sort()).toEqual([...OF_NO_ACCOUNT, ...JOINED, ...Object.keys(REACH)].sort());
  });

  test('sees and changes what is of its accounts, and nothing else', async () => {
    const app = await guardedApp();
    const headers = limited.get('write') ?? {};
    for (const [name, reach] of Object.entries(REACH)) {
      if (reach === 'list') {
        const url = name.replace('GET ', '');
        const mine = await app.inject({ url, headers });
        expect([name, mine.body.includes(OURS), mine.body.includes(THEIRS)]).toEqual([name, true, false]);
        const all = await app.inject({ url, headers: whole.get('read') ?? {} });
        expect([name, all.json().data.length, mine.json().data.length]).toEqual([name, 2, 1]);
        continue;
      }
      const theirs = await app.inject({ ...reach.ask('theirs'), headers });
      expect([name, theirs.statusCode, codeOf(theirs)]).toEqual([name, ...reach.theirs]);
      const ours = await app.inject({ ...reach.ask('ours'), headers });
      expect([name, ours.statusCode]).toEqual([name, reach.ours]);
    }
    expect(await accounts.state.budgets.get(accounts.theirs.budget)).toMatchObject({ budget: budgetOf(THEIRS) });
    expect((await accounts.state.scans.get(accounts.theirs.scan)).state).toBe('succeeded');
  });

  test.each([
    ['/v1/scans', { region: 'eu-west-2' }],
    ['/v1/scans', { region: 'eu-west-2', account: 'all' }],
    ['/v1/budgets', budgetOf(undefined)],
    ['/v1/schedules', scheduleOf(undefined)],
  ])('may not reach beyond them by naming none or all: %s %j', async (url, payload) => {
    const app = await guardedApp();
    const answer = await app.inject({ method: 'POST', url, payload, headers: limited.get('write') ?? {} });
    expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'TG1522']);
  });

  test('may not widen a budget of its own', async () => {
    const app = await guardedApp();
    const headers = limited.get('write') ?? {};
    const made = await app.inject({ method: 'POST', url: '/v1/budgets', payload: budgetOf(OURS), headers });
    onTestFinished(async () => void (await accounts.state.budgets.remove(made.json().id)));
    for (const account of [THEIRS, undefined]) {
      const payload = budgetOf(account);
      const answer = await app.inject({ method: 'PUT', url: String(made.headers.location), payload, headers });
      expect([answer.statusCode, codeOf(answer)]).toEqual([403, 'TG1522']);
    }
  });

  test('a filter for another account finds nothing', async () => {
    const app = await guardedApp();
    const answer = await app.inject({ url: `/v1/endpoints?account=${THEIRS}`, headers: limited.get('read') ?? {} });
    expect(answer.json()).toEqual({ data: [], next: null });
  });

  test('is not given the answer of another key with the same Idempotency-Key', async () => {
    const app = await guardedApp();
    const payload = { region: 'sa-east-1', account: THEIRS };
    const send = (headers: Headers) =>
      app.inject({ method: 'POST', url: '/v1/scans', payload, headers: { ...headers, 'idempotency-key': 'one' } });
    expect((await send(whole.get('write') ?? {})).statusCode).toBe(202);
    expect((await send(limited.get('write') ?? {})).json()).toMatchObject({ status: 403, code: 'TG1522' });
  });

  test('of a token that names no account sees nothing', async () => {
    const issuer = await startIssuer({ accountsClaim: 'accounts' });
    const app = await guardedApp({ oidc: issuer.options });
    const headers = { authorization: `Bearer ${await issuer.token()}` };
    for (const url of ['/v1/endpoints', '/v1/scans', '/v1/budgets']) {
      expect((await app.inject({ url, headers })).json()).toEqual({ data: [], next: null });
    }
    const ours = { authorization: `Bearer ${await issuer.token({ accounts: [OURS] })}` };
    expect((await app.inject({ url: '/v1/endpoints', headers: ours })).json().data).toHaveLength(1);
  });
});
