import type { NatGateway } from '../../topology/topology.ts';

/** Whether a NAT gateway of this network is known to carry nothing. */
export const carriesNothing = ({ existing, monthlyGb, addedGb, destinations = [] }: NatGateway): boolean =>
  existing !== true &&
  Number(monthlyGb) === 0 &&
  addedGb === undefined &&
  destinations.every((each) => Number(each.monthlyGb) === 0);
