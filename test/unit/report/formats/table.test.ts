import { describe, expect, test } from 'vitest';
import { table } from '../../../../src/report/formats/table.ts';
import { visible } from '../../../../src/report/formats/visible.ts';
import type { View } from '../../../../src/report/view.ts';
import { HOSTILE_NAMES } from '../../../support/hostile-names.ts';

const viewOf = (name: string, findings: View['findings'] = []): View => ({
  title: 'Costs of a network',
  headline: 'about 3.00 a month',
  footnote: 'A month has 730 hours.',
  findings,
  sections: [
    {
      title: 'Costs',
      text: ['All of them.'],
      table: {
        columns: [
          { title: 'Name', align: 'left' },
          { title: 'Amount', align: 'right' },
        ],
        rows: [
          [name, '1.00'],
          ['b', '12.00'],
        ],
        heads: new Set([0]),
        footer: ['Total', '13.00'],
      },
    },
  ],
});

test('columns are aligned, the total is set apart, nothing trails', () => {
  expect(table(viewOf('app-ssm'), {})).toBe(`about 3.00 a month

Costs
All of them.
Name     Amount
───────  ──────
app-ssm    1.00
b         12.00
───────  ──────
Total     13.00

A month has 730 hours.
`);
});

describe.each(HOSTILE_NAMES)('%j', (name) => {
  test('stays on its line and cannot command the terminal', () => {
    const text = table(viewOf(name), {});
    expect(text.split('\n')).toHaveLength(13);
    expect(text).toContain(visible(name).trim());
    // biome-ignore lint/suspicious/noControlCharactersInRegex: none may be left
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
  });
});

test('colour is written only where it is asked for, and hostile names still cannot add their own', () => {
  const text = table(viewOf('\u001b[31mred'), { colour: true });
  expect(text).toContain('\u001b[1m');
  expect(text).not.toContain('\u001b[31mred');
});

test('a narrow terminal wraps long names instead of losing letters', () => {
  const name = 'module.network.module.endpoints.aws_vpc_endpoint.this["secretsmanager"]';
  const lines = table(viewOf(name), { width: 40 }).split('\n');
  const cells = lines.slice(6, -6).map((line) => line.slice(0, 32).trim());
  expect(Math.max(...lines.slice(4).map((line) => line.length))).toBeLessThanOrEqual(40);
  expect(cells.join('')).toContain(name);
});

test('wide letters take two columns', () => {
  const [, , , , , , wide = '', narrow = ''] = table(viewOf('日本'), {}).split('\n');
  expect(wide).toBe('日本     1.00');
  expect(narrow).toBe('b       12.00');
});

describe('findings', () => {
  const many = Array.from({ length: 12 }, (_, index) => ({
    code: 'TG1203' as const,
    severity: 'warning' as const,
    subject: `e${index}`,
    message: `The traffic of e${index} is not known.`,
  }));
  const error = { code: 'TG1302' as never, severity: 'error' as const, subject: 's', message: 'Two rates match.' };

  test('the gravest come first; repeats of one code are counted after five', () => {
    const text = table({ ...viewOf('a', [...many, error]), findingsOmitted: 9800 }, {});
    expect(text).toContain(
      'Findings\nerror TG1302  Two rates match.\nwarning TG1203  The traffic of e0 is not known.\n',
    );
    expect(text).toContain(
      'e4 is not known.\nTG1203: 7 more like it.\n9800 further findings were counted but not kept.',
    );
    expect(text).not.toContain('e5 is');
  });

  test('all of them are shown on request', () => {
    expect(table(viewOf('a', many), { all: true })).toContain('e11 is not known.');
  });
});
