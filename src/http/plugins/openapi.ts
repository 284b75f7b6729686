import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { VERSION } from '../../core/version.ts';
import type { Operation } from '../../operations/operation.ts';
import { registerComponents } from '../openapi/components.ts';
import { describeDocument, describeRoute } from '../openapi/describe.ts';

/** The pages bring their own scripts and styles and load nothing from elsewhere. */
const DOCS_CSP = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

const DOCS_PATH = '/docs';

/** Makes OpenAPI 3.1 from the routes that follow, and pages at /docs. */
export async function registerOpenApi(app: FastifyInstance, operations: readonly Operation[]): Promise<void> {
  registerComponents(operations);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Tollgate',
        version: VERSION,
        description: 'Cost and capacity planner for AWS VPC interface endpoints (AWS PrivateLink).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          key: {
            type: 'http',
            scheme: 'bearer',
            description:
              'An API key. Operations name the scope they need: read, write (includes read) or admin (includes write). A service on ' +
              'loopback that has neither keys nor an issuer of tokens asks for none.',
          },
          token: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A token of the configured issuer.',
          },
        },
      },
      security: [{ key: [] }, { token: [] }],
      tags: [
        { name: 'estimates', description: 'What a network of endpoints costs a month.' },
        { name: 'costs', description: 'What scanned networks cost: now, by day, and what moved.' },
        { name: 'recommendations', description: 'What should change, what it saves, and what became of it.' },
        { name: 'reconciliations', description: 'What was billed against what the model says.' },
        { name: 'diffs', description: 'What a change of a network costs.' },
        { name: 'capacity', description: 'How full zones are and will be.' },
        { name: 'allocations', description: 'Cost by team, account, VPC, service or tag.' },
        { name: 'scenarios', description: 'Networks side by side over months.' },
        { name: 'scans', description: 'Reading accounts and Regions, once or by a schedule.' },
        { name: 'endpoints', description: 'What scans have found.' },
        { name: 'bill-imports', description: 'Bills that the service reads by itself.' },
        { name: 'budgets', description: 'Limits a month, and where they stand.' },
        { name: 'webhooks', description: 'Receivers of events, and the deliveries to them.' },
        { name: 'rates', description: 'The AWS list prices in use.' },
        { name: 'access', description: 'Who may use the service.' },
        { name: 'service', description: 'Health, metrics and the shapes of documents.' },
      ],
    },
    transform: describeRoute,
    transformObject: describeDocument,
  });
  app.addHook('onRoute', (route) => {
    if (route.url.startsWith(DOCS_PATH)) route.config = { ...route.config, access: 'open' };
  });
  await app.register(swaggerUi, {
    routePrefix: DOCS_PATH,
    staticCSP: DOCS_CSP,
    uiConfig: { validatorUrl: null, deepLinking: true, displayRequestDuration: true },
    theme: { title: 'Tollgate REST API' },
  });
}
