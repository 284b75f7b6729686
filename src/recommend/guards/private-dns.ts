import { type AdvisingGuard, foreignWay, notEvaluated, warn } from './guard.ts';

/** A shared endpoint is found by a hosted zone or a profile; its own private DNS serves its VPC only and stays as it is (docs/adr/0135). */
export const privateDns: AdvisingGuard = (client, way, { offered }) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined) return undefined;
  const names = offered.get(client.service)?.privateDnsNames ?? [];
  const wildcard = names.some((name) => name.startsWith('*.')) ? '; the zone needs its wildcard name too' : '';
  const joined = foreign.place.joined;
  if (!joined) return wildcard === '' ? undefined : warn(`the service has a wildcard name${wildcard}`);
  const { privateDns: on, id } = joined.endpoint;
  if (on === undefined) return notEvaluated(`whether private DNS is on at ${id} is not known`);
  return wildcard === '' ? undefined : warn(`the service has a wildcard name${wildcard}`);
};
