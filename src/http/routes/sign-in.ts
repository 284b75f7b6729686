import { z } from 'zod';
import { ACCESS_SCOPES } from '../../operations/resources/access/principal.ts';
import type { RouteGroup } from './route-group.ts';

const TAG = 'service';

const OIDC_EXAMPLE = {
  clientId: 'tollgate-page',
  authorizationUrl: 'https://login.example.com/authorize',
  tokenUrl: 'https://login.example.com/token',
  scope: 'openid tollgate:read',
};

const wayIn = z
  .object({
    oidc: z
      .object({ clientId: z.string(), authorizationUrl: z.string(), tokenUrl: z.string(), scope: z.string() })
      .nullable()
      .describe(
        'The issuer where people sign in (authorization code with PKCE, a public client); null = by key alone.',
      ),
  })
  .meta({ examples: [{ oidc: OIDC_EXAMPLE }] });

const caller = z
  .object({
    id: z.string().describe('As the audit log names it.'),
    scope: z.enum(ACCESS_SCOPES),
    accounts: z.array(z.string()).nullable().describe('AWS accounts that it may see; null = all.'),
  })
  .meta({ examples: [{ id: 'key:0b9f6d2c', scope: 'read', accounts: ['111122223333'] }] });

/** How one comes in, and as whom one is in: the page hides what a key may not do. */
export const signIn: RouteGroup = (app, context) => {
  app.get(
    '/v1/sign-in',
    {
      schema: {
        tags: [TAG],
        operationId: 'getSignIn',
        summary: 'How people sign in on the page',
        response: { 200: wayIn },
      },
      config: { access: 'open' },
    },
    async () => ({ oidc: context.signIn ?? null }),
  );
  app.get(
    '/v1/me',
    {
      schema: {
        tags: [TAG],
        operationId: 'getMe',
        summary: 'Who the key or token of the request is, and what it may do',
        response: { 200: caller },
      },
      config: { access: 'read', tenants: true },
    },
    async ({ principal: { id, scope, accounts } }) => ({
      id,
      scope: scope ?? 'read',
      accounts: accounts === undefined ? null : [...accounts],
    }),
  );
};
