import type { Charge } from '../charge.ts';
import type { ChargeKind } from '../charge-kind.ts';
import { dataProcessed } from './data-processed.ts';
import { endpointHours } from './endpoint-hours.ts';
import { gateway } from './gateway.ts';

/** Every charge, one file each. A kind without a charge does not compile. */
export const CHARGES: Readonly<Partial<Record<ChargeKind, Charge>>> = {
  'endpoint-hours': endpointHours,
  'data-processed': dataProcessed,
  gateway,
};
