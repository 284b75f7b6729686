import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { testApp } from '../support/http-app.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const ACTION = /"([a-z0-9-]+:[A-Z][A-Za-z0-9]+)"/g;
const actionsOf = (text: string): readonly string[] => [...text.matchAll(ACTION)].map((match) => match[1] ?? '').sort();

test('the role of a scanned account allows what the guide of permissions lists, and nothing else', () => {
  const guide = read('docs/guides/permissions.md').split('"Resource"')[0] ?? '';
  expect(actionsOf(read('deploy/terraform/main.tf')).filter((action) => !action.startsWith('sts:'))).toEqual(
    actionsOf(guide),
  );
});

test('every secret, volume and file that compose names is there', () => {
  const compose = parse(read('deploy/compose.yaml')) as {
    services: Record<string, { secrets?: string[]; volumes?: string[] }>;
    secrets: object;
    volumes: object;
  };
  for (const { secrets = [], volumes = [] } of Object.values(compose.services)) {
    for (const secret of secrets) expect(compose.secrets).toHaveProperty(secret);
    for (const volume of volumes) {
      const [source = ''] = volume.split(':');
      if (source.startsWith('.')) expect(read(`deploy/${source}`)).not.toBe('');
      else expect(compose.volumes).toHaveProperty(source);
    }
  }
});

test('alert rules and the dashboard of the service ask for metrics that the service exports', async () => {
  const app = await testApp({ withState: true, options: { maxEventLoopDelayMs: 0 } });
  const { body } = await app.inject('/metrics');
  const asked = `${read('deploy/alerts.yaml')} ${read('examples/grafana-service.json')}`;
  const names = new Set([...asked.matchAll(/\b(?:tollgate|nodejs|process)_[a-z0-9_]+/g)].map(([name]) => name));
  expect(names.size).toBeGreaterThan(12);
  const exported = (name: string): boolean => body.includes(`# TYPE ${name.replace(/_(?:count|bucket)$/, '')} `);
  expect([...names].filter((name) => !exported(name))).toEqual([]);
}, 120_000);

test.each(['one', 'several'])('the chart is rendered as it is now: %s (deploy/helm/render.sh)', (example) => {
  const chart = 'deploy/helm/tollgate';
  const templates = readdirSync(`${chart}/templates`).sort();
  const hash = createHash('sha256');
  for (const path of ['Chart.yaml', 'values.yaml', 'values.schema.json']) hash.update(read(`${chart}/${path}`));
  for (const path of templates) hash.update(read(`${chart}/templates/${path}`));
  hash.update(read(`deploy/helm/values-${example}.yaml`));
  const rendered = read(`deploy/helm/rendered/${example}.yaml`);
  expect(rendered.slice(0, rendered.indexOf('\n'))).toBe(`# ${hash.digest('hex')}`);
});

test('the chart has the version of the package', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };
  expect(parse(read('deploy/helm/tollgate/Chart.yaml'))).toMatchObject({ version, appVersion: version });
});

test('whatever starts the service sets what the service reads', () => {
  const named = [
    'deploy/compose.yaml',
    'deploy/tollgate.service',
    'deploy/ecs/main.tf',
    'deploy/helm/tollgate/templates/deployment.yaml',
  ].flatMap((path) =>
    [...read(path).matchAll(/\b(?:TOLLGATE_[A-Z_]+|DATABASE_URL)\b/g)].map(([name]) => name.replace(/_FILE$/, '')),
  );
  const settings =
    read('src/config.ts') + read('src/http/http-environment.ts') + read('src/operations/scan/scan-environment.ts');
  const unread = [...new Set(named)].filter((name) => !settings.includes(`${name}:`) && name !== 'TOLLGATE_CONFIG');
  expect(unread).toEqual([]);
});
