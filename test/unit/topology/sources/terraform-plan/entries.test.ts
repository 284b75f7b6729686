import { expect, test } from 'vitest';
import { changeOf, planResourceOf } from '../../../../../src/topology/sources/terraform-plan/entries.ts';
import { changeSchema, resourceSchema } from '../../../../../src/topology/sources/terraform-plan/schema.ts';
import { fc } from '../../../../support/property.ts';

const odd = fc.oneof(
  fc.constant(undefined),
  fc.constant(null),
  fc.integer(),
  fc.double(),
  fc.string(),
  fc.boolean(),
  fc.constant([]),
  fc.constant({}),
);
const word = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('aws_vpc_endpoint.a', 'managed', 'x'.repeat(513), '') },
  { weight: 1, arbitrary: odd },
);

const entry = fc.record(
  {
    address: word,
    previous_address: word,
    mode: word,
    type: word,
    index: fc.oneof(fc.string(), fc.integer(), odd),
    deposed: word,
    values: odd,
    change: fc.oneof(
      odd,
      fc.record(
        {
          actions: fc.oneof(odd, fc.array(fc.oneof(fc.constantFrom('create', 'no-op'), odd))),
          before: odd,
          after: odd,
        },
        { requiredKeys: [] },
      ),
    ),
  },
  { requiredKeys: [] },
);

/** What readers take of an entry. */
const told = (value: unknown, keys: readonly string[]) =>
  value === undefined
    ? undefined
    : Object.fromEntries(keys.map((key) => [key, (value as Record<string, unknown>)[key]]));

test('the fast check of an entry never disagrees with the schema', () => {
  fc.assert(
    fc.property(fc.oneof(entry, odd), (value) => {
      const keys = ['address', 'previous_address', 'mode', 'type', 'index', 'deposed'];
      const [fast, slow] = [changeOf(value), changeSchema.safeParse(value).data];
      expect(told(fast, keys)).toEqual(told(slow, keys));
      expect(told(fast?.change, ['actions', 'before', 'after'])).toEqual(
        told(slow?.change, ['actions', 'before', 'after']),
      );
      const resource = ['address', 'mode', 'type', 'index', 'values'];
      expect(told(planResourceOf(value), resource)).toEqual(told(resourceSchema.safeParse(value).data, resource));
    }),
    { numRuns: 2000 },
  );
});
