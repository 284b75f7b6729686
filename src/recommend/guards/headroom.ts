import { type AdvisingGuard, newEndpointWay, notEvaluated } from './guard.ts';

/** The solver keeps every load within the reserve; where no peak is known it had only the mean to go by. */
export const headroom: AdvisingGuard = (client, way) =>
  newEndpointWay(client, way) && !client.peakKnown && !client.gb.isZero()
    ? notEvaluated('the peak of its traffic is not known, so its mean rate was used')
    : undefined;
