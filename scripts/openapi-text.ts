import { pino } from 'pino';
import { composeServices } from '../src/compose.ts';
import { readConfig } from '../src/config.ts';
import { buildApp } from '../src/http/build-app.ts';

/** The OpenAPI document of the routes as openapi/openapi.json holds it. */
export async function openApiText(): Promise<string> {
  const config = readConfig({ TOLLGATE_OFFLINE: 'true' });
  const app = await buildApp({
    services: composeServices(config),
    options: config.service.http,
    offline: true,
    apiKeys: [],
    logger: pino({ level: 'silent' }),
    openPool: () => Promise.reject(new Error('describing needs no workers')),
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
