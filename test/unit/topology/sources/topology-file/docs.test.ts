import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../../../../src/operations/inputs/load-network.ts';
import { topologySchema } from '../../../../../src/topology/topology-schema.ts';

const page = readFileSync('docs/topology-file.md', 'utf8');
const examples = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

describe('docs/topology-file.md', () => {
  test.each(examples)('its example %# is read', async (content) => {
    expect(
      (await loadNetwork({ name: 'example.yaml', content })).findings.filter((each) => each.severity === 'error'),
    ).toEqual([]);
  });

  test('names every property of the file and of an endpoint', () => {
    const { shape } = topologySchema;
    const names = [...Object.keys(shape), ...Object.keys(shape.endpoints.element.shape)];
    expect(names.filter((name) => !page.includes(name))).toEqual([]);
  });
});
