import type { FormatOptions, Rendering } from './format.ts';
import { type ReportRemark, remarksOf } from './remarks.ts';

const SEVERITIES: Readonly<Record<ReportRemark['level'], string>> = {
  error: 'critical',
  warning: 'minor',
  note: 'info',
  none: 'info',
};

/** Limits that are not kept and findings as GitLab's code quality report (a list of Code Climate issues). */
export async function codeQuality(rendering: Rendering, { indent }: FormatOptions): Promise<string> {
  const remarks = (await remarksOf(rendering)).filter(({ level }) => level !== 'none');
  const seen = new Map<string, number>();
  const issues = remarks.map(({ rule, level, message, file, line }) => {
    const key = `${rule}\u0000${file}\u0000${message}`;
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return {
      description: message,
      check_name: rule,
      fingerprint: fingerprint(`${key}\u0000${times}`),
      severity: SEVERITIES[level],
      location: { path: file, lines: { begin: line } },
    };
  });
  return JSON.stringify(issues, null, indent);
}

const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** FNV-1a of 64 bits over UTF-16 units: GitLab pairs issues of two branches by it; it is no secret. */
function fingerprint(text: string): string {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * FNV_PRIME);
  }
  return hash.toString(16).padStart(16, '0');
}
