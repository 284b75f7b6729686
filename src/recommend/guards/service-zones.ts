import { type AdvisingGuard, newEndpointWay, notEvaluated } from './guard.ts';

/** A new endpoint stands only in zones where its service is offered; the choice of zones keeps to them where they are known. */
export const serviceZones: AdvisingGuard = (client, way, { offered }) => {
  const moved = newEndpointWay(client, way);
  if (!moved || moved.place.joined) return undefined;
  return offered.get(client.service)?.azs
    ? undefined
    : notEvaluated('the zones in which the service is offered are not known');
};
