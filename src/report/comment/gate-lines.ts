import type { DiffDocument, GateResult } from '../diff-document.ts';
import { markdownText } from '../formats/markdown-text.ts';
import { isOpenGate } from './verdict.ts';

/** Every limit with its verdict and the reason, those exceeded first. */
export function gateLines({ gates }: DiffDocument): readonly string[] {
  if (gates.length === 0) return [];
  const failed = gates.filter(({ passed }) => !passed);
  const open = gates.filter(isOpenGate);
  const kept = gates.filter((gate) => gate.passed && !isOpenGate(gate));
  return [
    [
      '| | Limit | Reason |',
      '| --- | --- | --- |',
      ...[...failed, ...open, ...kept].map(
        (gate) => `| ${resultOf(gate)} | ${markdownText(gate.name)} | ${markdownText(gate.reason)} |`,
      ),
    ].join('\n'),
  ];
}

const resultOf = (gate: GateResult): string =>
  gate.passed ? (isOpenGate(gate) ? '⚠️ unknown' : '✅ kept') : '❌ exceeded';
