import { addComputeRoute } from '../compute/compute-route.ts';
import type { RouteGroup } from './route-group.ts';

/** A route for every operation that has a place in the REST API. */
export const compute: RouteGroup = (app, context) => {
  for (const operation of context.operations) {
    const { rest } = operation;
    if (rest && 'path' in rest) addComputeRoute(app, context, operation, rest);
  }
};
