import { block, type Guard } from './guard.ts';

/** The plan keeps to one Region: bytes between Regions cost another fee and have no metrics on the client's side. */
export const regionScope: Guard = (client, way, { region, topology, vpcs }) => {
  const regionOf = (vpc: string): string | undefined => vpcs.entry(vpc)?.region ?? topology.region;
  if (way.kind !== 'endpoint' || way.move === undefined || client.vpc === undefined) return undefined;
  const elsewhere = [client.vpc, way.place.vpc].find((vpc) => (regionOf(vpc) ?? region) !== region);
  return elsewhere === undefined ? undefined : block(`${elsewhere} lies in another Region`);
};
