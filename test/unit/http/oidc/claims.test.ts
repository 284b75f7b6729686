import { describe, expect, test } from 'vitest';
import { accountsOf, scopeOf } from '../../../../src/http/oidc/claims.ts';
import type { OidcOptions } from '../../../../src/http/oidc/oidc-options.ts';

const options = (more: Partial<OidcOptions> = {}) =>
  ({
    scopeClaim: 'scope',
    scopes: { read: ['r', 'viewers'], write: ['w'], admin: ['a'] },
    accountsClaim: 'accounts',
    ...more,
  }) as OidcOptions;

describe('scope', () => {
  test.each([
    [{ scope: 'r' }, 'read'],
    [{ scope: 'openid  a r' }, 'admin'],
    [{ scope: ['w', 'r'] }, 'write'],
    [{ scope: 'viewers' }, 'read'],
    [{ scope: 'R' }, undefined],
    [{ scope: ['r w'] }, undefined],
    [{ scope: null }, undefined],
    [{}, undefined],
  ])('%j gives %s', (claims, scope) => {
    expect(scopeOf(claims, options())).toBe(scope);
  });

  test('a claim inside an object, and one whose name holds dots', () => {
    const nested = options({ scopeClaim: 'realm_access.roles' });
    expect(scopeOf({ realm_access: { roles: ['w'] } }, nested)).toBe('write');
    expect(scopeOf({ realm_access: 'w' }, nested)).toBeUndefined();
    const url = options({ scopeClaim: 'https://tollgate.example/roles' });
    expect(scopeOf({ 'https://tollgate.example/roles': ['a'] }, url)).toBe('admin');
    expect(scopeOf({}, options({ scopeClaim: 'constructor.name' }))).toBeUndefined();
  });
});

describe('accounts', () => {
  test.each([
    [{ accounts: ['111122223333'] }, ['111122223333']],
    [{ accounts: '111122223333, 444455556666' }, ['111122223333', '444455556666']],
    [{ accounts: '*' }, undefined],
    [{ accounts: [] }, []],
    [{ accounts: 111122223333 }, []],
    [{}, []],
  ])('%j sees %j', (claims, accounts) => {
    expect(accountsOf(claims, options())).toEqual(accounts);
  });

  test('without a claim of that kind every token sees all', () => {
    expect(accountsOf({ accounts: [] }, options({ accountsClaim: undefined }))).toBeUndefined();
  });
});
