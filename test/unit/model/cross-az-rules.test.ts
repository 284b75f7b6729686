import { describe, expect, test } from 'vitest';
import { CROSS_AZ_RULES, crossAzRule } from '../../../src/model/cross-az-rules.ts';

const paths = [...new Set(CROSS_AZ_RULES.map((rule) => rule.path))];

describe('cross-zone rules', () => {
  test.each(paths)('%s has a rule for every day: periods meet, the first and the last are open', (path) => {
    const rules = CROSS_AZ_RULES.filter((rule) => rule.path === path);
    expect(rules[0]?.from).toBeNull();
    expect(rules.at(-1)?.until).toBeNull();
    rules.slice(1).forEach((rule, index) => {
      expect(rule.from).toBe(rules[index]?.until);
    });
  });

  test('every rule names its source and how sure it is', () => {
    expect(CROSS_AZ_RULES.filter((rule) => rule.source.length < 20)).toEqual([]);
    expect(new Set(CROSS_AZ_RULES.map((rule) => rule.confidence))).toEqual(new Set(['high', 'medium', 'low']));
  });

  test('the day decides, its first day included', () => {
    const charged = (day?: string) => crossAzRule('interface-endpoint', day).charged;
    expect(charged('2022-03-31')).toBe('each-direction');
    expect(charged('2022-04-01')).toBe('nothing');
    expect(charged()).toBe('nothing');
    expect(crossAzRule('peering-to-endpoint-in-other-zone', undefined).charged).toBe('unresolved');
  });
});
