import { FINDINGS, type FindingCode } from './errors.ts';
import type { Location } from './location.ts';

export type Severity = 'info' | 'warning' | 'error';

/** Something the reader should know about the result. `subject` is the endpoint, Region or file it speaks of. */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly subject: string;
  readonly message: string;
  readonly location?: Location;
}

/** A finding with the severity of its code. Readers return plain lists of them; the log of the result caps and counts. */
export const finding = (code: FindingCode, subject: string, message: string, location?: Location): Finding => ({
  code,
  severity: FINDINGS[code].severity,
  subject,
  message,
  ...(location && { location }),
});

/** Whether the subject of a finding may cost money that no cost line of its own carries. */
export const leavesOut = ({ code }: Finding): boolean => 'leavesOut' in FINDINGS[code];

/** Findings kept of one code, and of all codes together; the rest are counted. */
export const FINDINGS_PER_CODE = 200;
export const FINDINGS_IN_ALL = 1000;

/** Collects findings: repeats are dropped, the flood is capped and what was left out is counted by code. */
export class FindingLog {
  readonly #kept: Finding[] = [];
  readonly #seen = new Set<string>();
  readonly #perCode = new Map<FindingCode, number>();
  readonly #omitted = new Map<FindingCode, number>();

  add(code: FindingCode, subject: string, message: string, location?: Location): void {
    this.push(finding(code, subject, message, location));
  }

  push(each: Finding): void {
    const count = this.#perCode.get(each.code) ?? 0;
    if (count >= FINDINGS_PER_CODE || this.#kept.length >= FINDINGS_IN_ALL) {
      this.#omitted.set(each.code, (this.#omitted.get(each.code) ?? 0) + 1);
      return;
    }
    const key = `${each.code}\u0000${each.subject}\u0000${each.message}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.#perCode.set(each.code, count + 1);
    this.#kept.push(each);
  }

  addAll(findings: Iterable<Finding>): void {
    for (const each of findings) this.push(each);
  }

  get findings(): readonly Finding[] {
    return this.#kept;
  }

  /** How many findings of each code did not fit. */
  get omitted(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#omitted);
  }
}
