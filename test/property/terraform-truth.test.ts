import { describe, expect, test } from 'vitest';
import { loadNetwork } from '../../src/operations/inputs/load-network.ts';
import type { Endpoint } from '../../src/topology/topology.ts';
import { pathsIn, put } from '../support/mutate.ts';
import { fc } from '../support/property.ts';
import { type TerraformCase, terraformCases, truthKey } from '../support/terraform-fixtures.ts';

const cases = terraformCases();

/** Fewest and most zones of an endpoint; undefined = not known, which makes every total "at least". */
function boundsOf({ type, azs, azsAtLeast }: Endpoint): readonly [number, number] | undefined {
  if (type === 'Gateway') return [0, 0];
  const most = azs && new Set(azs).size;
  return most === undefined ? undefined : [azsAtLeast ?? most, most];
}

async function holdsTruth(value: unknown, { truth, name }: TerraformCase): Promise<void> {
  const { topology, findings } = await loadNetwork({ name: 'plan.json', value });
  for (const endpoint of topology.endpoints) {
    const zones = truth[truthKey(endpoint.id)];
    const bounds = boundsOf(endpoint);
    const label = `${name} ${endpoint.id}`;
    if (bounds === undefined) {
      const codes = findings.filter((each) => each.subject === endpoint.id).map((each) => each.code);
      expect(
        codes.some((code) => ['TG1150', 'TG1174', 'TG1175'].includes(code)),
        label,
      ).toBe(true);
      continue;
    }
    expect(bounds[0], label).toBeLessThanOrEqual(zones ?? -1);
    expect(bounds[1], label).toBeGreaterThanOrEqual(zones ?? -1);
    if (bounds[0] < bounds[1]) expect(findings.map((each) => each.code)).toContain('TG1159');
  }
}

test('there are as many cases as the reader is held to', () => {
  expect(cases.length).toBeGreaterThanOrEqual(50);
});

test.each(cases)(
  '$name: zones of the plan are those of the applied module, or a range that holds them',
  async (each) => {
    const { topology } = await loadNetwork({ name: 'plan.json', value: each.plan });
    expect(topology.endpoints.map((endpoint) => truthKey(endpoint.id)).sort()).toEqual(Object.keys(each.truth).sort());
    await holdsTruth(each.plan, each);
  },
);

type Change = { change: { after: Record<string, unknown> | null; after_unknown: Record<string, unknown> } };

/** Attributes, their elements, and the attributes of nested blocks. */
const DEEPEST = 3;

/** Marks what stands at a path as not known before apply, as Terraform does: its place stays, its value goes. */
function turnUnknown({ after, after_unknown: marks }: Change['change'], path: readonly (string | number)[]): void {
  let [value, mark]: Record<string | number, unknown>[] = [after ?? {}, marks];
  for (const key of path.slice(0, -1)) {
    const inner = value?.[key];
    if (!mark || mark[key] === true || typeof inner !== 'object' || inner === null) return;
    if (typeof mark[key] !== 'object') mark[key] = Array.isArray(inner) ? inner.map(() => false) : {};
    [value, mark] = [inner as typeof value, mark[key] as typeof mark];
  }
  if (mark) mark[path.at(-1) ?? ''] = true;
  put(after, path, undefined);
}

describe('values turned unknown', () => {
  test('never make a known number that is not true, nor a bound that leaves the truth out', async () => {
    const arbitrary = fc.record({ each: fc.constantFrom(...cases), picks: fc.array(fc.nat(), { maxLength: 12 }) });
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ each, picks }) => {
        const plan = structuredClone(each.plan) as { resource_changes: Change[]; planned_values?: unknown };
        delete plan.planned_values;
        const values = plan.resource_changes.flatMap(({ change }) =>
          pathsIn(change.after)
            .filter((path) => path.length <= DEEPEST)
            .map((path) => ({ change, path })),
        );
        for (const pick of picks) {
          const { change, path } = values[pick % values.length] ?? {};
          if (change && path) turnUnknown(change, path);
        }
        await holdsTruth(plan, each);
      }),
      { numRuns: 400 },
    );
  });
});
