import type { DiffDocument } from '../diff-document.ts';
import type { Section } from '../view.ts';

/** Every gate with its verdict and the reason, failures first. */
export function gatesSection({ gates }: DiffDocument): readonly Section[] {
  if (gates.length === 0) return [];
  const failed = gates.filter((gate) => !gate.passed);
  const rows = [...failed, ...gates.filter((gate) => gate.passed)];
  return [
    {
      title: failed.length === 0 ? 'Gates: all passed' : `Gates: ${failed.length} of ${gates.length} exceeded`,
      table: {
        columns: [
          { title: 'Gate', align: 'left' },
          { title: 'Result', align: 'left' },
          { title: 'Reason', align: 'left' },
        ],
        rows: rows.map(({ name, passed, reason }) => [name, passed ? 'passed' : 'exceeded', reason]),
      },
    },
  ];
}
