import type { FindingCode } from '../../../core/errors.ts';
import { type Finding, finding } from '../../../core/finding.ts';
import type { Location } from '../../../core/location.ts';

/** Collects the reader's findings; the same thing said twice (by two uses of one parameter) is said once. */
export type Note = (code: FindingCode, subject: string, message: string, location?: Location) => void;

export function noteInto(findings: Finding[]): Note {
  const said = new Set<string>();
  return (code, subject, message, location) => {
    const key = `${code} ${subject} ${message}`;
    if (said.has(key)) return;
    said.add(key);
    findings.push(finding(code, subject, message, location));
  };
}
