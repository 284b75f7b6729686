import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { parseFragment } from 'parse5';
import { describe, expect, test } from 'vitest';
import { withGates } from '../../../src/operations/diff/with-gates.ts';
import { bar } from '../../../src/report/comment/bar.ts';
import { diffComment } from '../../../src/report/comment/diff-comment.ts';
import { diffOf, interfaceEndpoint as endpoint } from '../../support/diffing.ts';
import { HOSTILE_NAMES } from '../../support/hostile-names.ts';
import { elementsOf } from '../../support/html-tree.ts';

const FOOT = { footnote: 'How it was computed.' };
const render = (text: string) =>
  parseFragment(micromark(text, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true }));
const unfolded = (text: string): string => text.replace(/<details>[\s\S]*<\/details>/g, '');

const measured = (id: string, zones: number, gb: number, peakGbps: string) =>
  endpoint(id, zones, undefined, { traffic: { monthlyGb: String(gb), peakGbps } });
const base = { endpoints: [measured('ssm', 3, 1000, '30'), endpoint('logs', 2, 100)] };
const head = { endpoints: [measured('ssm', 1, 1000, '30'), endpoint('logs', 3, 100), endpoint('sqs', 2, 200)] };

describe('the first line', () => {
  test('holds verdict, change, capacity and risk', async () => {
    const diff = withGates(await diffOf(base, head), { maxIncrease: ['5'], minAzs: 2, maxMonthly: '1000' });
    const [first] = diffComment(diff, { ...FOOT, title: 'prod' }).split('\n');
    // ssm -14.60, logs +7.30, sqs 2 x 7.30 + 2.00; 30 Gbps in one zone of 100.
    expect(first).toBe(
      '### ❌ prod: 2 of 3 limits exceeded · +$9.30 a month (+19.6 %) · fullest changed zone 30 %, 1 endpoint cannot lose a zone · 1 endpoint falls to one zone'.replace(
        '+19.6 %',
        `+${((9.3 / 47.5) * 100).toFixed(0)} %`,
      ),
    );
  });

  test('is all there is where nothing changed', async () => {
    const { diff } = await diffOf(base, base);
    expect(diffComment(diff, FOOT)).toBe('VPC endpoints: no change · $47.50 a month\n');
  });

  test('says unknown, never nothing', async () => {
    const { diff } = await diffOf({ endpoints: [endpoint('ssm', 2, 10)] }, { endpoints: [endpoint('ssm', 2)] });
    const text = diffComment(diff, FOOT);
    expect(text.split('\n')[0]).toContain('1 cost line newly unknown');
    expect(text).not.toMatch(/\$0\.00 a month/);
  });
});

test('limits stand after the changes, details and findings are folded, before and after are said', async () => {
  const diff = withGates(await diffOf(base, head), { minAzs: 2 });
  const text = diffComment(diff, { ...FOOT, runUrl: 'https://ci.example/run/7' });
  const order = [
    '| Endpoint |',
    '| | Limit |',
    'Findings:',
    'Totals before and after',
    'Details:',
    '[This run](https://ci.example/run/7)',
  ];
  expect(order.map((each) => text.indexOf(each))).toEqual(
    order.map((each) => text.indexOf(each)).toSorted((a, b) => a - b),
  );
  expect(unfolded(text)).not.toContain('Details:');
  expect(text).toContain('▰▱▱▱▱ 10 % → ▰▱▱▱▱ 30 %<br>cannot lose a zone');
  expect(text).toContain('before **$47.50**, after **$56.80**');
  expect(text).not.toMatch(/\b(Base|Head)\b/);
});

test('an address of a run that could end its link is not written', async () => {
  const { diff } = await diffOf(base, head);
  expect(diffComment(diff, { ...FOOT, runUrl: 'https://ci.example/a) [b](javascript:alert(1)' })).not.toContain(
    'This run',
  );
});

test('1,000 added endpoints stay under 10 kB unfolded and below the length of a comment, with their total', async () => {
  const many = Array.from({ length: 1000 }, (_, index) => endpoint(`endpoint-with-a-long-name-${index}`, 3, index));
  const { diff } = await diffOf({ endpoints: [] }, { endpoints: many });
  const text = diffComment(diff, FOOT);
  expect(Buffer.byteLength(unfolded(text))).toBeLessThan(10_000);
  expect(text.length).toBeLessThanOrEqual(65_000);
  expect(text).toContain('980 more changes');
  // 1,000 x 3 x 730 x 0.01 + 499,500 GB x 0.01
  expect(text).toContain('| **+$26,895.00** | **Total** |  |  |');
});

test('a host that takes less and folds nothing gets the first changes and the limits', async () => {
  const many = Array.from({ length: 400 }, (_, index) => endpoint(`e-${index}`, 3, index));
  const { diff } = await diffOf({ endpoints: [] }, { endpoints: many });
  const text = diffComment(diff, { ...FOOT, limit: 5000, isFlat: true });
  expect(text.length).toBeLessThanOrEqual(5000);
  expect(text).not.toContain('<details>');
  expect(text).toContain('380 more changes; the total counts them.');
});

describe.each(HOSTILE_NAMES)('the name %j', (name) => {
  test('adds no element and no mention, and stays in its cell', async () => {
    const { diff } = await diffOf({ endpoints: [] }, { endpoints: [endpoint('x', 2, 1, { id: name })] });
    const tree = render(unfolded(diffComment(diff, { ...FOOT, title: name })));
    const tags = new Set(elementsOf(tree).map((element) => element.tagName));
    for (const tag of ['script', 'img', 'a', 'iframe', 'input', 'svg', 'style', 'em', 'del'])
      expect([...tags]).not.toContain(tag);
    const rows = elementsOf(tree).filter((element) => element.tagName === 'tr');
    const cells = rows.map((row) => elementsOf(row).filter((element) => /^t[dh]$/.test(element.tagName)).length);
    expect(new Set(cells)).toEqual(new Set([4]));
    const outside = elementsOf(tree).filter((element) => !['code', 'pre'].includes(element.tagName));
    const texts = outside.flatMap(({ childNodes }) =>
      childNodes.flatMap((child) => ('value' in child ? [child.value] : [])),
    );
    for (const text of texts) expect(text).not.toMatch(/(?<![A-Za-z0-9_`])@[A-Za-z0-9]/);
  });
});

test('bars round down and show what is above nothing', () => {
  expect([0, 0.004, 0.2, 0.37, 0.99, 1, 1.4].map(bar)).toEqual([
    '▱▱▱▱▱ 0 %',
    '▰▱▱▱▱ <1 %',
    '▰▱▱▱▱ 20 %',
    '▰▱▱▱▱ 37 %',
    '▰▰▰▰▱ 99 %',
    '▰▰▰▰▰ 100 %',
    '▰▰▰▰▰ 140 %',
  ]);
});
