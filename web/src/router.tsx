import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';
import { readSearch } from './search.ts';
import { Overview } from './views/overview.tsx';

const root = createRootRoute({ component: Frame, validateSearch: readSearch });
const at = <const Path extends string>(path: Path, component: Parameters<typeof createRoute>[0]['component']) =>
  createRoute({ getParentRoute: () => root, path, ...(component && { component }) });

const routeTree = root.addChildren([
  at('/', Overview),
  at(
    '/network',
    lazyRouteComponent(() => import('./views/network.tsx'), 'NetworkView'),
  ),
  at(
    '/zones',
    lazyRouteComponent(() => import('./views/zones.tsx'), 'Zones'),
  ),
  at(
    '/teams',
    lazyRouteComponent(() => import('./views/teams.tsx'), 'Teams'),
  ),
  at(
    '/what-if',
    lazyRouteComponent(() => import('./views/what-if.tsx'), 'WhatIf'),
  ),
  at(
    '/recommendations',
    lazyRouteComponent(() => import('./views/recommendations.tsx'), 'Recommendations'),
  ),
  at(
    '/changes',
    lazyRouteComponent(() => import('./views/changes.tsx'), 'Changes'),
  ),
  at(
    '/bill',
    lazyRouteComponent(() => import('./views/bill.tsx'), 'Bill'),
  ),
]);

/** The address after the # holds every state: it works behind any prefix and in a folder of files. */
export const router = createRouter({
  routeTree,
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingMs: 100,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
