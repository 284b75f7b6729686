import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hcl, label, shell } from '../../../src/recommend/explain/quote.ts';
import { hubAndSpoke, planOf } from '../../support/recommend/network.ts';

const HOSTILE = [
  "a'b",
  '$(touch x)',
  '`id`',
  'a b;c',
  'a\nb',
  '"x"',
  '-rf',
  '$' + '{file("/etc/passwd")}',
  '%{ if true }',
];

test.each(HOSTILE)('%j stays one word in a shell', (word) => {
  expect(execFileSync('/bin/sh', ['-c', `printf %s ${shell(word)}`], { encoding: 'utf8' })).toBe(word);
});

test.each(HOSTILE)('%j is no template and no code in HCL', (word) => {
  const text = hcl(word);
  expect(text).not.toMatch(/(?<![$%])[$%]\{/);
  expect(JSON.parse(text)).toBe(word.replace(/[$%](?=\{)/g, (marker) => marker + marker));
  expect(label(word)).toMatch(/^[a-z_][a-z0-9_]*$|^$/);
});

test('steps of a network with hostile names run nothing of them', async () => {
  const text = JSON.stringify(hubAndSpoke('300')).replaceAll('app', "x'; touch pwned; '");
  const plan = await planOf(JSON.parse(text), { hubs: ['hub'] });
  const commands = plan.recommendations.flatMap((each) => each.actions.flatMap((action) => action.cli ?? []));
  expect(commands.length).toBeGreaterThan(3);
  const script = commands.join('\n').replaceAll(/\baws /g, 'true ');
  expect(execFileSync('/bin/sh', ['-c', `touch() { printf pwned; }\n${script}`], { encoding: 'utf8' })).toBe('');
});
