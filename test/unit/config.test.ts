import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';

describe('where things are kept', () => {
  test('the directories of the XDG base directory specification, by default below the home directory', () => {
    expect(readConfig({})).toMatchObject({
      pricingCacheDir: join(homedir(), '.cache', 'tollgate', 'pricing-cache'),
      dataDir: join(homedir(), '.local', 'share', 'tollgate'),
      offline: false,
      databaseUrl: undefined,
    });
    expect(readConfig({ XDG_CACHE_HOME: '/c', XDG_DATA_HOME: '/d' })).toMatchObject({
      pricingCacheDir: '/c/tollgate/pricing-cache',
      dataDir: '/d/tollgate',
    });
  });

  test('the more special variable wins, and a flag wins over both', () => {
    const environment = { XDG_CACHE_HOME: '/c', TOLLGATE_PRICING_CACHE: '/p', TOLLGATE_OFFLINE: 'false' };
    expect(readConfig(environment).pricingCacheDir).toBe('/p');
    expect(readConfig(environment, { pricingCache: '/f', offline: true })).toMatchObject({
      pricingCacheDir: '/f',
      offline: true,
    });
  });

  test('an empty variable counts as absent', () => {
    expect(readConfig({ TOLLGATE_PRICING_CACHE: '', XDG_CACHE_HOME: '', DATABASE_URL: '' })).toEqual(readConfig({}));
  });
});

describe('the service', () => {
  test('listens on loopback without keys unless told otherwise', () => {
    expect(readConfig({}).service).toMatchObject({ host: '127.0.0.1', port: 8080, apiKeys: [], logLevel: 'info' });
    expect(readConfig({ TOLLGATE_PORT: '9000' }, { host: '::1', port: '0' }).service).toMatchObject({
      host: '::1',
      port: 0,
    });
  });

  test('keys carry their scope', () => {
    const { apiKeys } = readConfig({ TOLLGATE_API_KEYS: 'read:0123456789abcdef, write:fedcba9876543210' }).service;
    expect(apiKeys).toEqual([
      { scope: 'read', key: '0123456789abcdef' },
      { scope: 'write', key: 'fedcba9876543210' },
    ]);
  });

  test.each([
    ['TOLLGATE_PORT', '70000'],
    ['TOLLGATE_PORT', 'eighty'],
    ['TOLLGATE_API_KEYS', 'owner:0123456789abcdef'],
    ['TOLLGATE_API_KEYS', 'read:short'],
    ['TOLLGATE_LOG_LEVEL', 'loud'],
  ])('%s=%s is TG1520 once the service is asked for, and is not repeated', (name, value) => {
    const config = readConfig({ [name]: value });
    expect(() => config.service).toThrow(expect.objectContaining({ code: 'TG1520', message: `${name} is not valid.` }));
    expect(() => config.service).toThrow(expect.not.objectContaining({ hint: expect.stringContaining(value) }));
  });
});

test.each([
  ['TOLLGATE_OFFLINE', 'perhaps'],
  ['TOLLGATE_PRICE_SOURCE', 'newspaper'],
  ['TOLLGATE_PRICE_LIST_URL', 'file:///etc/passwd'],
])('%s=%s is TG1520 for every command', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(
    expect.objectContaining({ code: 'TG1520', message: `${name} is not valid.` }),
  );
});

test('the value is frozen', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true);
  expect(Object.isFrozen(readConfig({}).service)).toBe(true);
});

describe('tokens', () => {
  const OIDC = {
    TOLLGATE_OIDC_ISSUER: 'https://login.example/',
    TOLLGATE_OIDC_AUDIENCE: 'tollgate',
    TOLLGATE_OIDC_JWKS_URL: 'https://login.example/jwks',
  };

  test('are believed once issuer, audience and keys are named', () => {
    expect(readConfig({}).service.oidc).toBeUndefined();
    expect(readConfig({ ...OIDC, TOLLGATE_OIDC_SCOPES: 'read=a=b,read=c,admin=d' }).service.oidc).toEqual({
      issuer: 'https://login.example/',
      audience: 'tollgate',
      jwksUrl: 'https://login.example/jwks',
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      clockSkewSeconds: 30,
      jwksCacheMs: 600_000,
      jwksCooldownMs: 30_000,
      scopeClaim: 'scope',
      scopes: { read: ['a=b', 'c'], write: [], admin: ['d'] },
      accountsClaim: undefined,
    });
  });

  test.each(Object.keys(OIDC))('without %s is TG1520', (name) => {
    const config = readConfig({ ...OIDC, [name]: '' });
    expect(() => config.service).toThrow(expect.objectContaining({ code: 'TG1520', message: `${name} is not valid.` }));
  });

  const SIGN_IN = {
    TOLLGATE_OIDC_CLIENT_ID: 'page',
    TOLLGATE_OIDC_AUTHORIZATION_URL: 'https://login.example/authorize',
    TOLLGATE_OIDC_TOKEN_URL: 'https://login.example/token',
  };

  test('people sign in on the page once client and both addresses are named', () => {
    expect(readConfig({ ...OIDC, ...SIGN_IN }).service.oidc?.signIn).toEqual({
      clientId: 'page',
      authorizationUrl: 'https://login.example/authorize',
      tokenUrl: 'https://login.example/token',
      scope: 'openid',
    });
  });

  test.each([...Object.keys(SIGN_IN), ...Object.keys(OIDC)])('signing in without %s is TG1520', (name) => {
    const config = readConfig({ ...OIDC, ...SIGN_IN, [name]: '' });
    expect(() => config.service).toThrow(expect.objectContaining({ code: 'TG1520', message: `${name} is not valid.` }));
  });

  test.each([
    ['TOLLGATE_OIDC_ALGORITHMS', 'HS256'],
    ['TOLLGATE_OIDC_ALGORITHMS', 'RS256,none'],
    ['TOLLGATE_OIDC_CLOCK_SKEW_S', '601'],
    ['TOLLGATE_OIDC_JWKS_URL', 'file:///keys'],
    ['TOLLGATE_OIDC_SCOPES', 'root=x'],
  ])('%s=%s is TG1520', (name, value) => {
    const config = readConfig({ ...OIDC, [name]: value });
    expect(() => config.service).toThrow(expect.objectContaining({ code: 'TG1520', message: `${name} is not valid.` }));
  });
});
