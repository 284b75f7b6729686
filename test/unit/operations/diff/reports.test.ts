import { describe, expect, test } from 'vitest';
import { mergeReports } from '../../../../src/operations/diff/reports/merge-reports.ts';
import { type Report, readReport } from '../../../../src/operations/diff/reports/read-report.ts';
import { diffDocumentSchema } from '../../../../src/report/diff-document.ts';
import { infracost } from '../../../../src/report/formats/infracost.ts';
import { infracostDiff } from '../../../../src/report/formats/infracost-diff.ts';
import { viewDiff } from '../../../../src/report/views/diff.ts';
import { diffOf, interfaceEndpoint as endpoint } from '../../../support/diffing.ts';
import { errorFrom } from '../../../support/expect-error.ts';

const NOW = new Date('2026-11-30T00:00:00Z');
const document = (value: unknown, name = 'saved.json') => ({
  name,
  format: 'json' as const,
  value: JSON.parse(JSON.stringify(value)),
  lineOf: () => undefined,
});

const step = () =>
  diffOf(
    { endpoints: [endpoint('ssm', 3, 100), endpoint('kms', 2)] },
    { endpoints: [endpoint('ssm', 2, 100), endpoint('sqs', 2, 50)] },
  );

/** A component as Infracost writes it. */
const component = (
  name: string,
  unit: string,
  monthlyQuantity: string | null,
  price: string,
  monthlyCost: string | null,
) => ({
  name,
  unit,
  monthlyQuantity,
  price,
  monthlyCost,
  usageBased: unit === 'GB',
});

describe("Infracost's JSON", () => {
  test('written by us reads back as the same change: totals, changes, what is unknown', async () => {
    const { diff, parts } = await step();
    const written = infracostDiff(
      diff,
      parts.map((part) => ({ ...part, path: 'plan.json' })),
    );
    const report = await readReport(document(written), NOW);
    expect(report.kind).toBe('diff');
    const back = report.document as typeof diff;
    expect(diffDocumentSchema.safeParse(back).error).toBeUndefined();
    // ssm -7.30; sqs 2 x 7.30 + 0.50; kms -14.60 and its unknown bytes.
    expect(back.delta).toMatchObject({ monthly: '-6.80', bound: 'at-most' });
    expect([back.base.monthly, back.head.monthly]).toEqual([diff.base.monthly, diff.head.monthly]);
    const short = (each: typeof diff) => each.changes.map(({ id, change, delta }) => [id, change, delta.monthly]);
    expect(short(back)).toEqual(short(diff));
  });

  test('what others price is kept under its own type; components of sub-resources count', async () => {
    const instance = {
      name: 'aws_instance.web',
      resourceType: 'aws_instance',
      costComponents: [component('Instance usage', 'hours', '730', '0.0104', '7.592')],
      subresources: [{ name: 'root_block_device', costComponents: [component('Storage', 'GB', '8', '0.1', '0.8')] }],
    };
    const root = {
      version: '0.2',
      currency: 'USD',
      timeGenerated: '2026-11-01T10:00:00.123456789Z',
      projects: [
        { name: 'web', pastBreakdown: { resources: [] }, breakdown: { resources: [instance], freeResources: [] } },
      ],
    };
    const report = await readReport(document(root), NOW);
    expect(report.document).toMatchObject({
      delta: { monthly: '8.392' },
      changes: [{ id: 'aws_instance.web', kind: 'aws_instance', change: 'added' }],
    });
    expect((report.document as { generatedAt: string }).generatedAt).toMatch(/^2026-11-01T10:00:00\.\d{3}Z$/);
  });

  test('without any past it is a state', async () => {
    const { parts } = await step();
    const [part] = parts;
    const written = part && infracost(part.head.document, { path: 'plan.json', generatedAt: NOW });
    const report = await readReport(document(written), NOW);
    expect(report).toMatchObject({
      kind: 'estimate',
      document: { totals: { monthly: part?.head.document.totals.monthly } },
    });
  });

  test('a part that does not fit is named', async () => {
    const root = { version: '0.2', projects: [{ name: 'a', breakdown: { resources: [{ name: 1 }] } }] };
    const error = await errorFrom(() => readReport(document(root), NOW));
    expect(error).toMatchObject({
      code: 'TG1005',
      message: expect.stringContaining('projects.0.breakdown.resources.0.name'),
    });
  });
});

describe('several reports', () => {
  const named = async (name: string): Promise<Report> => ({ kind: 'diff', name, document: (await step()).diff });

  test('are one: sums add up, each is a project, a finding says that they were priced apart', async () => {
    const merged = mergeReports([await named('out/a.json'), await named('out/b.json')]);
    const diff = merged.document as Awaited<ReturnType<typeof step>>['diff'];
    expect(diffDocumentSchema.safeParse(diff).error).toBeUndefined();
    expect(diff.delta).toMatchObject({ monthly: '-13.60', bound: 'at-most' });
    expect(diff).toMatchObject({ diffTotalMonthlyCost: '-13.60', projects: [{ name: 'a' }, { name: 'b' }] });
    expect(new Set(diff.changes.map(({ project }) => project))).toEqual(new Set(['a', 'b']));
    expect(diff.findings.map(({ code }) => code)).toContain('TG5066');
    expect(viewDiff(diff).headline).toContain('decreases by at least $13.60');
  });

  test('a diff and an estimate do not mix', async () => {
    const { parts } = await step();
    const estimate = { kind: 'estimate', name: 'e', document: parts[0]?.head.document } as Report;
    const diff = await named('d');
    expect(() => mergeReports([diff, estimate])).toThrow(/d is a diff and e an estimate/);
  });
});
