import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { leastPolicy, SCAN_ACTIONS } from '../../scripts/permissions-text.ts';

const guide = readFileSync('docs/guides/permissions.md', 'utf8');

test('the guide shows the least policy of the calls the code makes', () => {
  expect(/```json\n([\s\S]*?)\n```/.exec(guide)?.[1]).toBe(leastPolicy());
});

test('every command the collectors send is in the list', () => {
  const files = [
    'src/topology/sources/ec2-inventory/calls.ts',
    'src/topology/sources/ec2-inventory/calls-routing.ts',
    'src/topology/sources/ec2-inventory/calls-hybrid.ts',
    'src/topology/sources/ec2-inventory/calls-dns.ts',
    'src/topology/sources/ec2-inventory/collect.ts',
    'src/traffic/sources/cloudwatch/collect.ts',
  ];
  const text = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  const sent = new Set(
    [...text.matchAll(/new (?:ec2\.|elb\.|dx\.|route53\.)?(\w+)Command\(/g)].map((match) => match[1]),
  );
  // Services without an SDK client are asked by path or action name.
  for (const [, part] of text.matchAll(/resolverList\('(\w+)'\)/g)) sent.add(`List${part}`);
  if (text.includes("'/profileassociations'")) sent.add('ListProfileAssociations');
  if (text.includes('/profileresourceassociations/')) sent.add('ListProfileResourceAssociations');
  expect([...sent].sort()).toEqual(SCAN_ACTIONS.map((action) => action.split(':')[1]).sort());
});
