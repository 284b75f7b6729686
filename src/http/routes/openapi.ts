import type { RouteGroup } from './route-group.ts';

/** The OpenAPI document, made from the routes. */
export const openapi: RouteGroup = (app) => {
  app.get('/openapi.json', { schema: { hide: true }, config: { access: 'open' } }, async () => app.swagger());
};
