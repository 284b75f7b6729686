import { expect, test } from 'vitest';
import { filesIn } from '../../../../support/change-files.ts';
import { tollgateInProcess } from '../../../../support/run-in-process.ts';

const addresses = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ subnet_id: `subnet-${index}`, ip: `10.0.${index}.5` }));

async function totalsOf(before: unknown, after: unknown, unknown: unknown = {}) {
  const plan = {
    format_version: '1.2',
    resource_changes: [
      {
        address: 'aws_route53_resolver_endpoint.in',
        mode: 'managed',
        type: 'aws_route53_resolver_endpoint',
        name: 'in',
        change: {
          actions: [JSON.stringify(before) === JSON.stringify(after) ? 'no-op' : 'update'],
          before: { id: 'rslvr-in-1', region: 'us-east-1', direction: 'INBOUND', ip_address: before },
          after: { id: 'rslvr-in-1', region: 'us-east-1', direction: 'INBOUND', ip_address: after },
          after_unknown: unknown,
        },
      },
    ],
  };
  const path = `${filesIn({ 'plan.json': JSON.stringify(plan) })}/plan.json`;
  const { out, err, code } = await tollgateInProcess(['diff', '--path', path, '--format', 'json', '--no-config']);
  expect(code, err).toBe(0);
  const { base, head, delta } = JSON.parse(out);
  return [base.monthly, head.monthly, delta.monthly, delta.bound];
}

// 0.125 USD an hour and network interface: 91.25 a month.
test.each([
  ['two more', 2, 4, ['182.50', '365.00', '182.50']],
  ['one less', 3, 2, ['273.75', '182.50', '-91.25']],
  ['as many as before, which are there anyway', 2, 2, ['0.00', '0.00', '0.00']],
])('%s', async (_, before, after, expected) => {
  expect((await totalsOf(addresses(before), addresses(after))).slice(0, 3)).toEqual(expected);
});

test('how many is not known: what is after is left out, so the change is a lower bound', async () => {
  const [base, head, , bound] = await totalsOf(addresses(2), null, { ip_address: true });
  expect([base, head, bound]).toEqual(['182.50', '0.00', 'at-least']);
});
