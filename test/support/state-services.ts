import type { Services, StateServices } from '../../src/operations/services.ts';

/** No bill is imported. */
const NO_BILLS = { sums: async () => [] } as unknown as StateServices['bills'];

/** Services over a state database of which only these parts are used. */
export const stateServices = (given: Partial<StateServices>): Pick<Services, 'state' | 'stateInUse'> => {
  const parts = { bills: NO_BILLS, ...given } as StateServices;
  return { state: async () => parts, stateInUse: async () => parts };
};
