import { expect, test } from 'vitest';
import type { RefreshState } from '../../../src/http/refresh/rate-refresher.ts';
import { visibleState } from '../../../src/http/refresh/visible-state.ts';

const impact = { networks: 2, monthlyBefore: '100.00' };
const state = { status: 'done', result: { regions: [{ region: 'eu-west-1', impact }] } } as unknown as RefreshState;

test('what a refresh does to the networks of all accounts is told to those who see all accounts', () => {
  expect(visibleState(state, undefined)).toBe(state);
  for (const accounts of [[], ['111122223333']]) {
    expect(visibleState(state, accounts)).toEqual({ status: 'done', result: { regions: [{ region: 'eu-west-1' }] } });
  }
  expect(visibleState({ status: 'never' }, [])).toEqual({ status: 'never' });
});
