/** Every charge the model knows, in the order reports show them. One file each; `charges/index.ts` must name them all. */
export const CHARGE_KINDS = [
  'endpoint-hours',
  'data-processed',
  'gateway',
  'cross-region',
  'cross-az',
  'transit-gateway',
  'vpc-peering',
  'endpoint-service',
  'nat-gateway',
  'route53',
  'unknown',
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];
