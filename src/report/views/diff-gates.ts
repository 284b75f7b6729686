import type { DiffDocument, GateResult } from '../diff-document.ts';
import type { Section } from '../view.ts';

/** Every gate with its verdict and the reason, failures first. */
export function gatesSection({ gates }: DiffDocument): readonly Section[] {
  if (gates.length === 0) return [];
  const failed = gates.filter((gate) => !gate.passed);
  const open = gates.filter((gate) => gate.passed && gate.undetermined);
  const rows = [...failed, ...open, ...gates.filter((gate) => gate.passed && !gate.undetermined)];
  return [
    {
      title: titleOf(gates),
      table: {
        columns: [
          { title: 'Gate', align: 'left' },
          { title: 'Result', align: 'left' },
          { title: 'Reason', align: 'left' },
        ],
        rows: rows.map((gate) => [gate.name, resultOf(gate), gate.reason]),
      },
    },
  ];
}

function titleOf(gates: readonly GateResult[]): string {
  const failed = gates.filter(({ passed }) => !passed).length;
  const open = gates.filter(({ passed, undetermined }) => passed && undetermined).length;
  const rest = open === 0 ? '' : `, ${open} not decided`;
  if (failed > 0) return `Gates: ${failed} of ${gates.length} exceeded${rest}`;
  return open === 0 ? 'Gates: all passed' : `Gates: none exceeded${rest}`;
}

const resultOf = ({ passed, undetermined }: GateResult): string =>
  !passed ? 'exceeded' : undetermined ? 'unknown' : 'passed';
