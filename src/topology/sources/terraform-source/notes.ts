import type { FindingCode } from '../../../core/errors.ts';
import { type Finding, finding } from '../../../core/finding.ts';

/** Remarks about what the folder does not hold: one for each thing, however often it is used. */
export class Notes {
  readonly findings: Finding[] = [];
  readonly #file: string;
  readonly #seen = new Set<string>();

  constructor(file: string) {
    this.#file = file;
  }

  add(code: FindingCode, address: string, message: string): void {
    const key = `${code} ${address}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.findings.push(finding(code, address, message, { file: this.#file, address }));
  }
}
