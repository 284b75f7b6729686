/** What `npm audit --json` prints: counts and what is concerned, or the answer of a registry that cannot tell. */
export interface AuditOutput {
  readonly metadata?: { readonly vulnerabilities?: Readonly<Record<string, number>> };
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  readonly message?: string;
  readonly statusCode?: number;
}

const GRAVE = ['high', 'critical'];

/** Whether what is shipped may be shipped, in one line. What a registry does not tell is said, not taken for "none". */
export function auditVerdict(output: AuditOutput | undefined): { readonly passed: boolean; readonly line: string } {
  const counts = output?.metadata?.vulnerabilities;
  if (counts === undefined) {
    const why =
      output?.statusCode === undefined
        ? 'the registry could not be asked'
        : `the registry answered ${output.statusCode}`;
    return { passed: true, line: `NOT AUDITED: ${why}, so nothing is known about the dependencies.` };
  }
  const grave = Object.entries(output?.vulnerabilities ?? {}).filter(([, { severity }]) => GRAVE.includes(severity));
  const known = GRAVE.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
  if (known === 0) return { passed: true, line: 'No vulnerability of level high or critical is known.' };
  const named = grave.map(([name, { severity }]) => `${name} (${severity})`).join(', ');
  return { passed: false, line: `${known} of level high or critical: ${named}. npm audit tells more.` };
}
