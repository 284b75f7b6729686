/** Textbook designs that a plan is compared with. */
export const DESIGNS = [
  'per-vpc',
  'per-vpc-with-gateways',
  'hub-transit-gateway',
  'hub-profile',
  'shared-vpc',
  'nat',
  'cloud-wan',
] as const;
