import type { Charge } from '../charge.ts';
import type { ChargeKind } from '../charge-kind.ts';
import { crossAz } from './cross-az.ts';
import { crossRegion } from './cross-region.ts';
import { dataProcessed } from './data-processed.ts';
import { endpointHours } from './endpoint-hours.ts';
import { endpointService } from './endpoint-service.ts';
import { gateway } from './gateway.ts';
import { natGateway } from './nat-gateway.ts';
import { route53 } from './route53.ts';
import { transitGateway } from './transit-gateway.ts';
import { unknown } from './unknown.ts';
import { vpcPeering } from './vpc-peering.ts';

/** Every charge, one file each. A kind without a charge does not compile. */
export const CHARGES: Readonly<Record<ChargeKind, Charge>> = {
  'endpoint-hours': endpointHours,
  'data-processed': dataProcessed,
  gateway,
  'cross-region': crossRegion,
  'cross-az': crossAz,
  'transit-gateway': transitGateway,
  'vpc-peering': vpcPeering,
  'endpoint-service': endpointService,
  'nat-gateway': natGateway,
  route53,
  unknown,
};
