import type { VisibleAccounts } from '../../operations/resources/access/principal.ts';
import type { RefreshState } from './rate-refresher.ts';

/** A refresh without what it does to kept networks, for those who do not see all accounts: that adds up the money of every one. */
export function visibleState(state: RefreshState, accounts: VisibleAccounts): RefreshState {
  if (accounts === undefined || state.result === undefined) return state;
  const regions = state.result.regions.map(({ impact: _impact, ...region }) => region);
  return { ...state, result: { ...state.result, regions } };
}
