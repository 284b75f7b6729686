import type { Services, StateServices } from '../../src/operations/services.ts';

/** Services over a state database of which only these parts are used. */
export const stateServices = (parts: Partial<StateServices>): Pick<Services, 'state' | 'stateInUse'> => ({
  state: async () => parts as StateServices,
  stateInUse: async () => parts as StateServices,
});
