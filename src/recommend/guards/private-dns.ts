import { type AdvisingGuard, foreignWay, notEvaluated, warn } from './guard.ts';

/** A shared endpoint is found by a hosted zone or a profile, so that its own private DNS, which serves its VPC only, must be off. */
export const privateDns: AdvisingGuard = (client, way, { shared, offered }) => {
  const foreign = foreignWay(client, way);
  if (foreign?.move === undefined) return undefined;
  const names = offered.get(client.service)?.privateDnsNames ?? [];
  const wildcard = names.some((name) => name.startsWith('*.')) ? '; the zone needs its wildcard name too' : '';
  const joined = foreign.place.joined;
  if (!joined) return wildcard === '' ? undefined : warn(`the service has a wildcard name${wildcard}`);
  const { privateDns: on, id } = joined.endpoint;
  if (on === undefined) return notEvaluated(`whether private DNS is on at ${id} is not known`);
  if (on && !shared.has(id))
    return warn(`private DNS of ${id} is on: turn it off as the hosted zone takes over${wildcard}`);
  return wildcard === '' ? undefined : warn(`the service has a wildcard name${wildcard}`);
};
