import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { EVENT_TYPES } from '../../src/report/event-document.ts';
import { webhookEnvironment } from '../../src/webhooks/environment.ts';
import { guide, verifies, verifyInNode } from '../support/guide-verify.ts';

describe('the snippet in Node', () => verifies(verifyInNode));

test('every event type and every setting is in the guide, with its default', () => {
  for (const type of EVENT_TYPES) expect(guide).toContain(`| \`${type}\` |`);
  for (const [name, setting] of Object.entries(webhookEnvironment())) {
    expect(guide).toContain(`| \`${name}\` | ${setting.parse(undefined) ?? 'none'} |`);
  }
});

test('every metric and route that it names exists', () => {
  const dashboards =
    readFileSync('src/http/plugins/scope-gauges.ts', 'utf8') +
    readFileSync('src/http/plugins/headroom-gauges.ts', 'utf8') +
    readFileSync('src/http/plugins/gauges.ts', 'utf8');
  for (const [name] of guide.matchAll(/tollgate_[a-z_]+/g)) expect(dashboards).toContain(`'${name}'`);
  const { paths } = JSON.parse(readFileSync('openapi/openapi.json', 'utf8')) as { paths: Record<string, object> };
  for (const [, method = '', path = ''] of guide.matchAll(/`(GET|POST|PATCH|DELETE) (\/v1\/[^`?]+)/g)) {
    const known = path.replace('DELIVERY', '{delivery}').replace('ID', '{id}');
    expect(paths[known], path).toHaveProperty(method.toLowerCase());
  }
});
