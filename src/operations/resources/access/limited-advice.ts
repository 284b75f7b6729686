import type { AdviceStore } from '../recommendations/advice-store.ts';
import { sees, type VisibleAccounts } from './principal.ts';

/** What the service lets people do with recommendations. */
export type VisibleAdvice = Pick<AdviceStore, 'get' | 'list' | 'decide'>;

/** Recommendations of these accounts alone: others are as if they were not there. */
export function limitAdvice(advice: VisibleAdvice, accounts: VisibleAccounts): VisibleAdvice {
  if (accounts === undefined) return advice;
  const visible: AdviceStore['get'] = async (id, now) => {
    const record = await advice.get(id, now);
    return record && sees(accounts, record.account) ? record : undefined;
  };
  return {
    get: visible,
    list: (filter, page, now) => advice.list({ ...filter, accounts }, page, now),
    decide: async (id, decision, now, expected) =>
      (await visible(id, now)) ? advice.decide(id, decision, now, expected) : undefined,
  };
}
