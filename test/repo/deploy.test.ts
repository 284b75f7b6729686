import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

const read = (path: string): string => readFileSync(path, 'utf8');
const ACTION = /"([a-z0-9-]+:[A-Z][A-Za-z0-9]+)"/g;
const actionsOf = (text: string): readonly string[] => [...text.matchAll(ACTION)].map((match) => match[1] ?? '').sort();

test('the role of a scanned account allows what the guide of permissions lists, and nothing else', () => {
  const guide = read('docs/guides/permissions.md').split('"Resource"')[0] ?? '';
  expect(actionsOf(read('deploy/terraform/main.tf')).filter((action) => action !== 'sts:AssumeRole')).toEqual(
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

test('alert rules ask for metrics that the service exports', () => {
  const source = ['service-gauges', 'gauges', 'scope-gauges', 'metrics']
    .map((name) => read(`src/http/plugins/${name}.ts`))
    .join('');
  for (const [name] of read('deploy/alerts.yaml').matchAll(/\btollgate_[a-z_]+/g)) {
    expect(source).toContain(name.replace(/_count$/, ''));
  }
});
